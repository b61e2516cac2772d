import { fromCase } from '../../../circle/advisory/from-evidence.ts'
import type { Id } from '../../../core/ids.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { findCase } from '../../desk/case-file.ts'

/** What a case holds that may be told to peers, as a draft. */
export async function fromCaseFile(house: House, org: Id, caseId: Id, id: Id): Promise<ReturnType<typeof fromCase>> {
  const tables = rows(house)
  const item = await findCase(house, org, caseId)
  const [subjects, artefacts, evidence, ledger] = await Promise.all([
    tables.subjects.find(org, [item.subject]),
    tables.artefacts.ofSubject(org, item.subject),
    tables.evidence.ofSubject(org, item.subject),
    tables.cases.ledger(org, caseId),
  ])
  const spoke = (ledger?.groups ?? []).flatMap((group) => group.findings.filter((finding) => finding.outcome === 'present'))
  const rules = new Map(house.playbook.rules.map(({ rule }) => [rule.id, rule]))
  const archive = evidence.find((one) => one.kind === 'package')
  return fromCase(id, {
    // What a person's record calls its person stays here.
    label: item.door === 'packages' ? (subjects.get(item.subject)?.name ?? 'package') : titles[item.door],
    why: item.door === 'packages' ? item.why : '',
    door: item.door,
    artefacts,
    sha256: archive === undefined ? null : archive.digest,
    // A sealed rule is nobody's business outside, not even by its title.
    techniques: spoke.flatMap(({ rule }) => [...(rules.get(rule)?.techniques ?? [])]),
    findings: spoke.flatMap(({ rule, title, sealed }) => (sealed || rules.get(rule)?.privacy !== 'none' ? [] : [title])),
  })
}

const titles = {
  apply: 'A technique seen in applications',
  interview: 'A technique seen in interviews',
  work: 'A technique seen at work',
  packages: 'Poisoned package',
  messages: 'A lure sent to employees',
  circle: 'Seen by a peer',
} as const
