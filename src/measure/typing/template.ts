import { eachFeature, featureCount } from './features.ts'
import type { Run } from './keystrokes.ts'

/**
 * What is kept of somebody's typing: how often each feature was seen, its mean and its sum of squares. No key order, no
 * text and no single time can be read back from it, and two templates can be added. Deleting it forgets the hands.
 */
export interface Template {
  readonly keys: number
  readonly count: Float64Array
  readonly mean: Float64Array
  /** Sum of squared deviations from the mean. */
  readonly squares: Float64Array
}

/** A template as it is stored: plain JSON. */
export interface StoredTemplate {
  readonly version: 1
  readonly keys: number
  readonly count: readonly number[]
  readonly mean: readonly number[]
  readonly squares: readonly number[]
}

/** Sufficient statistics of some runs of typing. */
export function templateOf(runs: readonly Run[]): Template {
  const count = new Float64Array(featureCount)
  const mean = new Float64Array(featureCount)
  const squares = new Float64Array(featureCount)
  let keys = 0
  for (const run of runs) {
    keys += run.length
    // Welford's update: one pass, no loss of digits.
    eachFeature(run, (feature, value) => {
      const n = count[feature]! + 1
      const delta = value - mean[feature]!
      count[feature] = n
      mean[feature]! += delta / n
      squares[feature]! += delta * (value - mean[feature]!)
    })
  }
  return { keys, count, mean, squares }
}

/**
 * Templates added as if their typing were one. An older template may be given less weight, so that it follows how
 * hands change with practice (half-life about 25 sessions: 0.973 a session).
 */
export function mergeTemplates(templates: readonly Template[], weights?: readonly number[]): Template {
  const count = new Float64Array(featureCount)
  const mean = new Float64Array(featureCount)
  const squares = new Float64Array(featureCount)
  let keys = 0
  templates.forEach((template, t) => {
    const weight = weights?.[t] ?? 1
    keys += template.keys * weight
    for (let f = 0; f < featureCount; f++) {
      const n = template.count[f]! * weight
      if (n === 0) continue
      const total = count[f]! + n
      const delta = template.mean[f]! - mean[f]!
      squares[f]! += template.squares[f]! * weight + (delta * delta * count[f]! * n) / total
      mean[f]! += (delta * n) / total
      count[f] = total
    }
  })
  return { keys, count, mean, squares }
}

export function storeTemplate(template: Template): StoredTemplate {
  const rounded = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(7)))
  const { keys, count, mean, squares } = template
  return { version: 1, keys, count: rounded(count), mean: rounded(mean), squares: rounded(squares) }
}

/** Reads a stored template; null when it is of another version or damaged. */
export function readTemplate(stored: StoredTemplate): Template | null {
  const lists = [stored.count, stored.mean, stored.squares]
  const whole = lists.every(
    (list) => Array.isArray(list) && list.length === featureCount && list.every(Number.isFinite),
  )
  if (stored.version !== 1 || !whole || !Number.isFinite(stored.keys) || stored.count.some((n) => n < 0)) return null
  return {
    keys: stored.keys,
    count: Float64Array.from(stored.count),
    mean: Float64Array.from(stored.mean),
    squares: Float64Array.from(stored.squares),
  }
}
