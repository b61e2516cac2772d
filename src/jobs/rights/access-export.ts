import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { shownValue } from '../../links/shared.ts'
import { rows, type House } from '../house.ts'

/**
 * Everything held about a person, for that person: what was received, what was measured, which rules spoke and how much
 * each weighed, what people wrote and decided. Of others it says how many they are, never who.
 *
 * Sealed rules are named by their group and weight only: the person learns that a rule spoke, and how much it counted.
 */
export async function accessExport(house: House, org: Id, subject: Id): Promise<object> {
  const tables = rows(house)
  const found = (await tables.subjects.find(org, [subject])).get(subject)
  if (found === undefined || found.erasedAt !== null) throw new SallyportError('SP_NOT_FOUND', 'There is nothing about this person, or it was erased.')
  const [evidence, facts, cases, artefacts, links] = await Promise.all([
    tables.evidence.ofSubject(org, subject),
    tables.facts.ofSubject(org, subject),
    tables.cases.ofSubject(org, subject),
    tables.artefacts.ofSubject(org, subject),
    tables.links.of(org, [subject]),
  ])
  return {
    format: 'sallyport.access/1',
    made: new Date(house.clock.now()).toISOString(),
    about: { id: subject, name: found.name, since: iso(found.createdAt) },
    logic: [
      'Code measured what stands under "measured". Rules, each with a weight in decibans (10·log10 of a likelihood ratio), read it; weights of one cause are divided by how far they are correlated and bounded; the sum ordered a queue.',
      'No rule reads a name’s origin, nationality, ethnicity, accent, appearance, language, age, health or belief, and none decides. People decide, after a check.',
    ],
    received: evidence.map((one) => ({ what: one.kind, name: one.name, from: one.source, at: iso(one.receivedAt), bytes: one.bytes, sha256: one.digest, measured: facts.filter((stored) => stored.evidence === one.id).map((stored) => ({ facts: stored.facts, couldNotBeMeasured: stored.unavailable })) })),
    identifiers: artefacts.map(({ type, value }) => ({ type, value })),
    sharedWithOthers: [...Map.groupBy(links, ({ type }) => type)].map(([type, all]) => ({ what: type, with: `${new Set(all.flatMap(({ a, b }) => [a.subject, b.subject])).size - 1} other record(s)`, shown: artefacts.filter((one) => one.type === type).map(shownValue).slice(0, 5) })),
    cases: await Promise.all(
      cases.map(async (item) => {
        const ledger = await tables.cases.ledger(org, item.id)
        return {
          id: item.id,
          door: item.door,
          opened: iso(item.openedAt),
          state: item.state,
          posture: item.posture,
          verifications: item.verifications,
          decision: item.decision === null ? null : { outcome: item.decision.outcome, reason: item.decision.reason, at: item.decision.at === undefined ? null : iso(item.decision.at) },
          findings: (ledger?.groups ?? []).flatMap((group) => group.findings.map((finding) => (finding.outcome === 'present' ? { group: group.group, rule: finding.sealed ? 'a sealed rule' : finding.title, decibans: finding.decibans, innocentReadings: finding.sealed ? [] : finding.innocent } : null))).filter((one) => one !== null),
          notAssessed: ledger?.notAssessed.length ?? 0,
          history: (await tables.caseEvents.list(org, item.id)).map((event) => ({ at: iso(event.at), what: event.type, text: event.text })),
        }
      }),
    ),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
