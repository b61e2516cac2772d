import { SallyportError } from '../../../../core/errors.ts'
import { noLineage, nothingMade, type Made, type ResumeDocument } from '../../document.ts'
import { blankToNull, colourOf } from '../clean.ts'
import { attribute, child, children, descendants, readXml, textOf, type Element } from '../container/xml.ts'
import { openZip } from '../container/zip.ts'
import { plainParagraph, plainSheet, type Block, type Cell, type Sheet, type Span } from '../flow/blocks.ts'
import { flowed } from '../flow/document.ts'
import { isoDate } from '../pdf/metadata.ts'
import type { Tools } from '../tools.ts'
import { plainFace, points, styleSheet, type Face, type Style } from './styles.ts'

/**
 * Reads an OpenDocument text.
 *
 * @throws SallyportError SP_RESUME_EXPANDS, SP_RESUME_ENCRYPTED, SP_RESUME_BROKEN
 */
export function readOdt(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const zip = openZip(bytes)
  const part = (name: string): Element | null => {
    const found = zip.read(name)
    return found === null ? null : readXml(found)
  }
  const manifest = zip.read('META-INF/manifest.xml')
  if (manifest !== null && new TextDecoder().decode(manifest).includes('encryption-data')) {
    throw new SallyportError('SP_RESUME_ENCRYPTED', 'The parts of the document are locked with a password.')
  }
  const content = part('content.xml')
  const common = part('styles.xml')
  const body = child(child(content, 'office:body'), 'office:text')
  if (body === null)
    throw new SallyportError('SP_UNSUPPORTED', 'The file is an office container, but not a text document.')
  const styles = styleSheet(common, content)
  return flowed({
    format: 'odt',
    blocks: readBlocks(body, styles, 0),
    sheet: readSheet(common),
    picture: (name) => zip.read(name),
    tools,
    made: readMade(part('meta.xml')),
    lineage: { ...noLineage, styles: digestOf(zip.read('styles.xml'), tools) },
  })
}

function digestOf(bytes: Uint8Array | null, tools: Tools): string | null {
  return bytes === null ? null : tools.sha256(bytes)
}

function readBlocks(
  container: Element,
  styles: (name: string | null) => Style,
  depth: number,
  mark: string | null = null,
  list: string | null = null,
): Block[] {
  return children(container).flatMap((element): Block[] => {
    if (element.name === 'text:p' || element.name === 'text:h') return readParagraph(element, styles, depth, mark)
    if (element.name === 'text:list') {
      const name = attribute(element, 'text:style-name') ?? list
      return children(element, 'text:list-item').flatMap((item) =>
        readBlocks(item, styles, depth + 1, markOf(styles(name).element, depth + 1), name),
      )
    }
    if (element.name === 'table:table') return [readTable(element, styles)]
    if (element.name === 'text:section' || element.name === 'text:index-body')
      return readBlocks(element, styles, depth, mark, list)
    return []
  })
}

function markOf(list: Element | null, level: number): string {
  const bullet = children(list, 'text:list-level-style-bullet').find(
    (one) => attribute(one, 'text:level') === String(level),
  )
  if (bullet !== undefined) return attribute(bullet, 'text:bullet-char') ?? '•'
  return children(list, 'text:list-level-style-number').length > 0 ? '1.' : '•'
}

function readParagraph(
  element: Element,
  styles: (name: string | null) => Style,
  depth: number,
  mark: string | null,
): Block[] {
  const style = styles(attribute(element, 'text:style-name'))
  const spans: Span[] = []
  const pictures: Block[] = []
  const walk = (here: Element, face: Face, link: string | null): void => {
    const say = (text: string): void =>
      void (text !== '' && spans.push(link === null ? { ...face, text } : { ...face, text, link }))
    for (const one of here.children) {
      if (typeof one === 'string') say(one.replaceAll(/\s+/g, ' '))
      else if (one.name === 'text:s') say(' '.repeat(Math.min(200, Number(attribute(one, 'text:c') ?? 1) || 1)))
      else if (one.name === 'text:tab') say('\t')
      else if (one.name === 'text:line-break') say('\n')
      else if (one.name === 'text:a') walk(one, face, attribute(one, 'xlink:href'))
      else if (one.name === 'text:span') walk(one, { ...face, ...styles(attribute(one, 'text:style-name')).face }, link)
      else if (one.name === 'draw:frame') pictures.push(...readFrame(one, styles))
    }
  }
  const face = { ...plainFace, ...style.face }
  walk(element, face, null)
  const indent = mark === null ? {} : { left: (style.shape.left ?? 0) + 18 * depth, firstLine: -18 }
  return [
    {
      ...plainParagraph,
      ...style.shape,
      ...indent,
      bullet: mark,
      spans: spans.length === 0 ? [{ ...face, text: '' }] : spans,
    },
    ...pictures,
  ]
}

