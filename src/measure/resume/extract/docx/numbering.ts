import { attribute, child, children, type Element } from '../container/xml.ts'
import { readParagraphStyle, type ParagraphStyle } from './styles.ts'

/** The mark and the indents of a list level. */
export interface Level {
  readonly mark: string
  readonly paragraph: ParagraphStyle
}

/** Marks that symbol fonts draw at private code points, as the characters they look like. */
const symbols: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0d8': '➢',
  '\uf0fc': '✓',
  '\uf076': '❖',
  '\uf0a8': '◻',
  o: 'o',
  '·': '•',
}

/** Levels of the lists of a DOCX: numbering id, level → mark and indents. Numbers are shown as `1.` */
export function readNumbering(root: Element | null): (id: string, level: string) => Level | null {
  const abstract = new Map(
    children(root, 'w:abstractNum').map((list) => [attribute(list, 'w:abstractNumId') ?? '', list]),
  )
  const lists = new Map(
    children(root, 'w:num').map((list) => [
      attribute(list, 'w:numId') ?? '',
      abstract.get(attribute(child(list, 'w:abstractNumId'), 'w:val') ?? ''),
    ]),
  )
  return (id, level) => {
    const found = children(lists.get(id), 'w:lvl').find((one) => (attribute(one, 'w:ilvl') ?? '0') === level)
    if (found === undefined) return null
    const format = attribute(child(found, 'w:numFmt'), 'w:val') ?? 'decimal'
    const text = attribute(child(found, 'w:lvlText'), 'w:val') ?? ''
    if (format === 'none') return null
    return {
      mark: format === 'bullet' ? (symbols[text] ?? (text === '' ? '•' : text)) : '1.',
      paragraph: readParagraphStyle(child(found, 'w:pPr')),
    }
  }
}
