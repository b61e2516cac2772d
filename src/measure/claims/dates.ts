/** A month, as months since the year 0: 2019-03 is 2019·12 + 2. */
export type Month = number

/** A date as it is written: somewhere between two months, both included. A year alone leaves twelve open. */
export interface Point {
  readonly lo: Month
  readonly hi: Month
  /** Offsets in the text that was searched. */
  readonly start: number
  readonly end: number
}

/** A stretch of time as it is written. Unlike a résumé reader's, it keeps the impossible ones. */
export interface Span {
  readonly from: Point
  /** Null while it lasts. */
  readonly to: Point | null
  readonly start: number
  readonly end: number
}

export interface Dates {
  readonly spans: readonly Span[]
  /** Dates that belong to no span. */
  readonly points: readonly Point[]
}

const names =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const year = '(?:19[5-9]\\d|20[0-6]\\d)'
const nth = '(?:\\d{1,2}(?:st|nd|rd|th)?)'
const token = new RegExp(
  [
    `(?<named>(?:${nth}\\s+(?:of\\s+)?)?\\b(?<month>${names})\\b\\.?(?:\\s+${nth},)?(?:[\\s,/-]|\\s+of\\s)*(?:(?<namedYear>${year})\\b|['’‘](?<namedShort>\\d\\d)\\b))`,
    `(?<monthShort>\\b(?<month2>${names})\\.?[\\s-](?<short2>[0-4]\\d)(?![\\d,]|st|nd|rd|th|\\s*,?\\s*${year}))`,
    `(?<iso>\\b(?<isoYear>${year})[-/.](?<isoMonth>0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\\d|3[01]))?(?![\\d]))`,
    `(?<full>\\b(?<a>\\d{1,2})[./-](?<b>\\d{1,2})[./-](?<fullYear>${year})\\b)`,
    `(?<numbered>\\b(?<numMonth>0?[1-9]|1[0-2])\\s?[/.-]\\s?(?<numYear>${year})\\b)`,
    `(?<slashed>\\b(?<slashMonth>0[1-9]|1[0-2])/(?<slashYear>[0-4]\\d)\\b(?!/))`,
    `(?<season>\\b(?<seasonName>spring|summer|fall|autumn|winter)(?:,|\\s+of)?\\s+(?<seasonYear>${year})\\b)`,
    `(?<quarter>\\b(?:q(?<q1>[1-4])|(?<q2>[1-4])q|(?<q3>1st|2nd|3rd|4th|first|second|third|fourth) quarter(?: of)?)[\\s/,-]*(?<quarterYear>${year})\\b)`,
    `(?<yearQuarter>\\b(?<yqYear>${year})[\\s/-]*q(?<yq>[1-4])\\b)`,
    `(?<half>\\b(?:h(?<h>[12])|(?<hw>first|second) half of)[\\s/,-]*(?<halfYear>${year})\\b)`,
    `(?<vague>\\b(?<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[\\s-]+(?<vagueYear>${year})\\b)`,
    `(?<bare>(?<![$€£#\\d.,:/])\\b(?<bareYear>${year})\\b(?![%\\d]|[.,]\\d|\\s?(?:\\+|users|people|requests|customers|clients|lines|tests|nodes|servers|tps|rps|ms\\b|k\\b)))`,
    `(?<bareShort>(?<![\\d\\p{L}])['’‘](?<shortYear>\\d\\d)\\b(?!\\s*s\\b))`,
    `(?<lasting>\\b(?:(?:the\\s+|till\\s+|until\\s+)?(?:present(?:\\s+day)?|current(?:ly)?|now|today)|on-?going|to\\s+date|(?<=[-–—]\\s?)date|this\\s+day)\\b)`,
    `(?<monthOnly>\\b(?<onlyName>${names})\\b\\.?)`,
  ].join('|'),
  'giu',
)
const order = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const joint =
  /^\s*(?:[-–—−‒―~→➔➝⟶>]+|\.{2,3}|…|(?:[,;]\s*)?(?:up\s+)?(?:to|until|till|til|through|thru)(?:\s+(?:the|about|around|roughly))?|[,;|/]?\s*\(?(?:end(?:ed|\s+date)?|finish(?:ed)?|left|to|until|last day)\s*(?::|in)?)\s*$/i
const betweenJoint = /^\s+and\s+$/i
const openEnd = /^\s*(?:[-–—]+|[-–—]+>|onwards?|\+)\s*(?=$|[|,;)\]:\n])/i
const sinceBefore =
  /\b(?:since|from|starting(?: in)?|as of|joined(?: in)?|beginning(?: in)?)\s*:?\s*(?:early |mid |late )?$/i

type Token =
  | (Point & { readonly kind: 'point' | 'lasting' })
  | { readonly kind: 'month'; readonly month: number; readonly start: number; readonly end: number }

/** The dates in a text, in order. */
export function datesIn(text: string): Dates {
  const tokens: Token[] = []
  for (const match of text.matchAll(token)) {
    const read = readToken(match)
    if (read !== null) tokens.push(read)
  }
  return joined(text, tokens)
}

