import type { ProducerClass } from '../producer.ts'
import { channels } from './channels.ts'

/** Similarities at which the worth of a channel may bend. */
export const knots = [0, 0.3, 0.6, 0.8, 0.9, 0.96, 1] as const
const steps = knots.length - 1

/**
 * Worth of every channel as a rising, piecewise straight line of its similarity, in nats; a channel that says nothing
 * is worth `silent`. Added up with the intercept they are the log-odds that two layouts are one template, before the
 * correction for how alike anybody's layouts are (see `cohort.ts`).
 */
export interface Weights {
  readonly intercept: number
  readonly rises: readonly (readonly number[])[]
  readonly silent: readonly number[]
}

/** What training leaves behind. */
export interface Model {
  readonly version: number
  readonly trained: string
  readonly channels: readonly string[]
  readonly weights: Weights
  /** Score after the cohort correction from which two layouts count as one template. */
  readonly threshold: number
  /** The same against the shipped cohort, as the running product compares: see `likeness.ts`. */
  readonly online: number
  /** How far the backgrounds of the two pages count: see `cohort.ts`. */
  readonly cohort: number
  /** The same, trained without one producer class, to show how it does on what it has never seen. */
  readonly without: Readonly<Partial<Record<ProducerClass, { readonly weights: Weights; readonly threshold: number }>>>
}

/** Log-odds of two layouts from their channel similarities. */
export function scoreOf(similarities: readonly (number | null)[], weights: Weights): number {
  let sum = weights.intercept
  for (let c = 0; c < similarities.length; c++) sum += worth(similarities[c] ?? null, c, weights)
  return sum
}

/** What one channel adds, in nats. */
export function worth(similarity: number | null, channel: number, weights: Weights): number {
  if (similarity === null) return weights.silent[channel] ?? 0
  const rises = weights.rises[channel] ?? []
  let sum = 0
  for (let k = 0; k < steps; k++) {
    const low = knots[k] as number
    const high = knots[k + 1] as number
    if (similarity <= low) break
    sum += (rises[k] ?? 0) * Math.min(1, (similarity - low) / (high - low))
  }
  return sum
}

/** The channels that speak most for and most against, for the person who looks at two pages side by side. */
export function explain(
  similarities: readonly (number | null)[],
  weights: Weights,
): { name: string; means: string; similarity: number | null; nats: number }[] {
  // Against its own middle: what the channel adds beyond a pair that is half alike.
  return channels
    .map(({ name, means }, c) => ({
      name,
      means,
      similarity: similarities[c] ?? null,
      nats: worth(similarities[c] ?? null, c, weights) - worth(0.5, c, weights),
    }))
    .sort((a, b) => Math.abs(b.nats) - Math.abs(a.nats))
}
