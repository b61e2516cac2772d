import type { Segment } from './assemble.ts'

/**
 * Segments of one page as rows in reading order: what spans the page first, then the left column, then the right.
 * A cut between columns is a vertical strip of blank that most of the page keeps free and whose sides do not line up
 * row by row (dates set right of their titles line up; a side bar does not).
 */
export function readingOrder(segments: readonly Segment[]): Segment[][] {
  const cut = columnCut(segments)
  if (cut === null) return rowsOf(segments)
  const above = segments.filter((segment) => segment.baseline < cut.from)
  const below = segments.filter((segment) => segment.baseline >= cut.from && segment.baseline <= cut.to)
  const after = segments.filter((segment) => segment.baseline > cut.to)
  const left = below.filter((segment) => segment.x1 <= cut.x)
  const right = below.filter((segment) => segment.x1 > cut.x)
  return [...rowsOf(above), ...rowsOf(left), ...rowsOf(right), ...rowsOf(after)]
}

/** Segments that share a baseline, top to bottom, each row left to right. */
export function rowsOf(segments: readonly Segment[]): Segment[][] {
  const sorted = [...segments].sort((a, b) => a.baseline - b.baseline || a.x0 - b.x0)
  const rows: Segment[][] = []
  for (const segment of sorted) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (
      row !== undefined &&
      first !== undefined &&
      segment.baseline - first.baseline < 0.35 * Math.min(first.size, segment.size)
    )
      row.push(segment)
    else rows.push([segment])
  }
  for (const row of rows) row.sort((a, b) => a.x0 - b.x0)
  return rows
}

interface Cut {
  readonly x: number
  readonly from: number
  readonly to: number
}

/** Fewer segments than this on a side are no column. */
const COLUMN_LINES = 6

function columnCut(segments: readonly Segment[]): Cut | null {
  if (segments.length < 2 * COLUMN_LINES) return null
  const left = Math.min(...segments.map((s) => s.x0))
  const right = Math.max(...segments.map((s) => s.x1))
  const edges = [...new Set(segments.map((s) => Math.round(s.x0)))].filter(
    (x) => x > left + 0.12 * (right - left) && x < right - 0.12 * (right - left),
  )
  let best: (Cut & { lines: number }) | null = null
  for (const x of edges) {
    const cut = cutAt(segments, x - 0.5)
    if (cut !== null && (best === null || cut.lines > best.lines)) best = cut
  }
  return best
}

/** The longest stretch of the page in which nothing crosses `x`, if both its sides are columns. */
function cutAt(segments: readonly Segment[], x: number): (Cut & { lines: number }) | null {
  const crossing = segments.filter((s) => s.x0 < x - 1 && s.x1 > x + 1).map((s) => s.baseline)
  const stops = [Number.NEGATIVE_INFINITY, ...crossing.sort((a, b) => a - b), Number.POSITIVE_INFINITY]
  let best: (Cut & { lines: number }) | null = null
  for (let i = 1; i < stops.length; i++) {
    const inside = segments.filter((s) => s.baseline > (stops[i - 1] as number) && s.baseline < (stops[i] as number))
    if (inside.length < 2 * COLUMN_LINES || inside.length < 0.5 * segments.length) continue
    const ones = inside.filter((s) => s.x1 <= x + 1)
    const others = inside.filter((s) => s.x0 >= x - 1)
    const lines = Math.min(ones.length, others.length)
    if (lines < COLUMN_LINES || linedUp(ones, others) || (best !== null && best.lines >= lines)) continue
    const baselines = inside.map((s) => s.baseline)
    best = { x, from: Math.min(...baselines), to: Math.max(...baselines), lines }
  }
  return best
}

/** Whether the smaller side stands row by row beside the larger, as dates do beside their titles. */
function linedUp(ones: readonly Segment[], others: readonly Segment[]): boolean {
  const [few, many] = ones.length < others.length ? [ones, others] : [others, ones]
  const rows = many.map((segment) => segment.baseline).sort((a, b) => a - b)
  const beside = few.filter((segment) => rows.some((row) => Math.abs(row - segment.baseline) < 1.2))
  return beside.length >= 0.7 * few.length
}
