import type { DoorId } from '../core/evidence.ts'
import type { Facts, Measured } from '../core/facts.ts'
import { gravest, type Finding } from '../core/finding.ts'
import { judge, type Decisive, type Posture } from '../core/posture.ts'
import type { Verdict } from '../core/rule.ts'
import { weigh, type Ledger, type LinkSupport } from '../core/weigh.ts'
import type { Playbook } from '../playbook/playbook.ts'

/** Facts of one subject: root (`resume`, `session`, `links` …) → what was measured, the newest of each kind. */
export type SubjectFacts = ReadonlyMap<string, Measured<unknown>>

export interface Judged {
  readonly findings: readonly Finding[]
  readonly ledger: Ledger
  readonly posture: Posture
  /** Set where a thing is judged (package, message), not a person. */
  readonly verdict: Verdict | null
  readonly why: string
  readonly playbookVersion: string
}

export interface Circumstances {
  readonly doors: readonly DoorId[]
  readonly links: LinkSupport
  readonly prior: number
  readonly jurisdiction?: string
  readonly decisive?: Decisive
}

/** Rules judge: everything known of a subject, through the playbook in force, to a posture with its ledger. */
export function judgeSubject(known: SubjectFacts, playbook: Playbook, circumstances: Circumstances): Judged {
  const facts: Record<string, unknown> = {}
  const unavailable: Record<string, string> = {}
  for (const [root, measured] of known) {
    facts[root] = measured.facts
    for (const [path, why] of Object.entries(measured.unavailable)) unavailable[rooted(root, path)] = why
  }
  const findings = playbook.judge(circumstances.doors, facts as Facts, unavailable, circumstances.jurisdiction)
  const ledger = weigh(findings, circumstances.links, circumstances.prior)
  const { posture, why } = judge(ledger, circumstances.links, circumstances.decisive)
  const things = circumstances.doors.some((door) => door === 'packages' || door === 'messages')
  const verdict = things ? gravest(findings) : null
  return { findings, ledger, posture, verdict, why: verdict === null || verdict === 'allow' ? why : whyVerdict(findings, verdict), playbookVersion: playbook.version }
}

/** A measurement may name a missing fact from its root or from within it. */
function rooted(root: string, path: string): string {
  return path === root || path.startsWith(`${root}.`) ? path : `${root}.${path}`
}

/** The findings that carried the verdict, as sentences. */
function whyVerdict(findings: readonly Finding[], verdict: Verdict): string {
  return findings
    .flatMap((finding) => (finding.outcome === 'present' && finding.verdict === verdict ? [`${finding.sealed ? 'A sealed rule spoke' : finding.title}.`] : []))
    .slice(0, 3)
    .join(' ')
}
