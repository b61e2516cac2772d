/** How one time of a fixed text is measured. */
export type FixedFeature = 'hold' | 'press-press' | 'release-press'

/** A person's repetitions of one text, oldest first; every row the same features, in seconds. */
export interface FixedProfile {
  readonly features: readonly FixedFeature[]
  readonly rows: readonly Float64Array[]
  /** Spread of each feature, log seconds. */
  readonly spread: Float64Array
  /** What the age of each row adds to its distance. */
  readonly age: Float64Array
}

export interface FixedOptions {
  /** Repetitions after which a row's weight has halved: hands change with practice. */
  readonly halfLife: number
  /** Distance that a very old row is moved away. */
  readonly agePenalty: number
  /** A deviation counts no more than this many spreads: one hesitation must not decide. */
  readonly cap: number
  /** Neighbours averaged, at most. */
  readonly neighbours: number
  /** Press–press is hold plus release–press, and so counts less. */
  readonly pressWeight: number
}

/** Chosen on development people; between 0.037 and 0.047 anywhere near (bench typing). */
export const fixedDefaults: FixedOptions = { halfLife: 50, agePenalty: 12, cap: 2.25, neighbours: 8, pressWeight: 0.6 }

/** Fewer repetitions than this say nothing about a spread. */
export const leastRepetitions = 5

/** Log of a time; release–press is negative when keys overlap, so it is moved by 320 ms. */
function logTime(seconds: number, feature: FixedFeature): number {
  return Math.log(Math.max(feature === 'release-press' ? seconds + 0.32 : seconds, 0.01))
}

/**
 * Enrols a person from repetitions of one text: no other person's data is needed.
 *
 * @param rows oldest first, seconds
 * @returns null with fewer than five rows, or rows of another length or with times that are no numbers
 */
export function enrolFixed(
  rows: readonly (readonly number[] | Float64Array)[],
  features: readonly FixedFeature[],
  options: FixedOptions = fixedDefaults,
): FixedProfile | null {
  if (
    rows.length < leastRepetitions ||
    rows.some((row) => row.length !== features.length || !row.every(Number.isFinite))
  )
    return null
  const logs = rows.map((row) => Float64Array.from(row, (value, f) => logTime(value, features[f]!)))
  const weights = logs.map((_, k) => 0.5 ** ((logs.length - 1 - k) / options.halfLife))
  // With few rows the spread is uncertain, and a too small one would reject its own person.
  const floor = 0.03 + 0.5 / rows.length
  const spread = Float64Array.from(features, (_, f) => {
    const column = logs.map((row) => row[f]!)
    const centre = weightedMedian(column, weights)
    return (
      1.4826 *
        weightedMedian(
          column.map((value) => Math.abs(value - centre)),
          weights,
        ) +
      floor
    )
  })
  const age = Float64Array.from(
    logs,
    (_, k) => options.agePenalty * (1 - 0.5 ** ((logs.length - 1 - k) / options.halfLife)),
  )
  return { features, rows: logs, spread, age }
}

/**
 * Distance of a repetition from a person's own: mean capped deviation from the nearest recent repetitions. Recent ones
 * are nearer than old ones; several attempts are judged by the mean of their distances.
 *
 * @param row seconds, the profile's features
 * @returns distance in spreads summed over features, ≥ 0; NaN when the row does not fit or holds no numbers
 * @see Killourhy & Maxion 2009 for the detectors this is compared with (scaled Manhattan, nearest neighbour)
 */
export function fixedDistance(
  profile: FixedProfile,
  row: readonly number[] | Float64Array,
  options: FixedOptions = fixedDefaults,
): number {
  const { features, rows, spread, age } = profile
  if (row.length !== features.length || !row.every(Number.isFinite)) return Number.NaN
  const logs = Float64Array.from(row, (value, f) => logTime(value, features[f]!))
  const weights = features.map((feature) => (feature === 'press-press' ? options.pressWeight : 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const distances = Float64Array.from(rows, (other, k) => {
    let sum = 0
    for (let f = 0; f < logs.length; f++)
      sum += weights[f]! * Math.min(Math.abs(logs[f]! - other[f]!) / spread[f]!, options.cap)
    return (sum * features.length) / whole + age[k]!
  }).sort()
  const count = Math.min(options.neighbours, Math.max(3, Math.floor(0.4 * rows.length)))
  return distances.slice(0, count).reduce((sum, value) => sum + value, 0) / count
}

/** The value at which half of the weight is reached. */
function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!)
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2
  let reached = 0
  for (const k of order) {
    reached += weights[k]!
    if (reached >= half) return values[k]!
  }
  return Number.NaN
}
