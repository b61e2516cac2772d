import type { Line, Page, Run } from '../document.ts'
import { readingOrder } from './order.ts'
import { limits } from './limits.ts'

/** A piece of text as a drawing instruction places it. `x` and `baseline` in points from the top left corner. */
export interface Piece extends Omit<Run, 'at'> {
  readonly page: number
  readonly baseline: number
}

/** Pieces on one baseline with no column gap between them. */
export interface Segment {
  readonly page: number
  readonly baseline: number
  readonly x0: number
  readonly x1: number
  readonly size: number
  readonly pieces: Piece[]
}

/** Gap, in ems, from which two pieces are two words, and from which they are two columns of a line. */
const WORD_GAP = 0.16
const COLUMN_GAP = 1.4

/**
 * Lines in reading order from drawn pieces, and the text they make.
 *
 * @param order `drawn` keeps the order of the pieces; `geometric` finds columns (browsers paint floats first, so the
 *   order in which a page is drawn is not the order in which it is read)
 */
export function assemble(
  pieces: readonly Piece[],
  pages: readonly Page[],
  order: 'drawn' | 'geometric',
): { lines: Line[]; text: string } {
  const segments = toSegments(pieces)
  const rows =
    order === 'geometric'
      ? pages.flatMap((_, i) => readingOrder(segments.filter((s) => s.page === i + 1)))
      : drawnRows(segments)
  const lines: Line[] = []
  let start = 0
  for (const row of rows) {
    const line = toLine(row, start)
    if (line === null) continue
    lines.push(line)
    start += line.text.length + 1
    if (start > limits.textChars) break
  }
  return { lines, text: lines.map((line) => line.text).join('\n') }
}

function toSegments(pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = []
  let open: (Segment & { x0: number; x1: number; size: number }) | null = null
  for (const piece of pieces) {
    if (piece.text.trim() === '' && open === null) continue
    if (open !== null && continues(open, piece)) {
      open.pieces.push(piece)
      open.x0 = Math.min(open.x0, piece.x)
      open.x1 = Math.max(open.x1, piece.x + piece.width)
      open.size = Math.max(open.size, piece.size)
      continue
    }
    if (piece.text.trim() === '') continue
    open = {
      page: piece.page,
      baseline: piece.baseline,
      x0: piece.x,
      x1: piece.x + piece.width,
      size: piece.size,
      pieces: [piece],
    }
    segments.push(open)
  }
  return segments
}

function continues(open: Segment, piece: Piece): boolean {
  const em = Math.max(1, Math.min(open.size, piece.size))
  const gap = piece.x - open.x1
  return (
    piece.page === open.page &&
    Math.abs(piece.baseline - open.baseline) < 0.4 * em &&
    gap > -0.6 * em &&
    gap < COLUMN_GAP * em
  )
}

function drawnRows(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = []
  for (const segment of segments) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    const sameRow =
      last !== undefined &&
      last.page === segment.page &&
      Math.abs(last.baseline - segment.baseline) < 0.4 * Math.min(last.size, segment.size)
    if (sameRow && segment.x0 >= last.x1) row?.push(segment)
    else rows.push([segment])
  }
  return rows
}

/** One line of runs; pieces of one style join, and a column gap becomes a tab. Null for a line of blanks. */
function toLine(row: readonly Segment[], start: number): Line | null {
  const runs: Run[] = []
  let text = ''
  let end = Number.NaN
  const pieces = row.flatMap((segment) => segment.pieces)
  for (const piece of pieces) {
    const said = piece.text.replaceAll(/[\s\u00a0]+/g, ' ')
    if (said === '') continue
    const em = Math.max(1, piece.size)
    const gap = piece.x - end
    const spaced = text.endsWith(' ') || text.endsWith('\t') || said.startsWith(' ')
    if (gap >= COLUMN_GAP * em) text = `${text.trimEnd()}\t`
    else if (gap > WORD_GAP * em && !spaced) text += ' '
    const last = runs.at(-1)
    const glue = text.slice(last === undefined ? 0 : last.at + last.text.length)
    const joins = last !== undefined && gap < COLUMN_GAP * em && sameStyle(last, piece)
    if (joins)
      runs[runs.length - 1] = {
        ...last,
        text: last.text + glue + said,
        width: Math.max(last.width, piece.x + piece.width - last.x),
      }
    else runs.push(toRun(piece, said, text.length))
    text += said
    end = piece.x + piece.width
  }
  const trimmed = text.trimEnd()
  if (trimmed.trim() === '') return null
  const size = Math.max(...pieces.map((piece) => piece.size))
  const baseline = (row[0] as Segment).baseline
  const x0 = Math.min(...pieces.map((piece) => piece.x))
  const x1 = Math.max(...pieces.map((piece) => piece.x + piece.width))
  // Ascent and descent of common text faces are about 0.8 and 0.2 of the em.
  const box = [round(x0), round(baseline - 0.8 * size), round(x1), round(baseline + 0.2 * size)] as const
  return { page: (row[0] as Segment).page, box, baseline: round(baseline), text: trimmed, start, runs }
}

function toRun(piece: Piece, text: string, at: number): Run {
  const { size, font, bold, italic, colour, hidden } = piece
  const run = { text, x: round(piece.x), width: round(piece.width), size: round(size), font, bold, italic, colour, at }
  return hidden === undefined ? run : { ...run, hidden }
}

function sameStyle(a: Run, b: Piece): boolean {
  return (
    a.font === b.font &&
    Math.abs(a.size - b.size) < 0.05 &&
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.colour === b.colour &&
    a.hidden === b.hidden
  )
}

/** Hundredths of a point: finer than any printer, and it keeps the JSON small. */
export function round(length: number): number {
  return Math.round(length * 100) / 100
}
