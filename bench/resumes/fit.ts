import type { Random } from '../../src/core/random.ts'
import { channels } from '../../src/measure/resume/layout/channels.ts'
import { knots, type Weights } from '../../src/measure/resume/layout/score.ts'
import { rowOf, scorePairs, silence, width, type PairTable } from './pairs.ts'
import type { Sheet } from './read.ts'

const steps = knots.length - 1
const block = steps + 1

/** Pairs to learn from: rows of the table and whether they are of one family. */
export interface Lesson {
  readonly rows: Int32Array
  readonly same: Uint8Array
}

/**
 * All pairs of one family among the files `used`, and `negatives` pairs of different families: drawn at random the
 * first time, then half of them the ones that earlier weights take for alike most.
 */
export function lesson(
  table: PairTable,
  sheets: readonly Sheet[],
  used: readonly number[],
  negatives: number,
  random: Random,
  earlier: Weights | null,
): Lesson {
  const rows: number[] = []
  const same: number[] = []
  const add = (a: number, b: number, alike: boolean): void => {
    rows.push(rowOf(Math.min(a, b), Math.max(a, b), table.size))
    same.push(alike ? 1 : 0)
  }
  for (const members of Map.groupBy(used, (i) => (sheets[i] as Sheet).family).values())
    for (let a = 0; a < members.length; a++)
      for (let b = a + 1; b < members.length; b++) add(members[a] as number, members[b] as number, true)
  const scores = earlier === null ? null : scorePairs(table, earlier)
  const drawn: { a: number; b: number; score: number }[] = []
  for (let draw = 0; draw < negatives * (scores === null ? 1 : 8); draw++) {
    const a = used[Math.floor(random.next() * used.length)] as number
    const b = used[Math.floor(random.next() * used.length)] as number
    if ((sheets[a] as Sheet).family === (sheets[b] as Sheet).family) continue
    // Pairs across producers are easy; a third as many of them will do.
    if ((sheets[a] as Sheet).folder !== (sheets[b] as Sheet).folder && random.next() > 0.33) continue
    drawn.push({ a, b, score: scores === null ? 0 : (scores.at[a * table.size + b] as number) })
  }
  const half = negatives / 2
  for (const { a, b } of drawn.slice(0, scores === null ? negatives : half)) add(a, b, false)
  if (scores !== null)
    for (const { a, b } of drawn.sort((one, other) => other.score - one.score).slice(0, half)) add(a, b, false)
  return { rows: Int32Array.from(rows), same: Uint8Array.from(same) }
}

/**
 * Weights of the rising, additive model by stochastic gradient descent (Adam) on the logistic loss, with the slopes
 * held at or above zero: more alike must never count as less alike, whatever a small corpus suggests.
 */
export function fit(table: PairTable, { rows, same }: Lesson, random: Random, epochs: number, decay = 0.8): Weights {
  const size = 1 + width * block
  const parameters = new Float64Array(size).fill(0.05)
  parameters[0] = -6
  for (let c = 0; c < width; c++) parameters[1 + c * block + steps] = 0
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  const gradient = new Float64Array(size)
  const positives = same.reduce((sum, one) => sum + one, 0)
  const weightOf = [1, Math.min(8, (0.35 * (rows.length - positives)) / Math.max(1, positives))]
  const basis = basisTable()
  const batch = 256
  let round = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 0.02 * decay ** epoch
    for (let from = 0; from < rows.length; from += batch) {
      gradient.fill(0)
      for (let draw = 0; draw < batch; draw++) {
        const pick = Math.floor(random.next() * rows.length)
        const at = (rows[pick] as number) * width
        const alike = same[pick] as number
        let sum = parameters[0] as number
        for (let c = 0; c < width; c++) {
          const cell = (table.bytes[at + c] as number) * block
          for (let k = 0; k < block; k++) sum += (parameters[1 + c * block + k] as number) * (basis[cell + k] as number)
        }
        const error = (1 / (1 + Math.exp(-sum)) - alike) * (weightOf[alike] as number)
        gradient[0] = (gradient[0] as number) + error
        for (let c = 0; c < width; c++) {
          const cell = (table.bytes[at + c] as number) * block
          for (let k = 0; k < block; k++) {
            const i = 1 + c * block + k
            gradient[i] = (gradient[i] as number) + error * (basis[cell + k] as number)
          }
        }
      }
      round++
      for (let i = 0; i < size; i++) {
        const g = (gradient[i] as number) / batch + 3e-5 * (parameters[i] as number)
        first[i] = 0.9 * (first[i] as number) + 0.1 * g
        second[i] = 0.999 * (second[i] as number) + 0.001 * g * g
        const move =
          (rate * ((first[i] as number) / (1 - 0.9 ** round))) /
          (Math.sqrt((second[i] as number) / (1 - 0.999 ** round)) + 1e-8)
        const next = (parameters[i] as number) - move
        const slope = i > 0 && (i - 1) % block < steps
        parameters[i] = slope ? Math.max(0, next) : next
      }
    }
  }
  const at = (c: number, k: number): number => Number((parameters[1 + c * block + k] as number).toFixed(3))
  return {
    intercept: Number((parameters[0] as number).toFixed(3)),
    rises: channels.map((_, c) => Array.from({ length: steps }, (__, k) => at(c, k))),
    silent: channels.map((_, c) => at(c, steps)),
  }
}

/** What each byte of the table contributes to each parameter of its channel. */
function basisTable(): Float64Array {
  const basis = new Float64Array(256 * block)
  for (let byte = 0; byte < 255; byte++) {
    for (let k = 0; k < steps; k++) {
      const low = knots[k] as number
      basis[byte * block + k] = Math.max(0, Math.min(1, (byte / 254 - low) / ((knots[k + 1] as number) - low)))
    }
  }
  basis[silence * block + steps] = 1
  return basis
}
