import { parse } from 'parse5'
import type { HtmlTraits, RawLink } from '../../../measure/message/parsed.ts'

interface Node {
  readonly nodeName: string
  readonly value?: string
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly Node[]
  readonly content?: Node
}

/** Longer pages are read up to here. */
const longest = 1_000_000
/** parse5 nests as deep as the page does; whoever walks it must stop somewhere. */
const deepest = 400

export interface ReadHtml {
  readonly text: string
  readonly links: readonly RawLink[]
  readonly traits: HtmlTraits
}

const block = new Set(
  'p div br tr li table h1 h2 h3 h4 h5 h6 section article header footer ul ol blockquote pre hr'.split(' '),
)

/**
 * Visible text, links with the words that are shown for them, and what an honest message has no need of. The page is
 * parsed as a browser would, and nothing is loaded or run.
 */
export function readHtml(source: string): ReadHtml {
  const page = parse(source.slice(0, longest)) as unknown as Node
  const links: RawLink[] = []
  const scripts: string[] = []
  const parts: string[] = []
  let forms = 0
  let passwordFields = 0

  const visit = (node: Node, depth: number): void => {
    if (depth > deepest) return
    const attribute = (name: string): string => node.attrs?.find((one) => one.name === name)?.value ?? ''
    const name = node.nodeName
    if (name === '#text') parts.push(node.value ?? '')
    if (name === 'script') scripts.push(textOf(node, 0))
    if (name === 'script' || name === 'style' || name === 'title' || name === '#comment') return
    if (isHidden(attribute('style'))) return
    const from = parts.length
    for (const child of node.childNodes ?? []) visit(child, depth + 1)
    if (name === 'template' && node.content !== undefined) visit(node.content, depth + 1)
    const shown = (): string => parts.slice(from).join(' ').replace(/\s+/g, ' ').trim().slice(0, 500)
    if ((name === 'a' || name === 'v:roundrect') && attribute('href') !== '')
      links.push({ href: attribute('href'), shown: shown() || attribute('title'), from: 'href' })
    if (name === 'area' && attribute('href') !== '')
      links.push({ href: attribute('href'), shown: attribute('alt'), from: 'image-map' })
    if (name === 'form') {
      forms++
      if (attribute('action') !== '') links.push({ href: attribute('action'), shown: '', from: 'form' })
    }
    if (name === 'button' && attribute('formaction') !== '')
      links.push({ href: attribute('formaction'), shown: shown(), from: 'form' })
    if (name === 'input' && attribute('type').toLowerCase() === 'password') passwordFields++
    if (name === 'iframe' && attribute('src') !== '') links.push({ href: attribute('src'), shown: '', from: 'href' })
    if (name === 'meta' && attribute('http-equiv').toLowerCase() === 'refresh') {
      const target = /url\s*=\s*['"]?([^'"]+)/i.exec(attribute('content'))?.[1]
      if (target !== undefined) links.push({ href: target, shown: '', from: 'meta-refresh' })
    }
    if (/\s|^$/.test(parts.at(-1) ?? '') === false && block.has(name)) parts.push('\n')
  }
  visit(page, 0)

  const script = scripts.join('\n')
  const raw = parts.join('')
  return {
    text: raw
      .replace(/[ \t\u00a0]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    links,
    traits: {
      smuggles:
        smuggles(script) ||
        /<a[^>]+download[^>]+href\s*=\s*["']?(?:data|blob):|href\s*=\s*["']?data:(?:application|text\/html)[^>]+download/i.test(
          source.slice(0, longest),
        ),
      clipboard: clipboardTexts(script),
      ...hiddenSigns(raw),
      forms,
      passwordFields,
    },
  }
}

function isHidden(style: string): boolean {
  return /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)/i.test(
    style,
  )
}

function textOf(node: Node, depth: number): string {
  if (depth > 4) return ''
  return (node.value ?? '') + (node.childNodes ?? []).map((child) => textOf(child, depth + 1)).join('')
}

/** Builds a file out of the page's own text: HTML smuggling. */
export function smuggles(script: string): boolean {
  return (
    /new\s+(?:Blob|File)\b|createObjectURL|msSaveOrOpenBlob|msSaveBlob/i.test(script) &&
    /atob|fromCharCode|Uint8Array|decodeURIComponent|charCodeAt|\.download\b|\.click\s*\(/i.test(script)
  )
}

/** Literals that a script writes to the clipboard. */
function clipboardTexts(script: string): string[] {
  if (!/clipboard|execCommand\s*\(\s*['"]copy/i.test(script)) return []
  return [...script.matchAll(/(['"`])((?:\\.|(?!\1)[^\\]){12,4000})\1/g)]
    .map((found) => (found[2] as string).replace(/\\(.)/g, '$1'))
    .slice(0, 20)
}

/** Zero-width signs inside words, and signs that turn the reading direction. */
export function hiddenSigns(text: string): { hiddenCharacters: number; bidi: number } {
  return {
    hiddenCharacters: (text.match(/(?<=\p{L})[\u200b\u200c\u2060\ufeff\u00ad]+(?=\p{L})/gu) ?? []).filter(
      (found) => !/\u200c/.test(found),
    ).length,
    bidi: (text.match(/[\u202a-\u202e\u2066-\u2069]/g) ?? []).length,
  }
}
