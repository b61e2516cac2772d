import type { Image, Link, Page, Shape } from '../../document.ts'
import { round, type Piece } from '../assemble.ts'
import { contrast } from '../clean.ts'
import { limits } from '../limits.ts'
import type { Block, Cell, Paragraph, Picture, Sheet, Span } from './blocks.ts'
import { singleSpacing, textWidth } from './metrics.ts'

/** What setting out a document gives; `picture` of an image names its part of the container. */
export interface SetOut {
  readonly pages: Page[]
  readonly pieces: Piece[]
  readonly shapes: Shape[]
  readonly images: (Omit<Image, 'digest' | 'perceptual' | 'width' | 'height'> & { readonly part: string })[]
  readonly links: Link[]
}

/** Where the next line goes. */
interface Cursor {
  page: number
  y: number
  column: number
}

/**
 * Sets out paragraphs, tables and pictures on pages, about as a word processor would. Line breaks come from one table
 * of widths, so places are right to within a line or two at the foot of a page; left edges, sizes, the rhythm of the
 * spacing, rules and grounds are exact, and those are what a layout is recognised by.
 */
export function setOut(blocks: readonly Block[], sheet: Sheet): SetOut {
  const out: SetOut = { pages: [], pieces: [], shapes: [], images: [], links: [] }
  const columnWidth = (sheet.width - sheet.left - sheet.right - sheet.gap * (sheet.columns - 1)) / sheet.columns
  const cursor: Cursor = { page: 1, y: sheet.top, column: 0 }
  const x0 = (): number => sheet.left + cursor.column * (columnWidth + sheet.gap)
  placeBlocks(blocks, { out, sheet, cursor, x0, width: columnWidth, ground: null })
  for (let page = 0; page < Math.min(cursor.page, limits.pages); page++)
    out.pages.push({ width: round(sheet.width), height: round(sheet.height) })
  return out
}

interface Frame {
  readonly out: SetOut
  readonly sheet: Sheet
  readonly cursor: Cursor
  readonly x0: () => number
  readonly width: number
  /** Colour behind the frame; null is the paper. */
  readonly ground: string | null
}

function placeBlocks(blocks: readonly Block[], frame: Frame): void {
  let after = 0
  for (const block of blocks) {
    if (frame.out.pieces.length > limits.runs || frame.cursor.page > limits.pages) return
    if (block.kind === 'paragraph') {
      // Space between two paragraphs is the larger of the two claims, as office programs and style sheets have it.
      frame.cursor.y += Math.max(after, block.before)
      placeParagraph(block, frame)
      after = block.after
    } else {
      frame.cursor.y += after
      after = 0
      if (block.kind === 'table') for (const row of block.rows) placeRow(row, frame)
      else placePicture(block, frame)
    }
  }
  frame.cursor.y += after
}

function placeRow(row: readonly Cell[], frame: Frame): void {
  const { out, cursor } = frame
  const wanted = row.reduce((sum, cell) => sum + cell.width, 0) || 1
  const scale = Math.min(1, frame.width / wanted)
  const from = { ...cursor }
  let left = frame.x0()
  let lowest = { ...cursor }
  for (const cell of row) {
    const width = cell.width * scale
    Object.assign(cursor, from)
    const shape = out.shapes.length
    const at = left
    placeBlocks(cell.blocks, {
      ...frame,
      x0: () => at + 5.4,
      width: Math.max(20, width - 10.8),
      ground: cell.ground ?? frame.ground,
    })
    const bottom = cursor.page === from.page ? cursor.y : frame.sheet.height - frame.sheet.bottom
    const box = [round(left), round(from.y), round(left + width), round(bottom)] as const
    if (cell.ground !== null) out.shapes.splice(shape, 0, { page: from.page, box, colour: cell.ground, kind: 'fill' })
    if (cell.ruled) out.shapes.push({ page: from.page, box, colour: '#000000', kind: 'stroke' })
    if (cursor.page > lowest.page || (cursor.page === lowest.page && cursor.y > lowest.y)) lowest = { ...cursor }
    left += width
  }
  Object.assign(cursor, lowest)
}

function placePicture(picture: Picture, frame: Frame): void {
  const { out, cursor } = frame
  const scale = Math.min(1, frame.width / Math.max(1, picture.width))
  makeRoom(picture.height * scale, frame)
  const x = frame.x0()
  out.images.push({
    page: cursor.page,
    box: [round(x), round(cursor.y), round(x + picture.width * scale), round(cursor.y + picture.height * scale)],
    part: picture.part,
  })
  cursor.y += picture.height * scale
}

function makeRoom(height: number, { cursor, sheet }: Frame): void {
  if (cursor.y + height <= sheet.height - sheet.bottom || cursor.y === sheet.top) return
  cursor.y = sheet.top
  cursor.column++
  if (cursor.column < sheet.columns) return
  cursor.column = 0
  cursor.page++
}

interface Word extends Span {
  readonly width: number
}

