import { colourOf } from '../clean.ts'
import { attribute, child, children, descendants, textOf, type Element } from '../container/xml.ts'
import {
  plainParagraph,
  plainSheet,
  type Block,
  type Cell,
  type Paragraph,
  type Picture,
  type Sheet,
  type Span,
  type Table,
} from '../flow/blocks.ts'
import type { Level } from './numbering.ts'
import { readParagraphStyle, readRunStyle, type RunStyle, type Styles } from './styles.ts'

export interface BodyContext {
  readonly styles: Styles
  readonly level: (id: string, level: string) => Level | null
  readonly theme: { readonly major: string; readonly minor: string }
  /** Relationship id → target. */
  readonly targets: ReadonlyMap<string, string>
}

/** English Metric Units a point. */
const EMU = 12_700

/** Blocks of a body, header, cell or text box. */
export function readBlocks(container: Element | null, context: BodyContext): Block[] {
  const blocks: Block[] = []
  for (const element of children(container)) {
    if (element.name === 'w:p') blocks.push(...readParagraph(element, context))
    else if (element.name === 'w:tbl') blocks.push(readTable(element, context))
    else if (element.name === 'w:sdt') blocks.push(...readBlocks(child(element, 'w:sdtContent'), context))
    else if (element.name === 'w:ins' || element.name === 'w:customXml' || element.name === 'w:smartTag')
      blocks.push(...readBlocks(element, context))
  }
  return blocks
}

/** The paragraph, then the pictures and text boxes anchored in it. */
function readParagraph(element: Element, context: BodyContext): Block[] {
  const properties = child(element, 'w:pPr')
  const style = context.styles.of(attribute(child(properties, 'w:pStyle'), 'w:val'))
  const own = readParagraphStyle(properties)
  const numbering = own.numbering ?? style.paragraph.numbering
  const level = numbering === undefined || numbering.id === '0' ? null : context.level(numbering.id, numbering.level)
  const spans: Span[] = []
  const anchored: Block[] = []
  readRuns(element, style.run, context, spans, anchored, null)
  const { numbering: _, ...shape } = { ...style.paragraph, ...level?.paragraph, ...own }
  const empty: Span = { ...toSpan({ ...style.run, ...readRunStyle(child(properties, 'w:rPr'), context.theme) }, '') }
  const paragraph: Paragraph = {
    ...plainParagraph,
    ...shape,
    spans: spans.length === 0 ? [empty] : spans,
    bullet: level?.mark ?? null,
  }
  return [paragraph, ...anchored]
}

function readRuns(
  element: Element,
  base: RunStyle,
  context: BodyContext,
  spans: Span[],
  anchored: Block[],
  link: string | null,
): void {
  for (const part of children(element)) {
    if (part.name === 'w:r') readRun(part, base, context, spans, anchored, link)
    else if (part.name === 'w:hyperlink')
      readRuns(part, base, context, spans, anchored, context.targets.get(attribute(part, 'r:id') ?? '') ?? link)
    else if (part.name === 'w:sdt') readRuns(child(part, 'w:sdtContent') ?? part, base, context, spans, anchored, link)
    else if (
      ['w:ins', 'w:smartTag', 'w:fldSimple', 'w:customXml', 'w:sdtContent', 'w:bdo', 'w:dir'].includes(part.name)
    )
      readRuns(part, base, context, spans, anchored, link)
  }
}

function readRun(
  run: Element,
  base: RunStyle,
  context: BodyContext,
  spans: Span[],
  anchored: Block[],
  link: string | null,
): void {
  const properties = child(run, 'w:rPr')
  const named = attribute(child(properties, 'w:rStyle'), 'w:val')
  const style = {
    ...base,
    ...(named === null ? {} : context.styles.of(named).run),
    ...readRunStyle(properties, context.theme),
  }
  const say = (text: string): void => {
    if (text === '') return
    const span = toSpan(style, style.caps === true ? text.toUpperCase() : text)
    spans.push(link === null ? span : { ...span, link })
  }
  for (const part of children(run)) {
    if (part.name === 'w:t') say(textOf(part))
    else if (part.name === 'w:tab' || part.name === 'w:ptab') say('\t')
    else if (part.name === 'w:br' || part.name === 'w:cr') say('\n')
    else if (part.name === 'w:noBreakHyphen') say('-')
    else if (part.name === 'w:sym')
      say(String.fromCharCode(Number.parseInt(attribute(part, 'w:char') ?? '2022', 16) || 0x2022))
    else if (part.name === 'w:drawing' || part.name === 'w:pict') anchored.push(...readDrawing(part, context))
    else if (part.name === 'mc:AlternateContent')
      for (const drawing of children(child(part, 'mc:Choice'), 'w:drawing'))
        anchored.push(...readDrawing(drawing, context))
  }
}

