import { colourOf } from '../clean.ts'
import { attribute, child, children, descendants, type Element } from '../container/xml.ts'
import type { Paragraph, Span } from '../flow/blocks.ts'

/** Look of a span. */
export type Face = Omit<Span, 'text' | 'link'>
type Shape = Omit<Paragraph, 'kind' | 'spans'>
/** A style with all it inherits. */
export interface Style {
  readonly face: Partial<Face>
  readonly shape: Partial<Shape>
  readonly element: Element | null
}

export const plainFace: Face = { size: 12, font: 'Liberation Serif', bold: false, italic: false, colour: '#000000' }

/** `2.54cm`, `12pt`, `0.5in`, `10mm` in points; null for percentages and nonsense. */
export function points(text: string | null): number | null {
  const found = /^(-?[\d.]+)(cm|mm|in|pt|px)$/.exec(text ?? '')
  if (found === null) return null
  const factor = { cm: 28.3465, mm: 2.83465, in: 72, pt: 1, px: 0.75 }[found[2] as 'cm'] ?? 1
  return Number(found[1]) * factor
}

/** Styles by name, of the common and the automatic sheets. */
export function styleSheet(...roots: readonly (Element | null)[]): (name: string | null) => Style {
  const elements = new Map<string, Element>()
  let base: Style = { face: plainFace, shape: {}, element: null }
  for (const root of roots) {
    for (const one of descendants(root, 'style:style')) elements.set(attribute(one, 'style:name') ?? '', one)
    const initial = descendants(root, 'style:default-style').find(
      (one) => attribute(one, 'style:family') === 'paragraph',
    )
    if (initial !== undefined)
      base = {
        face: { ...base.face, ...faceOf(initial) },
        shape: { ...base.shape, ...shapeOf(initial) },
        element: null,
      }
  }
  const lists = new Map(
    roots
      .flatMap((root) => descendants(root, 'text:list-style'))
      .map((one) => [attribute(one, 'style:name') ?? '', one]),
  )
  const resolve = (name: string | null, depth: number): Style => {
    const element = elements.get(name ?? '')
    if (element === undefined || depth > 20)
      return name !== null && lists.has(name) ? { ...base, element: lists.get(name) as Element } : base
    const text = attribute(element, 'style:family') === 'text'
    const parent = attribute(element, 'style:parent-style-name')
    const from: Style =
      parent !== null && parent !== name
        ? resolve(parent, depth + 1)
        : text
          ? { face: {}, shape: {}, element: null }
          : base
    return { face: { ...from.face, ...faceOf(element) }, shape: { ...from.shape, ...shapeOf(element) }, element }
  }
  return (name) => resolve(name, 0)
}

function faceOf(style: Element): Partial<Face> {
  const properties = child(style, 'style:text-properties')
  const face: { -readonly [K in keyof Face]?: Face[K] } = {}
  const size = points(attribute(properties, 'fo:font-size'))
  const ground = colourOf(attribute(properties, 'fo:background-color'))
  if (ground !== null) face.ground = ground
  const font = attribute(properties, 'style:font-name') ?? attribute(properties, 'fo:font-family')
  const weight = attribute(properties, 'fo:font-weight')
  const slant = attribute(properties, 'fo:font-style')
  const colour = colourOf(attribute(properties, 'fo:color'))
  if (size !== null) face.size = size
  if (font !== null) face.font = font.replaceAll("'", '').replace(/\d+$/, '')
  if (weight !== null) face.bold = weight === 'bold' || Number(weight) >= 600
  if (slant !== null) face.italic = slant !== 'normal'
  if (colour !== null) face.colour = colour
  if (attribute(properties, 'text:display') === 'none') face.hidden = 'marked-hidden'
  return face
}

function shapeOf(style: Element): Partial<Shape> {
  const properties = child(style, 'style:paragraph-properties')
  const shape: { -readonly [K in keyof Shape]?: Shape[K] } = {}
  const set = (key: 'left' | 'right' | 'firstLine' | 'before' | 'after', name: string): void => {
    const value = points(attribute(properties, name))
    if (value !== null) shape[key] = value
  }
  set('left', 'fo:margin-left')
  set('right', 'fo:margin-right')
  set('firstLine', 'fo:text-indent')
  set('before', 'fo:margin-top')
  set('after', 'fo:margin-bottom')
  const line = attribute(properties, 'fo:line-height')
  if (line?.endsWith('%') === true) shape.spacing = Number.parseFloat(line) / 100
  const align = attribute(properties, 'fo:text-align')
  if (align !== null)
    shape.align =
      align === 'center'
        ? 'centre'
        : align === 'end' || align === 'right'
          ? 'right'
          : align === 'justify'
            ? 'justify'
            : 'left'
  const rule = (side: string): string | null => {
    const border = attribute(properties, `fo:border-${side}`)
    return border === null || border === 'none' ? null : (colourOf(border.split(' ').at(-1)) ?? '#000000')
  }
  const above = rule('top')
  const below = rule('bottom')
  if (above !== null) shape.ruleAbove = above
  if (below !== null) shape.ruleBelow = below
  const ground = colourOf(attribute(properties, 'fo:background-color'))
  if (ground !== null) shape.ground = ground
  const tabs = children(child(properties, 'style:tab-stops'), 'style:tab-stop')
  if (tabs.length > 0) {
    shape.tabs = tabs.map((tab) => {
      const type = attribute(tab, 'style:type')
      return {
        at: points(attribute(tab, 'style:position')) ?? 0,
        align: type === 'right' ? 'right' : type === 'center' ? 'centre' : 'left',
      }
    })
  }
  return shape
}
