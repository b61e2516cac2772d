import type { Line, ResumeDocument, Run } from '../document.ts'
import { markOf, paintedDots, type Dot } from '../read/bullets.ts'
import { dateRanges } from '../read/dates.ts'
import { headingKind, type SectionKind } from '../read/sections.ts'

export type Role = 'name' | 'contact' | 'heading' | 'dated' | 'bullet' | 'more' | 'text'

/** A line with the part it plays in the layout. */
export interface Cast {
  readonly line: Line
  readonly role: Role
  /** The run that sets its look: the first with letters. */
  readonly run: Run
  readonly mark: string | null
  readonly section: SectionKind | null
  /** Left edge of the text, past a mark. */
  readonly textX: number
}

/** What the whole page is measured by. */
export interface Frame {
  /** Size of the body text in points: the unit of all lengths, so that a rescaled page measures alike. */
  readonly body: number
  readonly ink: string
  readonly font: string
  /** Left and right edge of the main column, points. */
  readonly left: number
  readonly right: number
  readonly width: number
  readonly height: number
  readonly dots: readonly Dot[]
}

/** Visible lines with their roles. */
export function castLines(document: ResumeDocument): { cast: Cast[]; frame: Frame } {
  const lines = document.lines.filter((line) =>
    line.runs.some((run) => run.hidden === undefined && /\S/.test(run.text)),
  )
  const frame = frameOf(document, lines)
  const cast: Cast[] = []
  let section: SectionKind | null = null
  let before: Cast | null = null
  const nameAt = largest(lines)
  for (const [i, line] of lines.entries()) {
    const run =
      line.runs.find((one) => one.hidden === undefined && /[\p{L}\p{N}]/u.test(one.text)) ?? (line.runs[0] as Run)
    const mark = markOf(line, frame.dots)
    const kind = i === nameAt ? null : headingLike(line, run, frame)
    if (kind !== null) section = kind
    const role: Role =
      i === nameAt ? 'name' : kind !== null ? 'heading' : roleOf(line, run, mark, section, before, frame)
    const marked = mark !== null && mark !== 'drawn'
    const textX = marked ? (line.runs.find((one) => one.at > 0 && /[\p{L}\p{N}]/u.test(one.text))?.x ?? run.x) : run.x
    const here: Cast = { line, role, run, mark, section, textX }
    cast.push(here)
    before = here
  }
  return { cast, frame }
}

function headingLike(line: Line, run: Run, frame: Frame): SectionKind | null {
  const kind = headingKind(line.text)
  if (kind === null) return null
  const letters = line.text.replaceAll(/[^\p{L}]/gu, '')
  return run.bold ||
    run.size > frame.body * 1.03 ||
    letters === letters.toUpperCase() ||
    run.colour !== frame.ink ||
    run.font !== frame.font ||
    /:\s*$/.test(line.text)
    ? kind
    : null
}

function roleOf(
  line: Line,
  run: Run,
  mark: string | null,
  section: SectionKind | null,
  before: Cast | null,
  frame: Frame,
): Role {
  if (mark !== null) return 'bullet'
  if (section === null && /@|https?:|www\.|\+?\d[\d ()-]{7,}/.test(line.text)) return 'contact'
  if (line.text.length < 160 && dateRanges(line.text).length > 0) return 'dated'
  // The next line of a paragraph: same size, same left edge or hanging under a mark, and following closely.
  if (
    before !== null &&
    before.line.page === line.page &&
    Math.abs(before.run.size - run.size) < 0.3 &&
    line.baseline - before.line.baseline < 2 * frame.body &&
    line.baseline > before.line.baseline
  ) {
    const wrapped = before.line.box[2] > frame.right - 0.25 * (frame.right - frame.left)
    if (
      wrapped &&
      Math.abs(run.x - before.textX) < 0.35 * frame.body &&
      ['bullet', 'more', 'text'].includes(before.role)
    )
      return 'more'
  }
  return 'text'
}

/** Index of the line that shows the name: the largest of the first page's upper half. */
function largest(lines: readonly Line[]): number {
  let best = -1
  let size = 0
  for (const [i, line] of lines.slice(0, 60).entries()) {
    const here = Math.max(...line.runs.map((run) => run.size))
    if (line.page === 1 && here > size * 1.01 && /\p{L}{2}/u.test(line.text) && headingKind(line.text) === null) {
      best = i
      size = here
    }
  }
  return best
}

function frameOf(document: ResumeDocument, lines: readonly Line[]): Frame {
  const sizes = new Map<number, number>()
  const inks = new Map<string, number>()
  const fonts = new Map<string, number>()
  const add = <K>(map: Map<K, number>, key: K, by: number): void => void map.set(key, (map.get(key) ?? 0) + by)
  for (const line of lines) {
    for (const run of line.runs) {
      if (run.hidden !== undefined) continue
      add(sizes, Math.round(run.size * 20) / 20, run.text.length)
      add(inks, run.colour, run.text.length)
      add(fonts, run.font, run.text.length)
    }
  }
  const most = <K>(map: Map<K, number>, otherwise: K): K => [...map].sort((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise
  const body = Math.max(1, most(sizes, 10))
  const page = document.pages[0] ?? { width: 595, height: 842 }
  const long = lines.filter((line) => line.text.length > 25)
  const edges = new Map<number, number>()
  for (const line of long.length > 4 ? long : lines) add(edges, Math.round(line.box[0] / 2) * 2, line.text.length)
  const common = most(edges, 0)
  const lefts = lines.map((line) => line.box[0]).filter((x) => x > common - 60 && x < common + 1)
  // The main column begins at the leftmost edge near the commonest one that several lines share.
  const shared = lefts.filter((x) => lefts.filter((other) => Math.abs(other - x) < 1).length >= 3)
  const left = shared.length > 0 ? Math.min(...shared) : common
  const rights = lines
    .filter((line) => line.box[0] >= left - 2)
    .map((line) => line.box[2])
    .sort((a, b) => a - b)
  return {
    body,
    ink: most(inks, '#000000'),
    font: most(fonts, ''),
    left,
    right: rights[Math.floor(rights.length * 0.97)] ?? page.width,
    width: page.width,
    height: page.height,
    dots: paintedDots(document),
  }
}