function readFrame(frame: Element, styles: (name: string | null) => Style): Block[] {
  const part = attribute(child(frame, 'draw:image'), 'xlink:href')
  const box = child(frame, 'draw:text-box')
  const picture: Block[] =
    part === null
      ? []
      : [
          {
            kind: 'picture',
            width: points(attribute(frame, 'svg:width')) ?? 72,
            height: points(attribute(frame, 'svg:height')) ?? 72,
            part,
          },
        ]
  return [...picture, ...(box === null ? [] : readBlocks(box, styles, 0))]
}

function readTable(table: Element, styles: (name: string | null) => Style): Block {
  const widths = descendants(table, 'table:table-column').flatMap((column) => {
    const width =
      points(
        attribute(
          child(styles(attribute(column, 'table:style-name')).element, 'style:table-column-properties'),
          'style:column-width',
        ),
      ) ?? 100
    return Array.from(
      { length: Math.min(50, Number(attribute(column, 'table:number-columns-repeated') ?? 1) || 1) },
      () => width,
    )
  })
  const rows = descendants(table, 'table:table-row').map((row) =>
    children(row, 'table:table-cell').map((cell, at): Cell => {
      const properties = child(styles(attribute(cell, 'table:style-name')).element, 'style:table-cell-properties')
      const border = attribute(properties, 'fo:border')
      return {
        width: widths[at] ?? 100,
        ground: colourOf(attribute(properties, 'fo:background-color')),
        ruled: border !== null && border !== 'none',
        blocks: readBlocks(cell, styles, 0),
      }
    }),
  )
  return { kind: 'table', rows }
}

function readSheet(common: Element | null): Sheet {
  const properties = child(descendants(common, 'style:page-layout')[0], 'style:page-layout-properties')
  const of = (name: string, otherwise: number): number => points(attribute(properties, name)) ?? otherwise
  const columns = child(properties, 'style:columns')
  return {
    width: Math.max(100, of('fo:page-width', plainSheet.width)),
    height: Math.max(100, of('fo:page-height', plainSheet.height)),
    top: of('fo:margin-top', 56.7),
    right: of('fo:margin-right', 56.7),
    bottom: of('fo:margin-bottom', 56.7),
    left: of('fo:margin-left', 56.7),
    columns: Math.min(4, Math.max(1, Number(attribute(columns, 'fo:column-count') ?? 1) || 1)),
    gap: points(attribute(columns, 'fo:column-gap')) ?? 36,
  }
}

function readMade(meta: Element | null): Made {
  const root = child(meta, 'office:meta')
  const of = (name: string): string | null => blankToNull(textOf(child(root, name)))
  const minutes = /^P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?/.exec(of('meta:editing-duration') ?? '')
  return {
    ...nothingMade,
    title: of('dc:title'),
    author: of('meta:initial-creator') ?? of('dc:creator'),
    lastModifiedBy: of('dc:creator'),
    subject: of('dc:subject'),
    creator: of('meta:generator'),
    producer: of('meta:generator'),
    template: attribute(child(root, 'meta:template'), 'xlink:title'),
    created: isoDate(of('meta:creation-date')),
    modified: isoDate(of('dc:date')),
    revision: Number(of('meta:editing-cycles') ?? Number.NaN) || null,
    editingMinutes:
      minutes === null ? null : Number(minutes[1] ?? 0) * 1440 + Number(minutes[2] ?? 0) * 60 + Number(minutes[3] ?? 0),
  }
}
