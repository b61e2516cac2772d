import { pick, seededRandom } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import type { Hands } from '../../src/measure/typing/compare.ts'
import { detectionAt } from '../harness/stats.ts'
import { learn } from '../../src/measure/typing/learn.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import { severalHands, windowsOf } from '../../src/measure/typing/several.ts'
import type { Typist } from './files.ts'
import { background } from './free.ts'

/** Accounts of one typist, and accounts in which two take turns every 250 keys. */
export interface Alternation {
  readonly detected: number
  readonly shared: number
  readonly falseAlarms: number
  readonly single: number
  readonly windows: number
  readonly threshold: number
}

const accountWindows = 8

/**
 * Two typists alternating in windows of 250 keys, against accounts of one typist; all of them strangers to the
 * population, which other people's typing taught. Detection is counted where 1 % of the one-typist accounts alarm.
 */
export function alternation(
  people: readonly Typist[],
  seed: number,
  shipped: Population | null,
  folds = 5,
): Alternation | null {
  const random = seededRandom(seed)
  const long = people.filter((typist) => typist.sessions.reduce((sum, session) => sum + session.length, 0) >= 4.8 * 250)
  if (long.length < 10) return null
  const single: number[] = []
  const shared: number[] = []
  let windows = 0
  for (let fold = 0; fold < folds; fold++) {
    const population = shipped ?? learn(long.filter((_, k) => k % folds !== fold).map(background))
    const here = accounts(
      long.filter((_, k) => k % folds === fold),
      population,
      random,
    )
    single.push(...here.single)
    shared.push(...here.shared)
    windows = Math.max(windows, here.windows)
  }
  const { threshold, detected } = detectionAt(shared, single, 0.01)
  return {
    detected,
    shared: shared.length,
    falseAlarms: single.filter((score) => score > threshold).length,
    single: single.length,
    windows,
    threshold,
  }
}

function accounts(
  people: readonly Typist[],
  population: Population,
  random: Random,
): { single: number[]; shared: number[]; windows: number } {
  const windows = people.map((typist) =>
    windowsOf(typist.sessions, population)
      .filter((window) => window.keys >= 200)
      .map((window) => window.hands),
  )
  const length = Math.min(accountWindows, ...windows.map((list) => list.length))
  const stretches = (list: readonly Hands[]): Hands[][] => {
    const starts = Array.from({ length: 1 + Math.floor((list.length - length) / 2) }, (_, k) => 2 * k)
    return starts.map((from) => list.slice(from, from + length))
  }
  const single = windows.flatMap((list) => stretches(list).map((stretch) => severalHands(stretch)!.takingTurns))
  const shared = windows.flatMap((list, k) =>
    stretches(list).map((stretch) => {
      const other = pick(
        random,
        windows.filter((_, w) => w !== k),
      )
      const turns = pick(random, stretches(other))
      return severalHands(stretch.map((hands, w) => (w % 2 === 0 ? hands : turns[w]!)))!.takingTurns
    }),
  )
  return { single, shared, windows: length }
}