function placeParagraph(paragraph: Paragraph, frame: Frame): void {
  const { out, cursor, sheet } = frame
  if (paragraph.breakBefore && cursor.y > sheet.top) {
    cursor.page++
    cursor.y = sheet.top
    cursor.column = 0
  }
  const ground = paragraph.ground ?? frame.ground
  const lines = breakLines(paragraph, frame.width - paragraph.left - paragraph.right)
  const top = { page: cursor.page, y: cursor.y }
  lines.forEach((line, index) => {
    const size = Math.max(...line.map((word) => word.size), paragraph.spans[0]?.size ?? 10)
    const height = paragraph.exactly ? paragraph.spacing : size * singleSpacing * paragraph.spacing
    makeRoom(height, frame)
    if (index === 0) Object.assign(top, { page: cursor.page, y: cursor.y })
    cursor.y += height
    // Leading is put above the text, as word processors do; the descent is a fifth of the em.
    const baseline = cursor.y - 0.21 * size
    const start = frame.x0() + paragraph.left + (index === 0 ? Math.min(0, paragraph.firstLine) : 0)
    if (index === 0 && paragraph.bullet !== null && line[0] !== undefined) {
      const { hidden: _, ...look } = line[0]
      const width = textWidth(paragraph.bullet, look.size, look.font, look.bold)
      out.pieces.push(toPiece({ ...look, text: paragraph.bullet, width }, start, baseline, cursor.page, ground))
    }
    placeLine(line, paragraph, frame, index, baseline, ground)
  })
  const left = frame.x0() + paragraph.left
  const right = frame.x0() + frame.width - paragraph.right
  const bottom = cursor.page === top.page ? cursor.y : sheet.height - sheet.bottom
  if (paragraph.ground !== null)
    out.shapes.push({
      page: top.page,
      box: [round(left), round(top.y), round(right), round(bottom)],
      colour: paragraph.ground,
      kind: 'fill',
    })
  if (paragraph.ruleAbove !== null)
    out.shapes.push({
      page: top.page,
      box: [round(left), round(top.y - 1), round(right), round(top.y - 0.5)],
      colour: paragraph.ruleAbove,
      kind: 'stroke',
    })
  if (paragraph.ruleBelow !== null)
    out.shapes.push({
      page: cursor.page,
      box: [round(left), round(cursor.y + 0.5), round(right), round(cursor.y + 1)],
      colour: paragraph.ruleBelow,
      kind: 'stroke',
    })
}

function placeLine(
  line: readonly Word[],
  paragraph: Paragraph,
  frame: Frame,
  index: number,
  baseline: number,
  ground: string | null,
): void {
  const origin = frame.x0()
  const room = frame.width - paragraph.left - paragraph.right
  const total = line.reduce((sum, word) => sum + word.width, 0)
  const firstLine = index === 0 && paragraph.bullet === null ? paragraph.firstLine : 0
  let x = origin + paragraph.left + firstLine
  if (paragraph.align === 'right') x += Math.max(0, room - total)
  if (paragraph.align === 'centre') x += Math.max(0, (room - total) / 2)
  line.forEach((word, at) => {
    if (word.text === '\t') {
      const rest = line.slice(at + 1)
      const next = rest.findIndex((other) => other.text === '\t')
      const width = rest.slice(0, next === -1 ? undefined : next).reduce((sum, other) => sum + other.width, 0)
      const stop = paragraph.tabs.find((tab) => origin + tab.at > x + 1)
      if (stop === undefined) x = origin + (Math.floor((x - origin) / 36) + 1) * 36
      else
        x = Math.max(
          x + 2,
          origin + stop.at - (stop.align === 'right' ? width : stop.align === 'centre' ? width / 2 : 0),
        )
      return
    }
    frame.out.pieces.push(toPiece(word, x, baseline, frame.cursor.page, ground))
    if (word.link !== undefined) {
      const box = [
        round(x),
        round(baseline - 0.8 * word.size),
        round(x + word.width),
        round(baseline + 0.2 * word.size),
      ] as const
      if (frame.out.links.length < 500)
        frame.out.links.push({ url: word.link.slice(0, 2_000), page: frame.cursor.page, box })
    }
    x += word.width
  })
}

function toPiece(word: Word, x: number, baseline: number, page: number, ground: string | null): Piece {
  const { text, size, font, bold, italic, colour } = word
  const paper = word.ground ?? ground ?? '#ffffff'
  const hidden =
    word.hidden ??
    (size < 1.5 ? 'tiny' : paper !== 'pattern' && contrast(colour, paper) < 1.15 ? 'same-colour' : undefined)
  const piece = { page, text, x, baseline, width: word.width, size, font, bold, italic, colour }
  return hidden === undefined ? piece : { ...piece, hidden }
}

/** Words with the blanks that follow them, broken where the measure is full. */
function breakLines(paragraph: Paragraph, room: number): Word[][] {
  const lines: Word[][] = [[]]
  let used = Math.max(0, paragraph.bullet === null ? paragraph.firstLine : 0)
  for (const span of paragraph.spans) {
    for (const text of span.text.split(/(?<= )|(?<=\n)|(?<=\t)|(?=[\n\t])/)) {
      if (text === '') continue
      if (text === '\n') {
        lines.push([])
        used = 0
        continue
      }
      const width = text === '\t' ? 0 : textWidth(text, span.size, span.font, span.bold)
      const tight = textWidth(text.trimEnd(), span.size, span.font, span.bold)
      if (used > 0 && used + tight > Math.max(20, room)) {
        lines.push([])
        used = 0
      }
      ;(lines.at(-1) as Word[]).push({ ...span, text, width })
      used += width
    }
  }
  return lines
}
