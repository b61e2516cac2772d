import type { Place } from '../../../core/evidence.ts'
import type { Box, ResumeDocument } from '../document.ts'

/** Where a stretch of the document's text stands: its box on the page where the file fixes one, else its offsets. */
export function placeOf(document: ResumeDocument, start: number, end: number): Place {
  const text = document.text.slice(start, Math.min(end, start + 160))
  if (document.geometry !== 'exact') return { in: 'text', start, end, text }
  const lines = document.lines.filter((line) => line.start < end && line.start + line.text.length > start)
  const first = lines[0]
  if (first === undefined) return { in: 'text', start, end, text }
  const boxes = lines
    .filter((line) => line.page === first.page)
    .map((line) => (lines.length === 1 ? partOf(line, start, end) : line.box))
  const box = [
    Math.min(...boxes.map((b) => b[0])),
    Math.min(...boxes.map((b) => b[1])),
    Math.max(...boxes.map((b) => b[2])),
    Math.max(...boxes.map((b) => b[3])),
  ] as const
  return { in: 'page', page: first.page, box, text }
}

/** The part of a line's box that the characters take, taking all of a run's characters as equally wide. */
function partOf(line: ResumeDocument['lines'][number], start: number, end: number): Box {
  const from = start - line.start
  const to = end - line.start
  const runs = line.runs.filter((run) => run.at < to && run.at + run.text.length > from)
  if (runs.length === 0) return line.box
  const left = Math.min(
    ...runs.map((run) => run.x + (Math.max(0, from - run.at) / Math.max(1, run.text.length)) * run.width),
  )
  const right = Math.max(
    ...runs.map((run) => run.x + (Math.min(run.text.length, to - run.at) / Math.max(1, run.text.length)) * run.width),
  )
  return [left, line.box[1], right, line.box[3]]
}
