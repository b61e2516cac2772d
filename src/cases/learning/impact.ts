import type { Ledger } from '../../core/weigh.ts'
import { fisherExact, share, type Share } from './stats.ts'

/** One person's case with the group they named for themselves; the monitor never learns which case it is. */
export interface Grouped {
  readonly group: string
  /** Asked for a step-up. */
  readonly stepped: boolean
  /** The step-up failed. */
  readonly failed: boolean
  readonly ledger: Ledger | null
}

export interface GroupImpact {
  readonly group: string
  /** Null where the group is too small to be shown. */
  readonly stepped: Share | null
  readonly failed: Share | null
  /** Share not stepped up, over that of the group least stepped up; below 0.80 is the four-fifths alarm. */
  readonly ratio: number | null
  /** Two-sided Fisher exact against all others. */
  readonly p: number | null
  readonly alarm: boolean
}

export interface Ablation {
  readonly signal: string
  /** Lowest impact ratio without this group of findings, minus that with it: above 0, the signal costs fairness. */
  readonly ratioChange: number
  /** Share of the stepped-up that would not have been without it. */
  readonly recallLost: number
}

/** Smaller groups are not shown: a share of few is neither private nor telling. */
export const smallest = 30

/** @param stepsUp whether a ledger asks for a step-up: the posture rule, passed in */
export function impactOf(people: readonly Grouped[]): GroupImpact[] {
  const groups = [...Map.groupBy(people, ({ group }) => group)]
  const passRates = groups.filter(([, all]) => all.length >= smallest).map(([, all]) => 1 - all.filter(({ stepped }) => stepped).length / all.length)
  const best = Math.max(0, ...passRates)
  return groups
    .map(([group, all]): GroupImpact => {
      if (all.length < smallest) return { group, stepped: null, failed: null, ratio: null, p: null, alarm: false }
      const stepped = all.filter((one) => one.stepped)
      const others = people.filter((one) => one.group !== group)
      const ratio = best === 0 ? null : (1 - stepped.length / all.length) / best
      const p = fisherExact(stepped.length, all.length, others.filter((one) => one.stepped).length, others.length)
      return { group, stepped: share(stepped.length, all.length), failed: share(stepped.filter(({ failed }) => failed).length, stepped.length), ratio, p, alarm: (ratio !== null && ratio < 0.8) || p < 0.01 }
    })
    .sort((a, b) => a.group.localeCompare(b.group))
}

/** What each group of findings does to the lowest ratio: postures are computed anew without it. */
export function ablationsOf(people: readonly Grouped[], stepsUp: (ledger: Ledger, without: string | null) => boolean): Ablation[] {
  const known = people.flatMap((one) => (one.ledger === null ? [] : [{ ...one, ledger: one.ledger }]))
  const lowest = (without: string | null): number | null => {
    const ratios = impactOf(known.map((one) => ({ ...one, stepped: stepsUp(one.ledger, without) }))).flatMap(({ ratio }) => ratio ?? [])
    return ratios.length < 2 ? null : Math.min(...ratios)
  }
  const base = lowest(null)
  if (base === null) return []
  const stepped = known.filter((one) => stepsUp(one.ledger, null))
  const signals = [...new Set(known.flatMap(({ ledger }) => ledger.groups.map(({ group }) => group)))].sort()
  return signals.map((signal) => ({
    signal,
    ratioChange: (lowest(signal) ?? base) - base,
    recallLost: stepped.length === 0 ? 0 : stepped.filter((one) => !stepsUp(one.ledger, signal)).length / stepped.length,
  }))
}
