import type { Adjudicated } from './outcome.ts'
import { share, type Share } from './stats.ts'

/** Below this many settled bad cases a probability is not to be trusted; only counts are shown (research/01 §6.3). */
export const enoughBad = 100

export interface ReliabilityBin {
  /** Posteriors from, to. */
  readonly from: number
  readonly to: number
  readonly claimed: number
  readonly observed: Share
}

export interface Reliability {
  readonly bad: number
  readonly good: number
  /** Whether there are enough bad cases to read the observed shares as probabilities. */
  readonly trusted: boolean
  readonly bins: readonly ReliabilityBin[]
  /** Mean distance of claim and outcome, weighted by cases; null without cases. */
  readonly error: number | null
}

const edges = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1]

/** What was claimed against what came of it, in bins of the posterior. */
export function reliabilityOf(cases: readonly Adjudicated[]): Reliability {
  const bad = cases.filter((one) => one.bad).length
  const bins = edges.slice(1).flatMap((to, at): ReliabilityBin[] => {
    const from = edges[at] as number
    const inside = cases.filter(({ ledger }) => ledger.posterior >= from && (ledger.posterior < to || to === 1))
    if (inside.length === 0) return []
    const claimed = inside.reduce((sum, { ledger }) => sum + ledger.posterior, 0) / inside.length
    return [{ from, to, claimed, observed: share(inside.filter((one) => one.bad).length, inside.length) }]
  })
  const error = cases.length === 0 ? null : bins.reduce((sum, { claimed, observed }) => sum + Math.abs(claimed - (observed.value ?? 0)) * observed.n, 0) / cases.length
  return { bad, good: cases.length - bad, trusted: bad >= enoughBad, bins, error }
}

export interface RuleRecord {
  readonly rule: string
  readonly title: string
  /** Decibans as the rule states them. */
  readonly stated: number
  /** Share of the settled cases in which it spoke that were bad. */
  readonly precision: Share
  /** Measured weight in decibans with its interval; null where it spoke too rarely to say. */
  readonly measured: { readonly value: number; readonly low: number; readonly high: number } | null
  /** How often it spoke in the last 30 days against before; null where there is too little. */
  readonly drift: { readonly before: number; readonly now: number; readonly significant: boolean } | null
}

const month = 30 * 86_400_000

/** How each rule did among settled cases. */
export function rulesOf(cases: readonly Adjudicated[], now: number): RuleRecord[] {
  const totals = { bad: cases.filter((one) => one.bad).length, good: cases.filter((one) => !one.bad).length }
  const rules = new Map<string, { title: string; stated: number; spoke: Adjudicated[] }>()
  for (const one of cases) {
    for (const finding of one.ledger.groups.flatMap((group) => group.findings)) {
      if (finding.outcome !== 'present') continue
      const record = rules.get(finding.rule) ?? { title: finding.title, stated: finding.decibans, spoke: [] }
      record.spoke.push(one)
      rules.set(finding.rule, record)
    }
  }
  return [...rules]
    .map(([rule, { title, stated, spoke }]) => {
      const bad = spoke.filter((one) => one.bad).length
      return { rule, title, stated, precision: share(bad, spoke.length), measured: weightOf(bad, totals.bad, spoke.length - bad, totals.good), drift: driftOf(spoke, cases, now) }
    })
    .sort((a, b) => b.precision.n - a.precision.n || a.rule.localeCompare(b.rule))
}

/** Fewest settled cases of either kind before a weight is measured at all. */
const fewest = 20

/** 10·log10 of the likelihood ratio with its 95 % interval (add-half; Katz's log method). */
function weightOf(badSpoke: number, bad: number, goodSpoke: number, good: number): RuleRecord['measured'] {
  if (bad < fewest || good < fewest) return null
  const hit = (badSpoke + 0.5) / (bad + 1)
  const alarm = (goodSpoke + 0.5) / (good + 1)
  const logRatio = Math.log(hit / alarm)
  const half = 1.96 * Math.sqrt(1 / (badSpoke + 0.5) - 1 / (bad + 1) + 1 / (goodSpoke + 0.5) - 1 / (good + 1))
  const decibans = (value: number): number => (10 / Math.LN10) * value
  return { value: decibans(logRatio), low: decibans(logRatio - half), high: decibans(logRatio + half) }
}

function driftOf(spoke: readonly Adjudicated[], cases: readonly Adjudicated[], now: number): RuleRecord['drift'] {
  const recent = (one: Adjudicated): boolean => now - one.at < month
  const [nowAll, beforeAll] = [cases.filter(recent).length, cases.filter((one) => !recent(one)).length]
  if (nowAll < fewest || beforeAll < fewest) return null
  const nowShare = share(spoke.filter(recent).length, nowAll)
  const beforeShare = share(spoke.filter((one) => !recent(one)).length, beforeAll)
  return { before: beforeShare.value ?? 0, now: nowShare.value ?? 0, significant: nowShare.low > beforeShare.high || nowShare.high < beforeShare.low }
}
