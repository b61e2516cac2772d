import { datesIn } from './dates.ts'
import type { Entry } from './entries.ts'
import { clauseAround } from './experience.ts'
import type { Passage } from './passages.ts'

export interface FutureDate {
  readonly what: 'job-start' | 'job-end' | 'degree' | 'certificate' | 'past-event'
  readonly months: number
  readonly planned: boolean
  readonly start: number
  readonly end: number
}

const planned =
  /\b(?:expected|anticipated|planned|plan(?:s|ning)?|incoming|upcoming|starting|will (?:start|join|begin|graduate|be)|to (?:start|begin|join)|offer|forthcoming|in progress|ongoing|current(?:ly)?|pursuing|candidate|enrolled|studying|valid|expires?|expiry|expiration|until|through|renew\w*|fixed[- ]term|contract|temporary|temp|internship|intern|co-op|placement|apprentice\w*|fellowship|visa|target\w*|roadmap|aim\w*|goal|scheduled|due|available|notice period|from next|part-time|projected|prospective|estimated|est\.|exp\.|seasonal|grant|funded|term|vision|strategy|forecast|by (?:20\d\d|the end)|commitment|mandate)\b/i
const done =
  /\b(?:graduated|awarded|conferred|completed|obtained|earned|received|achieved|passed|finished|was|were|led|built|launched|delivered|shipped|won|joined|left|promoted|migrated|reduced|released|published)\b/i

/** Dates after the month the résumé was received in; what is certain of them, in months ahead. */
export function futureDates(entries: readonly Entry[], passages: readonly Passage[], asOf: number): FutureDate[] {
  const out: FutureDate[] = []
  const inEntries = new Set<number>()
  for (const entry of entries) {
    inEntries.add(entry.start)
    const text = `${entry.head} ${entry.body
      .slice(0, 2)
      .map((passage) => passage.text)
      .join(' ')}`
    const at = { start: entry.start, end: entry.end }
    const from = entry.span.from.lo - asOf
    const to = entry.span.to === null ? Number.NEGATIVE_INFINITY : entry.span.to.lo - asOf
    if (entry.kind === 'study') {
      // Whoever is still studying has an end ahead; a start ahead, or a degree already given, is another matter.
      const given = /\b(?:graduated|awarded|conferred|completed|obtained|earned|received)\b/i.test(entry.head)
      if (to > 0)
        out.push({
          what: 'degree',
          months: to,
          planned: !given || /\b(?:expected|anticipated|will|to be|planned)\b/i.test(entry.head),
          ...at,
        })
    } else if (entry.kind === 'certificate') {
      const ahead = Math.max(from, entry.span.start === entry.span.to?.start ? to : from)
      if (ahead > 0) out.push({ what: 'certificate', months: ahead, planned: planned.test(text), ...at })
    } else if (from > 0)
      out.push({ what: 'job-start', months: from, planned: planned.test(text) && !done.test(entry.head), ...at })
    else if (to > 0)
      out.push({
        what: 'job-end',
        months: to,
        planned: entry.kind === 'side' || planned.test(entry.head) || entry.kind === 'pause',
        ...at,
      })
  }
  for (const passage of passages) {
    if (passage.isHeading) continue
    const { points, spans } = datesIn(passage.text)
    for (const point of [...points, ...spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))]) {
      if (point.lo <= asOf) continue
      if (entries.some(({ start, end }) => passage.start + point.start < end && passage.start + point.end > start))
        continue
      const clause = clauseAround(passage.text, point.start, point.end)
      if (!done.test(clause) && !/\(\s*$|(?:^|\s)in\s+$/i.test(passage.text.slice(0, point.start))) continue
      out.push({
        what: 'past-event',
        months: point.lo - asOf,
        planned: planned.test(clause) || !done.test(clause),
        start: passage.start + point.start,
        end: passage.start + point.end,
      })
    }
  }
  return out
}
