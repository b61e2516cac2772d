import type { Random } from '../../../core/random.ts'
import { features, tableSize } from '../features.ts'
import { score, train, type HostModel } from '../model.ts'
import { hostName } from '../name.ts'
import { isOfficial } from '../official.ts'
import { harmless, imaginedLures, lures, type Indicator } from './examples.ts'

/** Settings found by leaving whole families of hosts out (docs: bench/data/hosts.md). */
const settings = {
  epochs: 6,
  rate: 0.05,
  decay: 3e-4,
  swaps: 8,
  otherFeedHosts: 0.15,
  imagined: 10_000,
  imaginedWeight: 0.3,
} as const

export interface Material {
  readonly feed: readonly Indicator[]
  /** Popular domains to learn from. */
  readonly popular: readonly string[]
  /** Other popular domains, on which the threshold is set. */
  readonly calibration: readonly string[]
  /** Share of popular domains that may be called lures: frozen, whatever the feed brings. */
  readonly budget: number
  readonly random: Random
  /** The shipped model, to refine; without it the training starts from nothing. */
  readonly start?: HostModel
}

/**
 * Trains the host model, or refines the shipped one with a feed, and sets its threshold on popular domains that it has
 * not learned from, so that the false-alarm budget stays what it was.
 */
export function retrain(material: Material): HostModel {
  const { random } = material
  const unofficial = (hosts: readonly string[]): string[] => hosts.filter((host) => !isOfficial(host))
  const examples = [
    ...harmless(unofficial(material.popular), random),
    ...lures(material.feed, random, { swaps: settings.swaps, other: settings.otherFeedHosts }),
    ...imaginedLures(random, settings.imagined, settings.imaginedWeight),
  ]
  const learned = train(examples, {
    ...settings,
    size: tableSize,
    random,
    ...(material.start === undefined ? {} : { start: material.start }),
  })
  return { ...learned, threshold: thresholdOf(learned, unofficial(material.calibration), material.budget) }
}

/** The score that a share `budget` of these hosts exceed. */
export function thresholdOf(
  model: Pick<HostModel, 'bias' | 'weights'>,
  hosts: readonly string[],
  budget: number,
): number {
  const scores = Float64Array.from(hosts, (host) => score(model, features(hostName(host)))).sort()
  return scores.length === 0 ? 0 : (scores[scores.length - 1 - Math.floor(budget * scores.length)] as number)
}
