/** A month, as months since the year 0: 2019-03 is 2019·12 + 2. */
export type Month = number

/** A span of time as a résumé writes it. */
export interface DateRange {
  readonly from: Month
  /** Last month; null while it lasts. */
  readonly to: Month | null
  /** Whether both ends name a month; years alone leave up to eleven months open at each end. */
  readonly precision: 'month' | 'year'
  /** Offsets in the text that was searched. */
  readonly start: number
  readonly end: number
}

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const year = '(?:19[5-9]\\d|20[0-4]\\d)'
const point = `(?:(?:${monthNames})\\.?,?\\s*(?:['’]\\d\\d|${year})|(?:0?[1-9]|1[0-2])\\s?[/.]\\s?${year}|${year}\\s?[/.-]\\s?(?:0[1-9]|1[0-2])(?:[/.-]\\d\\d)?|${year})`
const lasting = 'present|current(?:ly)?|now|today|ongoing|to\\s+date|till\\s+date|until\\s+now|till\\s+now'
const range = new RegExp(
  `\\b(${point})\\s*(?:[-–—−‒―~→]+|to|until|till|through)\\s*(${point}|${lasting})(?![\\w/])`,
  'gi',
)
const since = new RegExp(`\\b(?:since|from)\\s+(${point})(?![\\w/])`, 'gi')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The spans of time in a text, in order. Impossible ones (the end before the start) are left out. */
export function dateRanges(text: string): DateRange[] {
  const found: DateRange[] = []
  for (const match of text.matchAll(range)) {
    const from = readPoint(match[1] as string)
    const last = new RegExp(`^(?:${lasting})$`, 'i').test((match[2] as string).replaceAll(/\s+/g, ' '))
      ? null
      : readPoint(match[2] as string)
    if (from === null) continue
    // A span to a year means its end; a span from a year means its start.
    const to = last === null ? null : last.month === null ? last.year * 12 + 11 : last.year * 12 + last.month
    const start = from.year * 12 + (from.month ?? 0)
    if (to !== null && to < start) continue
    const precision = from.month === null || (last !== null && last.month === null) ? 'year' : 'month'
    found.push({ from: start, to, precision, start: match.index, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(since)) {
    const from = readPoint(match[1] as string)
    const inside = found.some((one) => match.index < one.end && match.index + match[0].length > one.start)
    if (from === null || inside) continue
    found.push({
      from: from.year * 12 + (from.month ?? 0),
      to: null,
      precision: from.month === null ? 'year' : 'month',
      start: match.index,
      end: match.index + match[0].length,
    })
  }
  return found.sort((a, b) => a.start - b.start)
}

function readPoint(text: string): { year: number; month: number | null } | null {
  const clean = text.toLowerCase()
  const four = /(19[5-9]\d|20[0-4]\d)/.exec(clean)
  const two = /['’](\d\d)/.exec(clean)
  const y = four === null ? (two === null ? null : 2000 + Number(two[1])) : Number(four[1])
  if (y === null) return null
  const named = months.findIndex((name) => clean.startsWith(name))
  if (named !== -1) return { year: y, month: named }
  const numbered = /^(?:(\d{1,2})\s?[/.]|\d{4}\s?[/.-]\s?(\d\d))/.exec(clean)
  const month = Number(numbered?.[1] ?? numbered?.[2] ?? Number.NaN)
  return { year: y, month: month >= 1 && month <= 12 ? month - 1 : null }
}
