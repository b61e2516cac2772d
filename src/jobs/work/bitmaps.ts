import { explainAway } from '../../measure/rhythm/explain.ts'
import type { Explainer, PresenceEvent } from '../../measure/rhythm/event.ts'
import { emptyQuarter, QUARTER_DAYS, quarterOf, type Quarter } from '../../store/repositories/work-presence.ts'
import { DAY } from './person.ts'

const WORDS = 3
const HALF_HOUR = 1_800_000

/**
 * A person's bitmaps with what the raw facts say now. Bots, merges, declared travel and on call are left out first, as in
 * every measurement. Days whose raw facts are still held are drawn anew, so that what turns out to be a bot disappears;
 * in older days facts are only added, because the raw ones are gone. Days before `oldestDay` are wiped.
 */
export function redraw(
  quarters: readonly Quarter[],
  events: readonly PresenceEvent[],
  explainers: readonly Explainer[],
  rawFromDay: number,
  oldestDay = Number.NEGATIVE_INFINITY,
): Quarter[] {
  const out = new Map<number, Quarter>(quarters.map(({ quarter, words }) => [quarter, { quarter, words: Uint16Array.from(words) }]))
  for (const { quarter, words } of out.values())
    for (let day = 0; day < QUARTER_DAYS; day++) if (quarter * QUARTER_DAYS + day >= rawFromDay || quarter * QUARTER_DAYS + day < oldestDay) words.fill(0, day * WORDS, (day + 1) * WORDS)
  for (const { at } of explainAway(events, explainers).own) {
    const day = Math.floor(at / DAY)
    if (day < oldestDay) continue
    const half = Math.floor((at - day * DAY) / HALF_HOUR)
    const quarter = quarterOf(day)
    const { words } = out.get(quarter) ?? emptyQuarter(quarter)
    words[(day - quarter * QUARTER_DAYS) * WORDS + (half >> 4)]! |= 1 << (half & 15)
    out.set(quarter, { quarter, words })
  }
  return [...out.values()].sort((a, b) => a.quarter - b.quarter)
}

/**
 * What the bitmaps of days before `rawFromDay` say, as facts that the measurements read: one for each active half hour,
 * from no device and no network. Where in the half hour it lies is made up, evenly, so that no schedule appears in it.
 */
export function eventsOf(quarters: readonly Quarter[], rawFromDay: number): PresenceEvent[] {
  const nothing = { session: null, device: null, network: null, asn: null, country: null, offset: null, client: null, author: null, factor: null, received: null }
  const out: PresenceEvent[] = []
  for (const { quarter, words } of quarters) {
    for (let at = 0; at < words.length; at++) {
      const day = quarter * QUARTER_DAYS + Math.floor(at / WORDS)
      if (day >= rawFromDay) break
      for (let half = 0; half < 16; half++) {
        if ((words[at]! & (1 << half)) === 0) continue
        const index = day * 48 + (at % WORDS) * 16 + half
        const moment = index * HALF_HOUR + (((index * 7919) % 1800) + 1800) % 1800 * 1000
        out.push({ ...nothing, source: 'presence', id: String(index), account: '', at: moment, class: 'interactive' })
      }
    }
  }
  return out
}
