import { handsOf, sameHands } from './compare.ts'
import type { Hands } from './compare.ts'
import type { TypingFacts } from './facts.ts'
import { featureNames } from './features.ts'
import { normalised, normOf } from './norm.ts'
import type { Population } from './population.ts'
import { rounded } from './spread.ts'
import type { Template } from './template.ts'

/** The same person's earlier typing. */
export interface Earlier {
  readonly template: Template
  /** Id of the evidence it came from. */
  readonly evidence: string
}

/** Another account's typing. */
export interface Account {
  readonly template: Template
  readonly evidence: string
  /** Whether the account goes under another name. */
  readonly otherName: boolean
  /** The template read against the population, when it was kept: makes a search of 200 accounts some 40 times quicker. */
  readonly hands?: Hands
}

export interface Sampled {
  readonly template: Template
  readonly hands: Hands
}

/** Fewer keys on the shorter side are no comparison; more than `strongKeys` a strong one. */
export const leastKeys = 150
export const strongKeys = 400
/** One in a hundred false matches would give ten false hits in a thousand accounts: a search needs long samples. */
export const searchKeys = 1000

/**
 * A ratio is not believed beyond what the training can support: with t impostor trials, no more than t to one.
 *
 * @param score natural logarithm as `sameHands` gives it
 * @returns calibrated decibans
 */
export function decibansOf(score: number, population: Population): number {
  const { slope, offset, floor, ceiling } = population.calibration
  return Math.max(floor, Math.min(ceiling, (10 / Math.LN10) * (slope * Math.max(score, -15) + offset)))
}

/** Same hands as before? A sentence when there is nothing to compare. */
export function compareHands(
  here: Sampled,
  earlier: Earlier | null,
  population: Population,
): NonNullable<TypingFacts['hands']> | string {
  if (earlier === null) return 'there is no earlier typing of this person'
  const fewer = Math.min(here.template.keys, earlier.template.keys)
  if (fewer < leastKeys) return `not enough: ${Math.round(fewer)} keys on the shorter side, ${leastKeys} are needed`
  const decibans = decibansOf(sameHands(here.hands, handsOf(earlier.template, population)), population)
  return {
    strength: fewer > strongKeys ? 'strong' : 'indicative',
    decibans: rounded(decibans),
    // P(ratio ≥ r | strangers) ≤ 1/r, whatever the distribution.
    falseMatchAtMost: rounded(Math.min(1, 10 ** (-decibans / 10))),
    keysHere: here.template.keys,
    keysThere: rounded(earlier.template.keys),
    dwellShift: shift(here.template, earlier.template, 'overall:dwell-character'),
    paceShift: shift(here.template, earlier.template, 'overall:press-press'),
    place: { in: 'evidence', evidence: earlier.evidence },
  }
}

function shift(here: Template, there: Template, name: string): number {
  const f = featureNames.indexOf(name)
  return here.count[f]! > 0 && there.count[f]! > 0 ? rounded(here.mean[f]! - there.mean[f]!) : 0
}

/** The closest of other accounts, normalised by how like strangers both sides look. */
export function searchAccounts(
  here: Sampled,
  accounts: readonly Account[],
  population: Population,
): NonNullable<TypingFacts['accounts']> | string {
  if (here.template.keys < searchKeys)
    return `not enough: ${Math.round(here.template.keys)} keys, a search needs ${searchKeys}`
  const long = accounts.filter((account) => account.template.keys >= searchKeys)
  if (long.length < 20) return `${long.length} other accounts with ${searchKeys} keys: fewer than 20 show no background`
  const profiles = long.map((account) => ({ account, hands: account.hands ?? handsOf(account.template, population) }))
  const scores = profiles
    .map((profile, p) => ({ p, score: sameHands(here.hands, profile.hands) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = scores as [(typeof scores)[number], (typeof scores)[number]]
  const found = profiles[best.p]!
  const ours = normOf(scores.slice(1).map(({ score }) => score))
  const theirs = normOf(profiles.flatMap((profile, p) => (p === best.p ? [] : [sameHands(found.hands, profile.hands)])))
  const decibans = decibansOf(best.score, population)
  return {
    searched: long.length,
    keysHere: here.template.keys,
    keysThere: rounded(found.account.template.keys),
    decibans: rounded(decibans),
    normalised: rounded(normalised(best.score, ours, theirs)),
    lead: rounded((10 / Math.LN10) * population.calibration.slope * (best.score - second.score)),
    otherName: found.account.otherName,
    place: { in: 'evidence', evidence: found.account.evidence },
  }
}
