import { SallyportError } from '../../../../core/errors.ts'
import { limits } from '../limits.ts'

/** An element; names keep their prefix (`w:p`). */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

/**
 * Reads the XML of office documents. No document type, no entities but the five of XML and character references, no
 * more than the limits' depth and nodes; nothing is ever fetched. Lenient on unclosed elements at the end.
 *
 * @returns the root element
 * @throws SallyportError SP_RESUME_BROKEN, SP_RESUME_EXPANDS
 */
export function readXml(bytes: Uint8Array): Element {
  const text = decode(bytes)
  if (/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, 4_000))) {
    throw new SallyportError(
      'SP_RESUME_BROKEN',
      'The document defines its own entities, which no office program writes, so it was not read.',
    )
  }
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: Element[] = [root]
  let nodes = 0
  let at = 0
  while (at < text.length) {
    const here = open.at(-1) as Element
    const tag = text.indexOf('<', at)
    if (tag === -1) break
    if (tag > at) here.children.push(unescape(text.slice(at, tag)))
    if (text.startsWith('<!--', tag)) {
      at = after(text, '-->', tag + 4)
      continue
    }
    if (text.startsWith('<![CDATA[', tag)) {
      const end = text.indexOf(']]>', tag)
      here.children.push(text.slice(tag + 9, end === -1 ? text.length : end))
      at = end === -1 ? text.length : end + 3
      continue
    }
    const end = tagEnd(text, tag)
    const inner = text.slice(tag + 1, end)
    at = end + 1
    if (inner.startsWith('?') || inner.startsWith('!')) continue
    if (inner.startsWith('/')) {
      if (open.length > 1) open.pop()
      continue
    }
    if (++nodes > limits.xmlNodes)
      throw new SallyportError(
        'SP_RESUME_EXPANDS',
        `The document has more than ${limits.xmlNodes.toLocaleString('en')} elements, so it was not read.`,
      )
    const element = toElement(inner)
    here.children.push(element)
    if (!inner.endsWith('/')) {
      open.push(element)
      if (open.length > limits.xmlDepth)
        throw new SallyportError(
          'SP_RESUME_BROKEN',
          `The document nests its elements more than ${limits.xmlDepth} deep, so it was not read.`,
        )
    }
  }
  const first = root.children.find((child): child is Element => typeof child !== 'string')
  if (first === undefined)
    throw new SallyportError('SP_RESUME_BROKEN', 'A part of the document is empty or is not XML.')
  return first
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

/** The `>` that closes a tag, past any that stand in quotes. */
function tagEnd(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
  }
  return text.length
}

function toElement(inner: string): Element {
  const name = /^[^\s/>]+/.exec(inner)?.[0] ?? ''
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [, key, double, single] of inner
    .slice(name.length)
    .matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[key as string] = unescape(double ?? single ?? '')
  }
  return { name, attributes, children: [] }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g,
    (whole, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return entities[named] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : ''
    },
  )
}

/** First child element of that name. */
export function child(element: Element | null | undefined, name: string): Element | null {
  for (const one of element?.children ?? []) if (typeof one !== 'string' && one.name === name) return one
  return null
}

/** Child elements, all or those of a name. */
export function children(element: Element | null | undefined, name?: string): Element[] {
  return (element?.children ?? []).filter(
    (one): one is Element => typeof one !== 'string' && (name === undefined || one.name === name),
  )
}

/** Every descendant of that name, in document order. */
export function descendants(element: Element | null | undefined, name: string): Element[] {
  const found: Element[] = []
  const walk = (here: Element): void => {
    for (const one of here.children) {
      if (typeof one === 'string') continue
      if (one.name === name) found.push(one)
      walk(one)
    }
  }
  if (element !== null && element !== undefined) walk(element)
  return found
}

/** All text within. */
export function textOf(element: Element | null | undefined): string {
  if (element === null || element === undefined) return ''
  return element.children.map((one) => (typeof one === 'string' ? one : textOf(one))).join('')
}

/** An attribute, or null. */
export function attribute(element: Element | null | undefined, name: string): string | null {
  return element?.attributes[name] ?? null
}
