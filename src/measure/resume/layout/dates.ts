import { dateRanges } from '../read/dates.ts'
import { commonest, type Marks } from './marks.ts'
import { alignOf } from './type.ts'
import type { Cast, Frame } from './roles.ts'

export interface DateMarks {
  /** How dates are written, what joins two of them, the word for today, and where they stand. */
  readonly dates: Marks
  /** What separates the parts of the contact line and of lists of skills. */
  readonly separators: Marks
}

/** Habits of writing that a template fixes. */
export function datesOf(cast: readonly Cast[], frame: Frame): DateMarks {
  const found = cast.flatMap(({ line, role }) => {
    const range = role === 'dated' ? dateRanges(line.text)[0] : undefined
    return range === undefined ? [] : [{ line, text: line.text.slice(range.start, range.end), range }]
  })
  const dates: Record<string, string> = {}
  const set = (key: string, value: string | null): void => {
    if (value !== null && value !== '') dates[key] = value
  }
  set('form', commonest(found.map(({ text }) => formOf(text))))
  set(
    'join',
    commonest(
      found.map(({ text }) => /(?<=\d)(\s*[-–—−→~]+\s*|\s+to\s+)/.exec(text)?.[1]?.replaceAll(/\s+/g, ' ') ?? ''),
    ),
  )
  set('today', commonest(found.map(({ text }) => /\p{L}+$/u.exec(text)?.[0] ?? '').filter((word) => word !== '')))
  set(
    'stand',
    commonest(
      found.map(({ line, text, range }) => {
        if (line.text.trim().length <= text.length + 2) return `own-${alignOf(line.box[0], line.box[2], frame)}`
        if (range.start <= 1) return 'first'
        return line.text.lastIndexOf('\t', range.start) === -1 ? 'inline' : 'column'
      }),
    ),
  )
  return { dates, separators: separatorsOf(cast) }
}

function formOf(text: string): string {
  return (text.split(/\s*[-–—−→~]\s*|\s+to\s+/)[0] ?? '')
    .replace(/\b(?:January|February|March|April|June|July|August|September|October|November|December)\b/i, 'Month')
    .replace(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/i, 'Mon')
    .replaceAll(/\d/g, '9')
}

function separatorsOf(cast: readonly Cast[]): Marks {
  const marks: Record<string, string> = {}
  const contact = cast.filter(({ role }) => role === 'contact')
  const between = commonest(
    contact.flatMap(({ line }) =>
      [...line.text.matchAll(/\s([|·•,;–/—-])\s|(,)\s/g)].map((match) => match[1] ?? match[2] ?? ''),
    ),
  )
  if (contact.length > 0) marks['contact'] = between ?? 'none'
  const skills = cast.filter(({ section, role }) => section === 'skills' && role !== 'heading')
  if (skills.length > 0) {
    marks['skills'] =
      commonest(
        skills.map(
          ({ line, mark }) =>
            `${mark === null ? '' : '*'}${/^[^,:]{2,30}:/.test(line.text) ? 'label' : ''}${line.text.includes(',') ? ',' : /[|•·]/.test(line.text) ? '|' : ''}`,
        ),
      ) ?? ''
  }
  return marks
}
