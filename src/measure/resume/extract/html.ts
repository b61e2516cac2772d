import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { SallyportError } from '../../../core/errors.ts'
import { noLineage, nothingMade, type ResumeDocument } from '../document.ts'
import { blankToNull, colourOf } from './clean.ts'
import { plainParagraph, plainSheet, type Block, type Span } from './flow/blocks.ts'
import { flowed } from './flow/document.ts'
import { limits } from './limits.ts'
import { decodeText } from './text.ts'
import type { Tools } from './tools.ts'

type Face = Omit<Span, 'text'>
interface Style {
  readonly face: Face
  readonly left: number
  readonly bullet: string | null
  readonly align: 'left' | 'right' | 'centre'
}

const blockTags = new Set(
  'address article aside blockquote body dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const silentTags = new Set(['head', 'script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object'])
/** Sizes that browsers give headings, in points, and the space around them in ems. */
const headings: Readonly<Record<string, readonly [number, number]>> = {
  h1: [24, 0.67],
  h2: [18, 0.83],
  h3: [14, 1],
  h4: [12, 1.33],
  h5: [10, 1.67],
  h6: [8, 2.33],
}

/** Reads an HTML page as text with the style its own attributes give; style sheets and scripts are not run. */
export function readHtml(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const source = decodeText(bytes).slice(0, 4_000_000)
  const depth = deepest(source)
  if (depth > limits.xmlDepth)
    throw new SallyportError(
      'SP_RESUME_BROKEN',
      `The page nests its elements ${depth.toLocaleString('en')} deep, so it was not read.`,
    )
  const tree = parse(source)
  const blocks: Block[] = []
  let spans: Span[] = []
  let said = 0
  const flush = (style: Style, gap: number): void => {
    if (spans.some((span) => span.text.trim() !== '')) {
      blocks.push({
        ...plainParagraph,
        spans,
        left: style.left,
        firstLine: style.bullet === null ? 0 : -14,
        bullet: style.bullet,
        align: style.align,
        before: gap,
        after: gap,
      })
    }
    spans = []
  }
  const walk = (node: Tree.ChildNode, style: Style, gap: number): void => {
    if (node.nodeName === '#text') {
      const text = (node as Tree.TextNode).value.replaceAll(/[ \t\r\n]+/g, ' ')
      if (said > limits.textChars || text === '' || (text === ' ' && spans.length === 0)) return
      said += text.length
      spans.push({ ...style.face, text: spans.length === 0 ? text.trimStart() : text })
      return
    }
    if (!('tagName' in node) || silentTags.has(node.tagName)) return
    if (node.tagName === 'br') return void spans.push({ ...style.face, text: '\n' })
    const inner = innerStyle(node, style)
    const block = blockTags.has(node.tagName)
    const space =
      headings[node.tagName] === undefined
        ? node.tagName === 'p'
          ? inner.face.size
          : 0
        : inner.face.size * (headings[node.tagName]?.[1] ?? 1)
    if (block) flush(style, gap)
    for (const one of node.childNodes) walk(one, inner, block ? space : gap)
    if (block) flush(inner, space)
  }
  const plain: Style = {
    face: { size: 12, font: 'Times New Roman', bold: false, italic: false, colour: '#000000' },
    left: 0,
    bullet: null,
    align: 'left',
  }
  for (const node of tree.childNodes) walk(node, plain, 0)
  flush(plain, 0)
  const made = {
    ...nothingMade,
    title: blankToNull(/<title[^>]*>([^<]{1,300})/i.exec(source)?.[1] ?? ''),
    creator: blankToNull(/<meta[^>]+name=["']?generator["']?[^>]+content=["']([^"']{1,200})/i.exec(source)?.[1] ?? ''),
  }
  const document = flowed({
    format: 'html',
    blocks,
    sheet: { ...plainSheet, left: 36, right: 36 },
    made,
    lineage: noLineage,
    tools,
    picture: () => null,
  })
  return {
    ...document,
    gaps: { 'resume.layout': 'a page’s layout lies in style sheets that are not run; ask for a PDF to compare it' },
  }
}

/** How deep start tags outrun end tags: told before parsing, because the parser recurses. */
function deepest(source: string): number {
  let depth = 0
  let most = 0
  for (const found of source.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
    if (
      /^(?:br|hr|img|input|meta|link|li|p|td|tr|th|dd|dt|option|area|base|col|embed|source|track|wbr)$/i.test(
        found[2] as string,
      ) ||
      found[3] === '/'
    )
      continue
    depth = Math.max(0, depth + (found[1] === '/' ? -1 : 1))
    most = Math.max(most, depth)
  }
  return most
}

function innerStyle(element: Tree.Element, style: Style): Style {
  const { tagName } = element
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]))
  const css = new Map(
    (attributes.get('style') ?? '').split(';').map((rule) => [
      rule
        .slice(0, Math.max(0, rule.indexOf(':')))
        .trim()
        .toLowerCase(),
      rule.slice(rule.indexOf(':') + 1).trim(),
    ]),
  )
  const heading = headings[tagName]
  const face = { ...style.face }
  if (heading !== undefined) Object.assign(face, { size: heading[0], bold: true })
  if (['b', 'strong', 'th'].includes(tagName) || /^(?:bold|[6-9]00)/.test(css.get('font-weight') ?? ''))
    Object.assign(face, { bold: true })
  if (['i', 'em', 'cite'].includes(tagName) || css.get('font-style') === 'italic') Object.assign(face, { italic: true })
  const size = cssPoints(css.get('font-size'), face.size)
  if (size !== null) Object.assign(face, { size })
  const colour = colourOf(css.get('color') ?? attributes.get('color'))
  if (colour !== null) Object.assign(face, { colour })
  const family = css.get('font-family') ?? attributes.get('face')
  if (family !== undefined) Object.assign(face, { font: family.split(',')[0]?.replaceAll(/["']/g, '').trim() })
  const unseen =
    css.get('display') === 'none' ||
    css.get('visibility') === 'hidden' ||
    attributes.has('hidden') ||
    css.get('opacity') === '0'
  if (unseen) Object.assign(face, { hidden: 'marked-hidden' })
  const ground = css.get('background-color') ?? css.get('background') ?? attributes.get('bgcolor')
  // Classes may colour the ground in a style sheet that is not run: then nothing can be said of the contrast.
  if (ground !== undefined || attributes.has('class')) Object.assign(face, { ground: colourOf(ground) ?? 'pattern' })
  const href = tagName === 'a' ? attributes.get('href') : undefined
  if (href !== undefined) Object.assign(face, { link: href })
  const list = tagName === 'ul' || tagName === 'ol'
  const align = css.get('text-align') ?? attributes.get('align')
  return {
    face,
    left: style.left + (list ? 30 : 0),
    bullet: tagName === 'li' ? (element.parentNode?.nodeName === 'ol' ? '1.' : '•') : list ? null : style.bullet,
    align: align === 'center' ? 'centre' : align === 'right' ? 'right' : style.align,
  }
}

function cssPoints(text: string | undefined, em: number): number | null {
  const found = /^([\d.]+)(px|pt|em|rem|%)?$/.exec(text ?? '')
  if (found === null) return null
  const value = Number(found[1])
  const factor = { px: 0.75, pt: 1, em, rem: 12, '%': em / 100 }[found[2] as 'px'] ?? 0.75
  return Math.min(400, value * factor)
}
