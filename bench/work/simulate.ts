import type { Random } from '../../src/core/random.ts'
import { shuffle } from '../../src/core/random.ts'
import { clockDistance } from '../../src/measure/rhythm/offsets.ts'
import type { Activity } from './people.ts'

const DAY = 86_400
const WEEK = 7 * DAY
const HALF_HOUR = 1800

/** Makes trials out of people's commits, by the protocol of bench/data/work.md. */

/** A stretch of one person's activity: one moment for each active half hour. */
export interface Window {
  readonly person: Activity
  readonly from: number
  readonly moments: readonly number[]
  /** The offset most of the commits carry, minutes. */
  readonly offset: number
}

/** Most frequent value; 0 minutes means "not set" on many machines and wins only when nothing else is there. */
export function commonOffset(offset: Int16Array, from: number, to: number): { offset: number; share: number } {
  const counts = new Map<number, number>()
  for (let i = from; i < to; i++) counts.set(offset[i] as number, (counts.get(offset[i] as number) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return { offset: best?.[0] ?? 0, share: (best?.[1] ?? 0) / Math.max(1, to - from) }
}

/** `n` consecutive commits from a random place, or null when the person has fewer. */
export function zoneTrial(
  person: Activity,
  n: number,
  random: Random,
): { moments: number[]; offset: number; near: Map<number, number> } | null {
  if (person.epoch.length < n) return null
  const from = Math.floor(random.next() * (person.epoch.length - n + 1))
  const { offset, share } = commonOffset(person.offset, from, from + n)
  if (share < 0.4) return null
  const near = new Map<number, number>()
  for (let i = from; i < from + n; i++) {
    const minutes = person.offset[i] as number
    if (clockDistance(minutes, offset) <= 1) near.set(minutes, (near.get(minutes) ?? 0) + 1)
  }
  return { moments: [...person.epoch.subarray(from, from + n)], offset, near }
}

/** A random window of `days` with at least `atLeast` active half hours; null when none was found in twenty tries. */
export function window(person: Activity, days: number, atLeast: number, random: Random): Window | null {
  const first = person.epoch[0] as number
  const last = person.epoch.at(-1) as number
  if (last - first < days * DAY * 0.5) return null
  for (let tries = 0; tries < 20; tries++) {
    const from = first + random.next() * Math.max(1, last - first - days * DAY)
    const found = cut(person, from, days)
    if (found.moments.length >= atLeast) return found
  }
  return null
}

/** What a person did from a moment on, one moment for each half hour. */
export function cut(person: Activity, from: number, days: number): Window {
  const start = lowerBound(person.epoch, from)
  const end = lowerBound(person.epoch, from + days * DAY)
  const moments: number[] = []
  let previous = -1
  for (let i = start; i < end; i++) {
    const half = Math.floor((person.epoch[i] as number) / HALF_HOUR)
    if (half !== previous) moments.push(person.epoch[i] as number)
    previous = half
  }
  return { person, from, moments, offset: commonOffset(person.offset, start, end).offset }
}

function lowerBound(values: Float64Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

export function thin(moments: readonly number[], n: number, random: Random): number[] {
  return shuffle(random, moments)
    .slice(0, n)
    .sort((a, b) => a - b)
}

/** Moves a window by whole weeks to where another one begins, near the same season of the year when it can. */
function moved(of: Window, to: number, turn: number): number[] {
  const weeks = Math.round((to - of.from) / WEEK)
  const by = weeks * WEEK + turn
  return of.moments.map((moment) => moment + by)
}

export type ShareKind = 'shift' | 'alt' | 'minor'

/**
 * Two people behind one account: union of their active half hours, thinned to exactly `n`, so that volume is no cue.
 *
 * @param turn seconds by which the second person's clock is turned besides; null: both where they really were
 */
export function merged(
  a: Window,
  b: Window,
  days: number,
  kind: ShareKind,
  n: number,
  turn: number,
  random: Random,
): number[] | null {
  const other = moved(b, a.from, turn).filter((moment) => moment >= a.from && moment < a.from + days * DAY)
  let mine: readonly number[] = a.moments
  let theirs: readonly number[] = other
  if (kind === 'alt') {
    const phase = random.next() < 0.5 ? 0 : 1
    const isMine = (moment: number): boolean => Math.floor((moment - a.from) / WEEK) % 2 === phase
    mine = mine.filter(isMine)
    theirs = theirs.filter((moment) => !isMine(moment))
  }
  const share = kind === 'minor' ? 0.15 : 0.25 + 0.5 * random.next()
  const takeTheirs = Math.round(n * share)
  if (theirs.length < takeTheirs || mine.length < n - takeTheirs) return null
  const chosen = [...thin(mine, n - takeTheirs, random), ...thin(theirs, takeTheirs, random)].sort((x, y) => x - y)
  const halves = new Set<number>()
  return chosen.filter((moment) => {
    const half = Math.floor(moment / HALF_HOUR)
    if (halves.has(half)) return false
    halves.add(half)
    return true
  })
}
