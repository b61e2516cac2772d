import { z } from 'zod'
import type { EvidenceKind } from '../core/evidence.ts'
import type { Id } from '../core/ids.ts'

/** What a clock takes away when it runs out. */
export type Takes = 'content' | 'links' | 'everything'

export interface RetentionClass {
  readonly id: string
  readonly title: string
  /** Kinds of evidence it covers; empty: the whole record of a person. */
  readonly kinds: readonly EvidenceKind[]
  /** When the clock starts. */
  readonly from: 'received' | 'cleared' | 'closed'
  /** Days unless the organisation sets others. */
  readonly days: number
  /**
   * `content`: bytes, facts and findings; that something was received stays. `links`: what ties it to others. `everything`:
   * the subject's key, and with it all that is left.
   */
  readonly takes: Takes
  readonly why: string
}

/** The clocks of the house. Defaults from research/01 §5.2; law of a place may lengthen `decision-record`. */
export const retentionClasses: readonly RetentionClass[] = [
  { id: 'session-raw', title: 'Check-in visits and endpoint facts', kinds: ['session', 'endpoint'], from: 'received', days: 90, takes: 'content', why: 'Raw signals of a connection age within weeks.' },
  { id: 'work-raw', title: 'Work records by the hour', kinds: ['activity'], from: 'received', days: 90, takes: 'content', why: 'Rolling 90 days are enough to see a clock; more would be a profile.' },
  { id: 'call-raw', title: 'Call records and transcripts', kinds: ['call'], from: 'received', days: 90, takes: 'content', why: 'Media are not kept at all; what was timed serves the decision only.' },
  { id: 'cleared-signals', title: 'What was measured of people who were cleared', kinds: ['resume'], from: 'cleared', days: 30, takes: 'content', why: 'A flag that was cleared must not wait for its next use; 30 days leave time to ask.' },
  { id: 'application-files', title: 'Applications of closed cases', kinds: ['resume'], from: 'closed', days: 365, takes: 'content', why: 'Twelve months after the decision: the time in which it is usually contested.' },
  { id: 'link-index', title: 'Keyed hashes that recognise a second application', kinds: [], from: 'closed', days: 730, takes: 'links', why: 'A crew applies again within two years; kept as hashes, erasable at any time.' },
  { id: 'decision-record', title: 'That there was a case, and how it was decided', kinds: [], from: 'closed', days: 1_460, takes: 'everything', why: 'Four years: the longest duty among the letter packs (California); three in Colorado.' },
]

/** Days set by the organisation, by class; kept in the settings under `retention`. */
export const retentionSettings = z.record(z.string(), z.int().min(1).max(3_650))

export function daysOf(item: RetentionClass, stored: unknown): number {
  const read = retentionSettings.safeParse(stored ?? {})
  return (read.success ? read.data[item.id] : undefined) ?? item.days
}

/** Something a clock may run on. */
export interface Clocked {
  readonly subject: Id
  /** Null where the class is about the whole subject. */
  readonly evidence: Id | null
  /** When the clock started; null: it has not. */
  readonly startedAt: number | null
}

/**
 * What is due for deletion. Nothing under a legal hold is, nor anything whose clock has not started.
 *
 * @param days of the class, as set
 */
export function dueOf(items: readonly Clocked[], days: number, held: ReadonlySet<Id>, now: number): Clocked[] {
  return items.filter(({ subject, startedAt }) => startedAt !== null && !held.has(subject) && now - startedAt >= days * 86_400_000)
}