function joined(text: string, tokens: readonly Token[]): Dates {
  const spans: Span[] = []
  const points: Point[] = []
  for (let i = 0; i < tokens.length; i++) {
    const here = tokens[i] as Token
    if (here.kind === 'lasting') continue
    const next = tokens[i + 1]
    const between = next === undefined ? '' : text.slice(here.end, next.start)
    const joins =
      next !== undefined &&
      (joint.test(between) || (betweenJoint.test(between) && /\bbetween\s+$/i.test(text.slice(0, here.start))))
    if (here.kind === 'month') {
      // "January to March 2019": the first month borrows the year of the second.
      if (!joins || next?.kind !== 'point' || next.hi - next.lo > 0) continue
      const at = Math.floor(next.lo / 12) * 12 + here.month
      spans.push({
        from: { lo: at, hi: at, start: here.start, end: here.end },
        to: next,
        start: here.start,
        end: next.end,
      })
      i++
      continue
    }
    if (joins && (next?.kind === 'point' || next?.kind === 'lasting')) {
      spans.push({ from: here, to: next.kind === 'lasting' ? null : next, start: here.start, end: next.end })
      i++
      continue
    }
    const short = /^\s?[-–—/]\s?['’]?(\d\d)(?![\d.,:/%]|\s?(?:years|yrs))/.exec(text.slice(here.end))
    const last = shortYear(here, short, text)
    if (last !== null) {
      const end = here.end + (short as RegExpExecArray)[0].length
      spans.push({
        from: here,
        to: { lo: last * 12, hi: last * 12 + 11, start: here.end, end },
        start: here.start,
        end,
      })
      continue
    }
    const before = text.slice(0, here.start)
    const open = openEnd.exec(text.slice(here.end))
    if (sinceBefore.test(before) || open !== null)
      spans.push({ from: here, to: null, start: here.start, end: here.end + (open?.[0].length ?? 0) })
    else points.push(here)
  }
  return { spans, points }
}

/** "2014–16": a year shortened to two digits. With a hyphen "2014-06" is a month. */
function shortYear(here: Point, match: RegExpExecArray | null, text: string): number | null {
  if (match === null || here.hi - here.lo !== 11) return null
  const first = here.lo / 12
  if (!/^\d{4}$/.test(text.slice(here.start, here.end))) return null
  const last = Math.floor(first / 100) * 100 + Number(match[1])
  return last >= first && last - first < 45 ? last : null
}

function readToken(match: RegExpMatchArray): Token | null {
  const g = match.groups as Record<string, string | undefined>
  const start = match.index as number
  const end = start + match[0].length
  const point = (lo: number, hi: number = lo): Token => ({ kind: 'point', lo, hi, start, end })
  const month = (name: string): number => order.findIndex((one) => name.toLowerCase().startsWith(one))
  const y = (text: string | undefined): number => Number(text) * 12
  const short = (text: string): number => (Number(text) < 50 ? 2000 + Number(text) : 1900 + Number(text)) * 12
  if (g['named'] !== undefined)
    return point(
      (g['namedYear'] === undefined ? short(g['namedShort'] as string) : y(g['namedYear'])) +
        month(g['month'] as string),
    )
  if (g['monthShort'] !== undefined) return point(short(g['short2'] as string) + month(g['month2'] as string))
  if (g['iso'] !== undefined) return point(y(g['isoYear']) + Number(g['isoMonth']) - 1)
  if (g['full'] !== undefined) {
    const [a, b] = [Number(g['a']), Number(g['b'])]
    // Day first or month first: where both are possible, either may be meant.
    const months = [a, b].filter((one) => one >= 1 && one <= 12)
    return months.length === 0
      ? null
      : point(y(g['fullYear']) + Math.min(...months) - 1, y(g['fullYear']) + Math.max(...months) - 1)
  }
  if (g['numbered'] !== undefined) return point(y(g['numYear']) + Number(g['numMonth']) - 1)
  if (g['slashed'] !== undefined) return point(short(g['slashYear'] as string) + Number(g['slashMonth']) - 1)
  if (g['season'] !== undefined) {
    const [lo, hi] = { spring: [1, 5], summer: [4, 8], fall: [7, 11], autumn: [7, 11], winter: [-1, 14] }[
      (g['seasonName'] as string).toLowerCase()
    ] as [number, number]
    return point(y(g['seasonYear']) + lo, y(g['seasonYear']) + hi)
  }
  if (g['quarter'] !== undefined || g['yearQuarter'] !== undefined) {
    const words: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4 }
    const third = g['q3']?.toLowerCase()
    const q = Number(g['q1'] ?? g['q2'] ?? g['yq'] ?? (third === undefined ? 1 : (words[third] ?? Number(third[0]))))
    const from = y(g['quarterYear'] ?? g['yqYear']) + (q - 1) * 3
    return point(from, from + 2)
  }
  if (g['half'] !== undefined) {
    const from = y(g['halfYear']) + (g['h'] === '2' || g['hw']?.toLowerCase() === 'second' ? 6 : 0)
    return point(from, from + 5)
  }
  if (g['vague'] !== undefined) {
    const part = (g['part'] as string).toLowerCase()
    const [lo, hi] = /early|beginning|start/.test(part) ? [0, 4] : /mid/.test(part) ? [3, 8] : [7, 11]
    return point(y(g['vagueYear']) + (lo as number), y(g['vagueYear']) + (hi as number))
  }
  if (g['bare'] !== undefined) return point(y(g['bareYear']), y(g['bareYear']) + 11)
  if (g['bareShort'] !== undefined) return point(short(g['shortYear'] as string), short(g['shortYear'] as string) + 11)
  if (g['lasting'] !== undefined) return { kind: 'lasting', lo: 0, hi: 0, start, end }
  return { kind: 'month', month: month(g['onlyName'] as string), start, end }
}
