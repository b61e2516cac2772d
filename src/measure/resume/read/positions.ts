import type { Line, ResumeDocument } from '../document.ts'
import { dateRanges, type DateRange } from './dates.ts'
import { markOf, paintedDots } from './bullets.ts'
import type { Section, SectionKind } from './sections.ts'

/** Something dated: a job, a degree, a project. */
export interface Position {
  readonly section: SectionKind | null
  /** The words of its head, dates taken out: title and employer in the order written. */
  readonly head: readonly string[]
  readonly title: string | null
  readonly employer: string | null
  readonly range: DateRange
  /** Offsets of the head and of all that belongs to it. */
  readonly start: number
  readonly end: number
  readonly bodyStart: number
}

const titleWords =
  /\b(?:engineer|developer|programmer|architect|manager|lead|head|director|officer|cto|ceo|vp|consultant|analyst|scientist|designer|administrator|intern|specialist|researcher|founder|freelancer?|contractor|associate|assistant|tester|qa|devops|sre|auditor|teacher|tutor|coordinator|technician|representative|owner|master)\b/i

/**
 * Dated positions. Each line with a span of time is one; its head is that line without the dates, and the nearest
 * undated lines of one to ten words around it.
 */
export function readPositions(document: ResumeDocument, sections: readonly Section[]): Position[] {
  const dots = paintedDots(document)
  const { lines } = document
  const dated = lines.flatMap((line, at) => {
    // A span inside a listed achievement is part of a sentence, not of a head.
    const range = markOf(line, dots) === null && line.text.length < 160 ? dateRanges(line.text)[0] : undefined
    return range === undefined ? [] : [{ line, at, range }]
  })
  return dated.map(({ line, at, range }, i) => {
    const section = sections.find((one) => at >= one.from && at < one.to)
    const isHead = (other: Line | undefined, index: number): boolean =>
      other !== undefined &&
      index >= (section?.from ?? 0) &&
      index < (section?.to ?? lines.length) &&
      markOf(other, dots) === null &&
      words(other.text) <= 10 &&
      words(other.text) > 0 &&
      dateRanges(other.text).length === 0 &&
      !/[.;]$/.test(other.text)
    const own = remainder(line.text, range)
    const above: string[] = []
    const previousEnd = dated[i - 1]?.at ?? -1
    let from = at
    for (
      let k = at - 1;
      k > previousEnd && above.length < 2 && isHead(lines[k], k) && (lines[k] as Line).page === line.page;
      k--
    ) {
      // With a full head on the dated line itself, only what touches it from above belongs to it.
      if (words(own.join(' ')) >= 3 && line.baseline - (lines[k] as Line).baseline > 2.2 * (line.runs[0]?.size ?? 10))
        break
      above.unshift((lines[k] as Line).text)
      from = k
    }
    const below: string[] = []
    let bodyAt = at + 1
    for (
      let k = at + 1;
      below.length + above.length < 2 && k < lines.length && k !== dated[i + 1]?.at && isHead(lines[k], k);
      k++
    ) {
      if (words((lines[k] as Line).text) > 8) break
      below.push((lines[k] as Line).text)
      bodyAt = k + 1
    }
    const head = [...above, ...own, ...below]
      .flatMap((text) => text.split(/\t| [|•·] |\s[–—-]\s|,\s(?=\p{Lu})| at | @ /u))
      .map((text) => text.trim())
      .filter((text) => /\p{L}{2}/u.test(text))
    const title = head.find((text) => titleWords.test(text)) ?? null
    const employer = head.find((text) => text !== title && !titleWords.test(text)) ?? null
    const next = dated[i + 1]
    const endAt = Math.min(section?.to ?? lines.length, next === undefined ? lines.length : Math.max(at + 1, next.at))
    const last = lines[Math.max(at, endAt - 1)] as Line
    const start = (lines[from] as Line).start
    return {
      section: section?.kind ?? null,
      head: head.slice(0, 6),
      title,
      employer,
      range: { ...range, start: line.start + range.start, end: line.start + range.end },
      start,
      end: last.start + last.text.length,
      bodyStart: lines[bodyAt]?.start ?? last.start + last.text.length,
    }
  })
}

/** The parts of a line beside its dates. */
function remainder(text: string, range: DateRange): string[] {
  return [text.slice(0, range.start), text.slice(range.end)]
    .map((part) => part.replaceAll(/^[\s(,|•·–—-]+|[\s(),|•·–—-]+$/g, ''))
    .filter((part) => part !== '')
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
