import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Evidence } from '../../src/core/evidence.ts'
import type { Facts, Json, Measured, Unavailable } from '../../src/core/facts.ts'
import type { Id } from '../../src/core/ids.ts'
import { apply } from '../../src/doors/apply/door.ts'
import { gatherSubject } from '../../src/doors/judge.ts'
import type { Kind } from '../../src/doors/door.ts'
import { linkFacts } from '../../src/links/facts.ts'
import { memoryIndex } from '../../src/links/memory-index.ts'
import { resumeFacts, type ResumeFacts } from '../../src/measure/resume/facts.ts'
import { readPack } from '../../src/playbook/pack.ts'
import { playbookOf, type Playbook } from '../../src/playbook/playbook.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const org = 'bench'

/** The rules of the apply door that tie people, as they ship. */
export function linkRules(): Playbook {
  const root = join(import.meta.dirname, '../../playbook')
  const files = readdirSync(join(root, 'apply'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `apply/${name}`, text: readFileSync(join(root, 'apply', name), 'utf8') }))
    .filter(({ text }) => /^group: link$/m.test(text))
  const about = { path: 'pack.yaml', text: readFileSync(join(root, 'pack.yaml'), 'utf8') }
  return playbookOf([readPack([about, ...files], { resume: resumeFacts, links: linkFacts }, digest)], digest)
}

/** What is known of one applicant on the day of the application. */
export interface Judged {
  readonly rules: readonly string[]
  readonly linkedWith: readonly Id[]
}

/** Applicants one after the other, each judged against those before: what an office sees, day by day. */
export function intake(rules: Playbook): (subject: Id, measured: Measured<ResumeFacts>) => Promise<Judged> {
  const index = memoryIndex()
  const names = new Map<Id, string | null>()
  const kind = apply.kinds.resume as unknown as Kind<never, never, ResumeFacts>
  return async (subject, measured) => {
    const evidence = { id: subject, org, door: 'apply', kind: 'resume', subject, receivedAt: 0 } as unknown as Evidence
    const artefacts = kind.artefacts(measured.facts)
    index.add(subject, evidence.id, 'resume', measured.facts as unknown as Json, artefacts)
    for (const [space, rows] of kind.bands?.(undefined as never, measured.facts) ?? [])
      await index.bands.add(org, space, evidence.id, subject, rows)
    names.set(subject, kind.label?.(measured.facts) ?? null)
    const item = { evidence, root: 'resume', kind: kind as unknown as Kind, measured, artefacts }
    const { facts, shared } = await gatherSubject(
      org,
      subject,
      [item],
      index,
      async () => (other) => names.get(other) ?? null,
    )
    const values: Record<string, unknown> = {}
    const unavailable: Record<string, string> = {}
    for (const [root, one] of facts) {
      values[root] = one.facts
      Object.assign(unavailable, one.unavailable)
    }
    const spoke = rules
      .judge(['apply'], values as Facts, unavailable as Unavailable)
      .filter(({ outcome }) => outcome === 'present')
    return { rules: spoke.map(({ rule }) => rule), linkedWith: shared.ties.map(({ other }) => other) }
  }
}
