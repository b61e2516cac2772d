import type { Entry } from './entries.ts'

export interface StudyProblem {
  readonly what: 'order' | 'length' | 'post' | 'age'
  readonly months: number
  readonly explained: boolean
  readonly entries: readonly Entry[]
}

type Level = 'bachelor' | 'master' | 'doctor'
const rank: Readonly<Record<Level, number>> = { bachelor: 1, master: 2, doctor: 3 }

const doctor = /\b(?:ph\.?\s?d\.?|d\.?phil|doctorate|doctor of|doctoral degree|dr\.?-?ing)\b/i
const master =
  /\b(?:m\.?\s?sc\.?|m\.?a\.|m\.?\s?eng|m\.?\s?tech|m\.s\.|ms(?= (?:in|computer|,))|mba|master'?s?(?: of| in| degree|\b)|magister|m\.?phil)\b/i
const bachelor =
  /\b(?:b\.?\s?sc\.?|b\.?a\.(?=\s|,|$)|ba(?= (?:in|\())|b\.?\s?eng|b\.?\s?tech|b\.s\.|bs(?= (?:in|computer|,))|b\.?e\.(?=\s|,)|bachelor'?s?|undergraduate degree)\b/i
const shortened =
  /\b(?:top-?up|exchange|transfer\w*|accelerated|conversion|completion|advanced standing|credit|erasmus|visiting|semester abroad|one-year|1-year|two-year|intercalated|articulation|dual|joint|double|integrated|fast[- ]track|part|incomplete|dropped|left|withdr\w+|unfinished|no degree|coursework|thesis only|published work|by publication|continued|final year|second degree|extension|certificate|diploma|minor|not completed|did not|paused|interrupted|online|self-paced|competency|wgu|western governors|ongoing|in progress|expected)\b/i
const postDoctoral = /\bpost-?\s?doc(?:toral)?\b/i

/** Courses of study that do not add up with each other, with a post, or with an age. */
export function studyProblems(entries: readonly Entry[], born: { lo: number; hi: number } | null): StudyProblem[] {
  const courses = entries.filter(({ kind, span }) => kind === 'study' && span.to !== null && span.to.hi >= span.from.lo)
  const degrees = courses.flatMap((entry) => {
    const level = levelOf(entry.head)
    return level === null
      ? []
      : [{ entry, level, explained: shortened.test(`${entry.head} ${entry.body.map(({ text }) => text).join(' ')}`) }]
  })
  const out: StudyProblem[] = []
  for (const { entry, level, explained } of degrees) {
    const to = entry.span.to as { lo: number; hi: number }
    // A single date is when it was given; two dates are how long it took, by what is written.
    const single = entry.span.start === entry.span.to?.start
    const written = to.hi - entry.span.from.hi
    const least = level === 'bachelor' ? 20 : level === 'doctor' ? 20 : 5
    if (!single && written < least) out.push({ what: 'length', months: least - written, explained, entries: [entry] })
    if (born !== null && to.hi - born.lo < 16 * 12)
      out.push({ what: 'age', months: 16 * 12 - (to.hi - born.lo), explained, entries: [entry] })
    for (const other of degrees) {
      if (rank[other.level] >= rank[level]) continue
      const lower = other.entry.span.to as { lo: number }
      const months = lower.lo - to.hi
      // Somebody may come back for a first degree in another subject.
      if (months <= 3 || !sameSubject(entry, other.entry)) continue
      out.push({ what: 'order', months, explained: explained || other.explained, entries: [entry, other.entry] })
    }
    if (level !== 'doctor') continue
    for (const job of entries) {
      if (job.kind === 'study' || !postDoctoral.test(job.head) || job.span.from.hi >= to.lo - 3) continue
      out.push({ what: 'post', months: to.lo - job.span.from.hi, explained, entries: [job, entry] })
    }
  }
  if (born !== null)
    for (const job of entries)
      if (job.kind === 'regular' && !job.inner && job.span.from.hi - born.lo < 14 * 12)
        out.push({ what: 'age', months: 14 * 12 - (job.span.from.hi - born.lo), explained: false, entries: [job] })
  return out
}

/** When the first degree was had, in months; null without one. */
export function lastDegreeBefore(entries: readonly Entry[], month: number): number | null {
  const ends = entries.flatMap(({ kind, span, head }) =>
    kind === 'study' && span.to !== null && levelOf(head) !== null && span.to.lo <= month + 6 ? [span.to.lo] : [],
  )
  return ends.length === 0 ? null : Math.max(...ends)
}

export function levelOf(head: string): Level | null {
  if (doctor.test(head)) return 'doctor'
  if (master.test(head)) return 'master'
  return bachelor.test(head) ? 'bachelor' : null
}

const empty = new Set(
  'bachelor bachelors master masters doctor philosophy science sciences arts degree with university college institute school honours honors first class second upper lower faculty department gpa cum laude magna summa distinction merit the and for phd bsc msc beng meng applied general'.split(
    ' ',
  ),
)

/** They share a word that names a subject; two that name none are taken as the same. */
function sameSubject(a: Entry, b: Entry): boolean {
  const subject = (entry: Entry): Set<string> => {
    const degree =
      entry.head.split(/\s*[|·•;]\s*|,\s+| at |\s[–—-]\s/).find((part) => levelOf(part) !== null) ?? entry.head
    return new Set((degree.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !empty.has(word)))
  }
  const [mine, theirs] = [subject(a), subject(b)]
  return mine.size === 0 || theirs.size === 0 || [...mine].some((word) => theirs.has(word))
}
