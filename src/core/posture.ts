import type { Ledger, LinkSupport } from './weigh.ts'

/** What a case asks of people, mildest first. */
export const postures = ['routine', 'look', 'challenge', 'escalate'] as const
export type Posture = (typeof postures)[number]

/** The bands. They change who is asked to verify, so a change needs an adverse-impact sign-off. */
export const bands = {
  /** `challenge` needs a posterior above this … */
  posterior: 0.1,
  /** … and this many groups … */
  groups: 3,
  /** … each above this many decibans; */
  groupDecibans: 3,
  /** or link evidence of this many decibans from two artefacts. */
  linkDecibans: 9,
} as const

export interface Judgement {
  readonly posture: Posture
  /** One sentence that says why, for the first line of a case. */
  readonly why: string
}

/** Facts that open a security case by themselves, never by score: a failed verification, a decisive item. */
export interface Decisive {
  readonly failedVerification: boolean
  readonly items: readonly string[]
}

const nothingDecisive: Decisive = { failedVerification: false, items: [] }

/** The posture a ledger calls for. No single group can reach `challenge`, link evidence from two artefacts apart. */
export function judge(ledger: Ledger, links: LinkSupport, decisive: Decisive = nothingDecisive): Judgement {
  if (decisive.failedVerification) return { posture: 'escalate', why: 'A verification failed.' }
  if (decisive.items.length > 0) return { posture: 'escalate', why: `${decisive.items[0]}` }

  const strong = ledger.groups.filter((group) => group.decibans > bands.groupDecibans)
  const link = ledger.groups.find((group) => group.group === 'link')?.decibans ?? 0
  const speaking = ledger.groups.filter((group) => group.findings.some((finding) => finding.outcome === 'present' && finding.decibans > 0))

  if (link >= bands.linkDecibans && links.artefacts >= 2) {
    return { posture: 'challenge', why: titles(ledger, 'link') }
  }
  if (ledger.posterior > bands.posterior && strong.length >= bands.groups) {
    return { posture: 'challenge', why: titles(ledger) }
  }
  if (strong.length > 0) return { posture: 'look', why: titles(ledger) }
  if (speaking.length > 0) return { posture: 'routine', why: `Little speaks against it. ${titles(ledger)}` }
  return { posture: 'routine', why: 'Nothing speaks against it, as far as it was assessed.' }
}

/** The titles of the heaviest findings, one a group, as a sentence. */
function titles(ledger: Ledger, only?: string): string {
  const heads = ledger.groups
    .filter((group) => only === undefined || group.group === only)
    .flatMap((group) => {
      const present = group.findings.flatMap((finding) => (finding.outcome === 'present' && finding.decibans > 0 ? [finding] : []))
      const head = present.sort((a, b) => b.decibans - a.decibans)[0]
      return head === undefined ? [] : [{ title: head.sealed ? 'A sealed rule spoke' : head.title, decibans: group.decibans }]
    })
    .sort((a, b) => b.decibans - a.decibans)
  return heads.slice(0, 3).map((head) => `${head.title}.`).join(' ')
}
