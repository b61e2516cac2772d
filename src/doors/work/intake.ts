import type { Explainer, PresenceEvent } from '../../measure/rhythm/event.ts'
import { LineReader, readRecord, type Taken } from './parsers/lines.ts'
import type { LogRecord } from './parsers/record.ts'

/** What a stream of log lines may hold, and what was met. */
export interface IntakeReport {
  events: number
  explainers: number
  duplicates: number
  late: number
  /** Dated more than a day after they arrived: a clock that is wrong by more than a clock can be. */
  future: number
  refused: Record<string, number>
}

export interface Intake {
  readonly event?: PresenceEvent
  readonly explainer?: Explainer
  /** Whose explainer it is, or who said where they work. */
  readonly account?: string | null
  /** IANA zone somebody says to work in. */
  readonly zone?: string
}

/** Events may come this late or out of order (30 days); older ones are counted and left out. */
const LATE = 30 * 86_400_000
const AHEAD = 86_400_000

/**
 * Normalises a log of any size in flat memory: one line at a time, duplicates of a sliding window of recent ids left
 * out. Exactly-once is the store's part (source and id are a key there); the window only saves it work.
 *
 * @param chunks   text in pieces of any length
 * @param now      milliseconds since 1970
 * @param backfill accept events of any age: a first import of history
 */
export async function* intake(
  chunks: AsyncIterable<string>,
  now: number,
  report: IntakeReport,
  backfill = false,
): AsyncGenerator<Intake> {
  const reader = new LineReader()
  const seen = new RecentIds()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    // A "line" without an end must not fill the memory.
    if (rest.length > 1 << 20) {
      count(report, 'line longer than 1 MB')
      rest = ''
    }
    for (const line of lines) yield* admitted(reader.push(line.replace(/\r$/, '')), now, seen, report, backfill)
  }
  if (rest !== '') yield* admitted(reader.push(rest), now, seen, report, backfill)
  yield* admitted(reader.end(), now, seen, report, backfill)
}

/** The same for records that are parsed already: a page of a log, a webhook's body. */
export function* intakeOf(records: Iterable<LogRecord>, now: number, report: IntakeReport, backfill = false): Generator<Intake> {
  const seen = new RecentIds()
  for (const record of records) yield* admitted(readRecord(record), now, seen, report, backfill)
}

export function newReport(): IntakeReport {
  return { events: 0, explainers: 0, duplicates: 0, late: 0, future: 0, refused: {} }
}

function* admitted(
  all: readonly Taken[],
  now: number,
  seen: RecentIds,
  report: IntakeReport,
  backfill: boolean,
): Generator<Intake> {
  for (const taken of all) {
    if ('refused' in taken) count(report, taken.refused)
    else if ('explainer' in taken) {
      report.explainers++
      yield { explainer: taken.explainer, account: taken.account }
    } else if ('claim' in taken) yield { zone: taken.claim.zone, account: taken.claim.account }
    else {
      const { event } = taken
      if (event.at > now + AHEAD) report.future++
      else if (!backfill && event.at < now - LATE) report.late++
      else if (!seen.add(`${event.source} ${event.id}`)) report.duplicates++
      else {
        report.events++
        yield { event }
      }
    }
  }
}

function count(report: IntakeReport, why: string): void {
  report.refused[why] = (report.refused[why] ?? 0) + 1
}

/** The ids met last, in two generations of equal size: never more than `2 × size` are held. */
class RecentIds {
  #young = new Set<string>()
  #old = new Set<string>()
  readonly #size: number

  constructor(size = 100_000) {
    this.#size = size
  }

  /** @returns false when the id was met lately */
  add(id: string): boolean {
    if (this.#young.has(id) || this.#old.has(id)) return false
    if (this.#young.size >= this.#size) {
      this.#old = this.#young
      this.#young = new Set()
    }
    this.#young.add(id)
    return true
  }
}
