import { enrolFixed, fixedDistance } from '../../src/measure/typing/fixed.ts'
import type { FixedFeature } from '../../src/measure/typing/fixed.ts'
import type { FixedText } from './files.ts'
import { equalErrorRate } from './rates.ts'

/** Equal error rates of one person under the DSN 2009 protocol and its variants. */
export interface FixedRates {
  readonly exact: number
  /** Impostors' last 50 repetitions instead of their first five. */
  readonly practised: number
  /** Enrolled from the last ten training repetitions only. */
  readonly ten: number
  /** Five consecutive attempts judged by their mean. */
  readonly fused5: number
}

/** Higher is less alike. */
type Distance = (row: Float64Array) => number
type Enrol = (rows: readonly Float64Array[]) => Distance

/**
 * Killourhy & Maxion, DSN 2009: per person, the repetitions before the last 200 train (200 in whole data), the last 200
 * are genuine, the first five of each other person are impostors. Mean over people is the benchmark's figure.
 */
export function fixedRates(text: FixedText, enrol: Enrol, quick = false): FixedRates[] {
  const people = text.people.filter((person) => person.rows.length >= 250)
  return (quick ? people.slice(0, 8) : people).map((person) => {
    const train = person.rows.slice(0, -200)
    const distance = enrol(train)
    const genuine = person.rows.slice(-200).map(distance)
    const others = people.filter((other) => other !== person)
    const first = others.map((other) => other.rows.slice(0, 5))
    const last = others.flatMap((other) => other.rows.slice(-50))
    const impostor = first.map((rows) => rows.map(distance))
    const ten = enrol(train.slice(-10))
    return {
      exact: rateOf(genuine, impostor.flat()),
      practised: rateOf(genuine, last.map(distance)),
      ten: rateOf(person.rows.slice(-200).map(ten), first.flat().map(ten)),
      fused5: rateOf(
        fuse(genuine),
        impostor.map((five) => five.reduce((sum, value) => sum + value, 0) / five.length),
      ),
    }
  })
}

const rateOf = (genuine: readonly number[], impostor: readonly number[]): number =>
  equalErrorRate([
    ...genuine.map((value) => ({ score: -value, one: 0, two: 0 })),
    ...impostor.map((value) => ({ score: -value, one: 0, two: 1 })),
  ])

const fuse = (values: readonly number[]): number[] =>
  Array.from(
    { length: Math.floor(values.length / 5) },
    (_, k) => values.slice(5 * k, 5 * k + 5).reduce((sum, value) => sum + value, 0) / 5,
  )

/** Our detector. */
export function nearestRecent(text: FixedText): Enrol {
  const kinds: Readonly<Record<string, FixedFeature>> = { H: 'hold', DD: 'press-press', UD: 'release-press' }
  const features = text.features.map((name) => kinds[name.split('.')[0]!] ?? 'hold')
  return (rows) => {
    const profile = enrolFixed(rows, features)!
    return (row) => fixedDistance(profile, row)
  }
}

/** The best detector of the 2009 comparison: |x − mean| / mean absolute deviation, summed. */
export const scaledManhattan: Enrol = (rows) => {
  const size = rows[0]?.length ?? 0
  const mean = Float64Array.from({ length: size }, (_, f) => rows.reduce((sum, row) => sum + row[f]!, 0) / rows.length)
  const scale = mean.map((centre, f) =>
    Math.max(rows.reduce((sum, row) => sum + Math.abs(row[f]! - centre), 0) / rows.length, 1e-6),
  )
  return (row) => row.reduce((sum, value, f) => sum + Math.abs(value - mean[f]!) / scale[f]!, 0)
}
