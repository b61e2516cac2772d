import { SallyportError } from '../../../core/errors.ts'
import { noLineage, nothingMade, type Made, type ResumeDocument } from '../document.ts'
import { binaryText, blankToNull } from './clean.ts'
import { plainParagraph, plainSheet, type Block, type Paragraph, type Span } from './flow/blocks.ts'
import { flowed } from './flow/document.ts'
import { limits } from './limits.ts'
import type { Tools } from './tools.ts'

interface State {
  destination: string
  face: { size: number; font: number; bold: boolean; italic: boolean; colour: number; hidden: boolean }
  shape: { left: number; right: number; firstLine: number; before: number; after: number; align: Paragraph['align'] }
  /** Characters that follow a `\u` and stand in for it. */
  fallback: number
}

const plainFace = { size: 12, font: 0, bold: false, italic: false, colour: 0, hidden: false }
const plainShape = { left: 0, right: 0, firstLine: 0, before: 0, after: 0, align: 'left' as const }
/** Destinations whose text is not the document's. */
const silent = new Set([
  'stylesheet',
  'pict',
  'object',
  'header',
  'footer',
  'footnote',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'generator',
  'xmlnstbl',
  'themedata',
  'colorschememapping',
  'latentstyles',
  'datastore',
  'fldinst',
  'skip',
])
const characters: Readonly<Record<string, string>> = {
  bullet: '•',
  endash: '–',
  emdash: '—',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  tab: '\t',
  line: '\n',
  emspace: ' ',
  enspace: ' ',
}

/**
 * Reads a Rich Text Format file. Embedded objects are stepped over, never opened.
 *
 * @throws SallyportError SP_RESUME_BROKEN when groups nest more than 200 deep
 * @see Microsoft, "Rich Text Format Specification" 1.9.1
 */