function toSpan(style: RunStyle, text: string): Span {
  const span = {
    text,
    size: style.size ?? 10,
    font: style.font ?? 'Times New Roman',
    bold: style.bold ?? false,
    italic: style.italic ?? false,
    colour: style.colour ?? '#000000',
  }
  return style.hidden === true ? { ...span, hidden: 'marked-hidden' } : span
}

function readDrawing(drawing: Element, context: BodyContext): Block[] {
  const boxes = descendants(drawing, 'w:txbxContent').flatMap((box) => readBlocks(box, context))
  const extent = descendants(drawing, 'wp:extent')[0]
  const pictures = descendants(drawing, 'a:blip').flatMap((blip): Picture[] => {
    const part = context.targets.get(attribute(blip, 'r:embed') ?? '')
    if (part === undefined) return []
    return [
      {
        kind: 'picture',
        width: Number(attribute(extent, 'cx') ?? 0) / EMU,
        height: Number(attribute(extent, 'cy') ?? 0) / EMU,
        part,
      },
    ]
  })
  return [...pictures, ...boxes]
}

function readTable(element: Element, context: BodyContext): Table {
  const grid = children(child(element, 'w:tblGrid'), 'w:gridCol').map(
    (column) => Number(attribute(column, 'w:w') ?? 0) / 20,
  )
  const ruled = child(child(element, 'w:tblPr'), 'w:tblBorders') !== null
  const rows = children(element, 'w:tr').map((row) => {
    let column = 0
    return children(row)
      .flatMap((cell) =>
        cell.name === 'w:tc' ? [cell] : cell.name === 'w:sdt' ? children(child(cell, 'w:sdtContent'), 'w:tc') : [],
      )
      .map((cell): Cell => {
        const properties = child(cell, 'w:tcPr')
        const span = Math.max(1, Number(attribute(child(properties, 'w:gridSpan'), 'w:val') ?? 1))
        const width =
          Number(attribute(child(properties, 'w:tcW'), 'w:w') ?? 0) / 20 ||
          grid.slice(column, column + span).reduce((sum, one) => sum + one, 0)
        column += span
        return {
          width: width || 100,
          ground: colourOf(attribute(child(properties, 'w:shd'), 'w:fill')),
          ruled,
          blocks: readBlocks(cell, context),
        }
      })
  })
  return { kind: 'table', rows }
}

/** Page size, margins and columns of the first section. */
export function readSheet(body: Element | null): Sheet {
  const section = descendants(body, 'w:sectPr')[0] ?? null
  const size = child(section, 'w:pgSz')
  const margin = child(section, 'w:pgMar')
  const columns = child(section, 'w:cols')
  const points = (element: Element | null, name: string, otherwise: number): number => {
    const value = Number(attribute(element, name) ?? Number.NaN) / 20
    return Number.isFinite(value) && value >= 0 && value < 4_000 ? value : otherwise
  }
  return {
    width: Math.max(100, points(size, 'w:w', plainSheet.width)),
    height: Math.max(100, points(size, 'w:h', plainSheet.height)),
    top: points(margin, 'w:top', 72),
    right: points(margin, 'w:right', 72),
    bottom: points(margin, 'w:bottom', 72),
    left: points(margin, 'w:left', 72),
    columns: Math.min(4, Math.max(1, Number(attribute(columns, 'w:num') ?? 1) || 1)),
    gap: points(columns, 'w:space', 36),
  }
}
