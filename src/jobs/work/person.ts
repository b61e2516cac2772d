import type { Id } from '../../core/ids.ts'

/** What the work door keeps of a colleague beside the facts: sealed under their key. */
export interface Person {
  /** IANA zone they say to work in; null: nobody has said. */
  readonly zone: string | null
  /** When they acknowledged the notice, and which version of it. */
  readonly acknowledged: { readonly at: number; readonly version: number } | null
}

export const newPerson: Person = { zone: null, acknowledged: null }

/** Spaces of the door's rows (`DoorRows`). */
export const spaces = {
  /** One row a colleague; `ref` is `stale` when there are facts that were not measured yet. */
  person: 'person',
  /** Leave, travel, on call: sealed under the colleague's key. */
  explainer: 'explainer',
  /** Times in which a source reported for nobody. */
  gap: 'gap',
  /** Requests to open a colleague's record, and what came of them. */
  opening: 'opening',
  /** Statistics of everybody without names. */
  baseline: 'baseline',
} as const

/** What a colleague is called until two people agree to see whose record it is. */
export function pseudonym(subject: Id): string {
  return `Account ${subject.slice(-6)}`
}

export const DAY = 86_400_000
/** Raw facts are kept for so many days … */
export const RAW_DAYS = 90
/** … and bitmaps for thirteen months. */
export const BITMAP_DAYS = 396
