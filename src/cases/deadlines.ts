import type { CaseRecord } from '../core/case.ts'
import type { CaseSettings } from './settings.ts'

/** Something that has to be done by somebody, by when. */
export interface Deadline {
  readonly what: 'triage' | 'check' | 'clearing' | 'notice' | 'contest' | 'reconsideration' | 'confirmation'
  readonly whose: 'us' | 'person'
  readonly due: number
  readonly overdue: boolean
}

/** A thing that happened on the case, as the timeline keeps it. */
export interface Happened {
  readonly at: number
  readonly type: string
  readonly data: unknown
}

export interface Timed extends CaseRecord {
  readonly waitingSince: number | null
  readonly assignee: string | null
}

const hour = 3_600_000
const day = 24 * hour
/** A contested decision is looked at again by a person within 30 days (Colorado SB 26-189 sets the same). */
const reconsiderDays = 30
/** Between a decision against somebody and its notice. */
const noticeDays = 5

/**
 * What is due on a case now. Deadlines of ours are promises to the person (a cleared flag is closed, a contest answered);
 * a person's own deadline only says from when on one may ask again, never that silence is an answer.
 */
export function deadlinesOf(record: Timed, events: readonly Happened[], settings: CaseSettings, now: number): Deadline[] {
  const last = (type: string, that: (data: Record<string, unknown>) => boolean = () => true): number | null =>
    events.findLast((event) => event.type === type && that((event.data ?? {}) as Record<string, unknown>))?.at ?? null
  const due = (what: Deadline['what'], whose: Deadline['whose'], from: number | null, after: number): Deadline[] =>
    from === null ? [] : [{ what, whose, due: from + after, overdue: now > from + after }]
  switch (record.state) {
    case 'intake':
    case 'evidence':
      return record.assignee === null ? due('triage', 'us', record.waitingSince, settings.triageHours * hour) : []
    case 'step-up-offered':
      return due('check', 'person', last('check', ({ outcome }) => outcome === null) ?? last('offer'), settings.checkDays * day)
    case 'verified':
      return due('clearing', 'us', last('check', ({ outcome }) => outcome === 'verified') ?? last('move', ({ to }) => to === 'verified'), settings.clearingHours * hour)
    case 'decision':
      return record.decision === null ? due('clearing', 'us', last('move') ?? last('check'), settings.clearingHours * hour) : due('notice', 'us', last('decision'), noticeDays * day)
    case 'notice':
      return due('contest', 'person', record.noticeAt, settings.contestDays * day)
    case 'contest':
      return due('reconsideration', 'us', last('contest') ?? last('move', ({ to }) => to === 'contest'), reconsiderDays * day)
    default:
      return []
  }
}