export function readRtf(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const source = binaryText(bytes)
  const fonts: string[] = []
  const colours: string[] = []
  const info: Record<string, string> = {}
  const rsids: string[] = []
  const blocks: Block[] = []
  let rsidRoot: string | null = null
  let spans: Span[] = []
  let colour: [number, number, number] = [0, 0, 0]
  let fontId = 0
  let said = 0
  let skip = 0
  const width = { paper: plainSheet.width, left: 90, right: 90 }
  let state: State = { destination: 'body', face: { ...plainFace }, shape: { ...plainShape }, fallback: 1 }
  const stack: State[] = []

  const say = (text: string): void => {
    if (skip > 0) {
      skip--
      return
    }
    const { destination, face } = state
    if (destination === 'fonttbl') fonts[fontId] = ((fonts[fontId] ?? '') + text).slice(0, 80)
    else if (destination === 'colortbl') {
      if (text.includes(';')) {
        colours.push(`#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`)
        colour = [0, 0, 0]
      }
    } else if (['title', 'author', 'operator', 'company', 'subject', 'manager'].includes(destination))
      info[destination] = ((info[destination] ?? '') + text).slice(0, 300)
    else if (destination === 'body' && said < limits.textChars) {
      said += text.length
      const look = {
        size: face.size,
        font: (fonts[face.font] ?? 'Times New Roman').replace(/;.*$/, ''),
        bold: face.bold,
        italic: face.italic,
        colour: colours[face.colour] ?? '#000000',
      }
      spans.push(face.hidden ? { ...look, text, hidden: 'marked-hidden' } : { ...look, text })
    }
  }
  const endParagraph = (): void => {
    blocks.push(toParagraph(spans, state.shape))
    spans = []
  }

  const token = /\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi
  for (let found = token.exec(source); found !== null; found = token.exec(source)) {
    const [, word, value, hex, symbol, brace, text] = found
    if (brace === '{') {
      if (stack.length > 200)
        throw new SallyportError(
          'SP_RESUME_BROKEN',
          'The document nests its groups more than 200 deep, so it was not read.',
        )
      stack.push({ ...state, face: { ...state.face }, shape: { ...state.shape } })
    } else if (brace === '}') state = stack.pop() ?? state
    else if (text !== undefined) say(text)
    else if (hex !== undefined) say(new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(hex, 16))))
    else if (symbol === '*') state.destination = state.destination === 'body' ? 'skip' : state.destination
    else if (symbol !== undefined)
      say(
        symbol === '~'
          ? ' '
          : symbol === '_'
            ? '-'
            : symbol === '-' || symbol === '\n' || symbol === '\r'
              ? ''
              : symbol,
      )
    else if (word !== undefined) control(word, value === undefined ? null : Number(value))
    if (blocks.length > limits.runs) break
  }
  if (spans.length > 0) endParagraph()

  function control(word: string, value: number | null): void {
    const { face, shape } = state
    const on = value !== 0
    if (
      silent.has(word) ||
      ['fonttbl', 'colortbl', 'title', 'author', 'operator', 'company', 'subject', 'manager'].includes(word)
    )
      state.destination = word
    else if (word === 'rsidtbl') state.destination = 'rsidtbl'
    else if (word === 'fldrslt') state.destination = 'body'
    else if (word in characters) say(characters[word] as string)
    else if (word === 'par' || word === 'row' || word === 'sect') endParagraph()
    else if (word === 'cell') say('\t')
    else if (word === 'u' && value !== null) {
      say(String.fromCharCode(value < 0 ? value + 65_536 : value))
      skip = state.fallback
    } else if (word === 'uc') state.fallback = value ?? 1
    else if (word === 'f' && state.destination === 'fonttbl') fontId = value ?? 0
    else if (word === 'f') face.font = value ?? 0
    else if (word === 'fs') face.size = Math.max(0.5, (value ?? 24) / 2)
    else if (word === 'b') face.bold = on
    else if (word === 'i') face.italic = on
    else if (word === 'v') face.hidden = on
    else if (word === 'cf') face.colour = value ?? 0
    else if (word === 'plain') state.face = { ...plainFace }
    else if (word === 'pard') state.shape = { ...plainShape }
    else if (word === 'li') shape.left = (value ?? 0) / 20
    else if (word === 'ri') shape.right = (value ?? 0) / 20
    else if (word === 'fi') shape.firstLine = (value ?? 0) / 20
    else if (word === 'sb') shape.before = (value ?? 0) / 20
    else if (word === 'sa') shape.after = (value ?? 0) / 20
    else if (word === 'ql' || word === 'qr' || word === 'qc' || word === 'qj')
      shape.align = ({ ql: 'left', qr: 'right', qc: 'centre', qj: 'justify' } as const)[word]
    else if (word === 'red') colour[0] = (value ?? 0) & 255
    else if (word === 'green') colour[1] = (value ?? 0) & 255
    else if (word === 'blue') colour[2] = (value ?? 0) & 255
    else if (word === 'paperw') width.paper = (value ?? 11_906) / 20
    else if (word === 'margl') width.left = (value ?? 1_800) / 20
    else if (word === 'margr') width.right = (value ?? 1_800) / 20
    else if (word === 'rsidroot') rsidRoot = rsidOf(value)
    else if (word === 'rsid' && rsids.length < 2_000) rsids.push(...[rsidOf(value)].filter((id) => id !== null))
  }

  const made: Made = {
    ...nothingMade,
    title: blankToNull(info['title'] ?? ''),
    author: blankToNull(info['author'] ?? ''),
    lastModifiedBy: blankToNull(info['operator'] ?? ''),
    company: blankToNull(info['company'] ?? ''),
    subject: blankToNull(info['subject'] ?? ''),
    manager: blankToNull(info['manager'] ?? ''),
    creator: blankToNull(/\\generator ([^;}]{1,120})/.exec(source)?.[1] ?? ''),
  }
  const sheet = {
    ...plainSheet,
    width: Math.min(2_000, Math.max(100, width.paper)),
    left: width.left,
    right: width.right,
  }
  return flowed({
    format: 'rtf',
    blocks,
    sheet,
    made,
    lineage: { ...noLineage, rsidRoot, rsids },
    tools,
    picture: () => null,
  })
}

function rsidOf(value: number | null): string | null {
  return value === null || value <= 0 ? null : value.toString(16).toUpperCase().padStart(8, '0')
}

/** A paragraph; a mark typed or generated at its head becomes its bullet. */
function toParagraph(spans: Span[], shape: State['shape']): Block {
  const first = spans[0]
  const mark = /^\s*([•·▪●○◦‣\uf0b7])\s*/.exec(first?.text ?? '')
  const rest =
    mark === null || first === undefined
      ? spans
      : [{ ...first, text: first.text.slice(mark[0].length).replace(/^\t/, '') }, ...spans.slice(1)]
  const empty: Span = { text: '', size: 12, font: 'Times New Roman', bold: false, italic: false, colour: '#000000' }
  return {
    ...plainParagraph,
    ...shape,
    spans: rest.length === 0 ? [empty] : rest,
    bullet: mark === null ? null : mark[1] === '\uf0b7' ? '•' : (mark[1] as string),
  }
}
