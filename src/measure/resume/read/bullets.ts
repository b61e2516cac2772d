import type { Line, ResumeDocument } from '../document.ts'
import type { Section } from './sections.ts'
import { dateRanges } from './dates.ts'
import { headingKind } from './sections.ts'

/** An achievement as the résumé lists it. */
export interface Bullet {
  readonly text: string
  /** The mark before it: a glyph, `drawn` for a painted dot, `none` for a sentence without a mark. */
  readonly mark: string
  readonly start: number
  readonly end: number
  /** Index of the line it begins on. */
  readonly line: number
}

const glyphs = /^\s*([•·▪▫●○◦‣⁃■□◆◇►▸➢➤✓✔❖★☆⚫∙⋅–—*-]|o(?=\s))\s+(?=\S)/u

/** The mark a line begins with, or null. */
export function markOf(line: Line, dots: readonly Dot[]): string | null {
  const glyph = glyphs.exec(line.text)?.[1]
  if (glyph !== undefined) return glyph
  return dots.some(
    (dot) =>
      dot.page === line.page &&
      dot.x < line.box[0] &&
      dot.x > line.box[0] - 26 &&
      dot.y > line.box[1] &&
      dot.y < line.box[3] + 1,
  )
    ? 'drawn'
    : null
}

export interface Dot {
  readonly page: number
  readonly x: number
  readonly y: number
}

/** Small square or round shapes: browsers paint list marks instead of setting a glyph. */
export function paintedDots(document: ResumeDocument): Dot[] {
  return document.shapes.flatMap(({ page, box, kind }) => {
    const width = box[2] - box[0]
    const height = box[3] - box[1]
    const dot = kind === 'fill' && width > 1.2 && width < 8 && Math.abs(width - height) < 0.25 * width
    return dot ? [{ page, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }] : []
  })
}

/**
 * Listed achievements, and sentences of eight words or more in the sections that tell of work. Lines that continue an
 * item (no mark of their own, no further left than its text, following closely) are joined to it.
 */
export function readBullets(document: ResumeDocument, sections: readonly Section[]): Bullet[] {
  const dots = paintedDots(document)
  const telling = sections.filter((section) =>
    ['experience', 'projects', 'volunteering', 'summary', 'awards'].includes(section.kind),
  )
  const bullets: Bullet[] = []
  const { lines } = document
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line
    const mark = markOf(line, dots)
    const tells = telling.some((section) => at >= section.from && at < section.to)
    if (mark === null && !(tells && wordCount(line.text) >= 8)) {
      at++
      continue
    }
    let end = at + 1
    while (end < lines.length && continues(lines[end - 1] as Line, lines[end] as Line, line, mark !== null, dots)) end++
    const text = lines
      .slice(at, end)
      .map((one) => one.text.trim())
      .join(' ')
      .replace(glyphs, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
    const last = lines[end - 1] as Line
    if (wordCount(text) >= 3)
      bullets.push({
        text: text.slice(0, 1_000),
        mark: mark ?? 'none',
        start: line.start,
        end: last.start + last.text.length,
        line: at,
      })
    at = end
  }
  return bullets
}

function continues(before: Line, line: Line, first: Line, marked: boolean, dots: readonly Dot[]): boolean {
  if (
    line.page !== first.page ||
    markOf(line, dots) !== null ||
    headingKind(line.text) !== null ||
    dateRanges(line.text).length > 0
  )
    return false
  const size = first.runs[0]?.size ?? 10
  const close = line.baseline - before.baseline < 1.9 * size && line.baseline > before.baseline
  const sameSize = Math.abs((line.runs[0]?.size ?? 10) - size) < 0.6
  const sameWeight = (line.runs[0]?.bold ?? false) === (first.runs.at(-1)?.bold ?? false)
  // A marked item's text hangs right of its mark; a sentence's next line starts where it did.
  const aligned = marked ? line.box[0] > first.box[0] - 1.5 : Math.abs(line.box[0] - first.box[0]) < 3
  return close && sameSize && sameWeight && aligned
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}{2,}/u.test(word)).length
}
