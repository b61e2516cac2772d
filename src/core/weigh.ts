import type { Finding } from './finding.ts'
import type { Group } from './rule.ts'

/** The numbers of the combiner. Source: research on correlated flags; `npm run bench -- weigh` reproduces it. */
export const weighing = {
  /** Assumed correlation within a group. */
  correlation: 0.5,
  /** Bounds of one group, in decibans: [−1.5, +2.5] nats. */
  clip: { low: -6.5, high: 11 },
  /** Link evidence has its own bound (+4 nats) … */
  linkClip: { low: -6.5, high: 17 },
  /** … and counts only with two artefacts, or with one that fewer than one in a thousand cleared records carry. */
  rareBits: 10,
  /** Share of bad applicants assumed before anything is known; the operator sets it. */
  prior: 1 / 343,
} as const

/** One group's part of the sum. */
export interface LedgerGroup {
  readonly group: Group
  readonly findings: readonly Finding[]
  /** Sum of the weights as the rules state them, in decibans. */
  readonly stated: number
  /** What the group's sum was divided by, because its findings are correlated. */
  readonly designEffect: number
  /** After the design effect and the clip. */
  readonly decibans: number
  readonly clipped: boolean
  /** Said when the group was held back: link evidence on a single, common artefact. */
  readonly heldBack: string | null
}

/** The whole calculation, kept with the result. */
export interface Ledger {
  readonly prior: number
  readonly priorDecibans: number
  readonly groups: readonly LedgerGroup[]
  readonly notAssessed: readonly Finding[]
  readonly totalDecibans: number
  /** In (0, 1). Orders the queue; never shown as a person's probability of anything. */
  readonly posterior: number
}

/** What is known of the links behind a case: how many artefacts, and the rarest of them in bits. */
export interface LinkSupport {
  readonly artefacts: number
  readonly rarestBits: number
}

/**
 * Adds up what the rules said. Order-free, and monotone: a finding that turns from absent to present never lowers the
 * total. What was not assessed counts exactly nothing.
 */
export function weigh(findings: readonly Finding[], links: LinkSupport, prior: number = weighing.prior): Ledger {
  const assessed = new Map<Group, Finding[]>()
  const notAssessed: Finding[] = []
  for (const finding of findings) {
    if (finding.outcome === 'not-assessed') notAssessed.push(finding)
    else assessed.set(finding.group, [...(assessed.get(finding.group) ?? []), finding])
  }
  const groups = [...assessed]
    .map(([group, members]) => weighGroup(group, members, links))
    .sort((a, b) => b.decibans - a.decibans || a.group.localeCompare(b.group))
  const priorDecibans = toDecibans(prior)
  const totalDecibans = groups.reduce((sum, group) => sum + group.decibans, priorDecibans)
  return { prior, priorDecibans, groups, notAssessed, totalDecibans, posterior: toProbability(totalDecibans) }
}

function weighGroup(group: Group, members: readonly Finding[], links: LinkSupport): LedgerGroup {
  const weights = members.map((finding) => (finding.outcome === 'not-assessed' ? 0 : finding.decibans))
  const { net, effect } = combine(weights)
  const heldBack = group === 'link' && net > 0 ? whyHeldBack(links) : null
  const bounds = group === 'link' ? weighing.linkClip : weighing.clip
  const decibans = heldBack === null ? Math.min(bounds.high, Math.max(bounds.low, net)) : 0
  return {
    group,
    findings: [...members].sort((a, b) => a.rule.localeCompare(b.rule)),
    stated: sum(weights),
    designEffect: effect,
    decibans,
    clipped: heldBack === null && decibans !== net,
    heldBack,
  }
}

function whyHeldBack(links: LinkSupport): string | null {
  if (links.artefacts >= 2 || links.rarestBits >= weighing.rareBits) return null
  return 'one shared artefact that is not rare is no link: two are needed, or one that fewer than 1 in 1,000 share'
}

/**
 * Sum of correlated weights over their design effect 1 + (m − 1)·ρ/2, where m is the effective number of signals,
 * (Σ|w|)² / Σw² (Kish 1965): ten copies of one signal count as ten, one strong signal among many faint ones as about
 * one, so that a playbook with more rules is not a weaker one. Faint findings that would lower the sum are left out,
 * or a bad actor would add some.
 */
function combine(weights: readonly number[]): { net: number; effect: number } {
  const against = weights.filter((weight) => weight <= 0).sort((a, b) => a - b)
  const toward = weights.filter((weight) => weight > 0).sort((a, b) => b - a)
  let signed = 0
  let size = 0
  let square = 0
  const add = (weight: number): { net: number; effect: number } => {
    signed += weight
    size += Math.abs(weight)
    square += weight * weight
    const effect = square === 0 ? 1 : 1 + ((size ** 2 / square - 1) * weighing.correlation) / 2
    return { net: signed / effect, effect }
  }
  let best = { net: 0, effect: 1 }
  for (const weight of against) best = add(weight)
  for (const weight of toward) {
    const next = add(weight)
    if (next.net > best.net) best = next
  }
  return best
}

// Sorted first, so that floating point gives the same sum in every order.
function sum(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0)
}

/** 10·log10 of the odds of a probability in (0, 1). */
export function toDecibans(probability: number): number {
  return 10 * Math.log10(probability / (1 - probability))
}

export function toProbability(decibans: number): number {
  return 1 / (1 + 10 ** (-decibans / 10))
}

/** Weight after `days`, for evidence that ages with the given half-life (Infinity: does not age). */
export function decayed(decibans: number, days: number, halfLifeDays: number): number {
  return decibans * 0.5 ** (Math.max(0, days) / halfLifeDays)
}
