import { colourOf } from '../clean.ts'
import { attribute, child, children, type Element } from '../container/xml.ts'
import type { Paragraph } from '../flow/blocks.ts'

/** Character properties; absent ones are inherited. */
export interface RunStyle {
  readonly size?: number
  readonly font?: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly colour?: string
  readonly hidden?: boolean
  readonly caps?: boolean
}

/** Paragraph properties; absent ones are inherited. */
export type ParagraphStyle = { readonly [K in keyof Omit<Paragraph, 'kind' | 'spans' | 'bullet'>]?: Paragraph[K] } & {
  readonly numbering?: { readonly id: string; readonly level: string }
}

export interface Style {
  readonly run: RunStyle
  readonly paragraph: ParagraphStyle
}

/** Styles of a DOCX, each with all it inherits. */
export interface Styles {
  readonly normal: Style
  of(id: string | null): Style
}

/** Twentieths of a point. */
const twips = (text: string | null): number => (text === null || !Number.isFinite(Number(text)) ? 0 : Number(text) / 20)

/** @param theme fonts of the theme: `minor` for text, `major` for headings */
export function readStyles(root: Element | null, theme: { readonly major: string; readonly minor: string }): Styles {
  const defaults = child(root, 'w:docDefaults')
  const base: Style = {
    run: {
      size: 10,
      font: 'Times New Roman',
      bold: false,
      italic: false,
      colour: '#000000',
      ...readRunStyle(child(child(defaults, 'w:rPrDefault'), 'w:rPr'), theme),
    },
    paragraph: readParagraphStyle(child(child(defaults, 'w:pPrDefault'), 'w:pPr')),
  }
  const elements = new Map(children(root, 'w:style').map((style) => [attribute(style, 'w:styleId') ?? '', style]))
  const known = new Map<string, Style>()
  const resolve = (id: string, depth: number): Style => {
    const done = known.get(id)
    if (done !== undefined) return done
    const element = elements.get(id)
    if (element === undefined || depth > 20) return base
    const parent = attribute(child(element, 'w:basedOn'), 'w:val')
    const from = parent === null || parent === id ? base : resolve(parent, depth + 1)
    const style = {
      run: { ...from.run, ...readRunStyle(child(element, 'w:rPr'), theme) },
      paragraph: { ...from.paragraph, ...readParagraphStyle(child(element, 'w:pPr')) },
    }
    known.set(id, style)
    return style
  }
  const normalId = [...elements].find(
    ([, style]) => attribute(style, 'w:type') === 'paragraph' && attribute(style, 'w:default') === '1',
  )?.[0]
  const normal = normalId === undefined ? base : resolve(normalId, 0)
  return { normal, of: (id) => (id === null || !elements.has(id) ? normal : resolve(id, 0)) }
}

const off = new Set(['0', 'false', 'off', 'none'])

function toggle(properties: Element, name: string): boolean | undefined {
  const element = child(properties, name)
  return element === null ? undefined : !off.has(attribute(element, 'w:val') ?? 'true')
}

/** What a `w:rPr` sets. */
export function readRunStyle(
  properties: Element | null,
  theme: { readonly major: string; readonly minor: string },
): RunStyle {
  if (properties === null) return {}
  const size = attribute(child(properties, 'w:sz'), 'w:val')
  const fonts = child(properties, 'w:rFonts')
  const themed = attribute(fonts, 'w:asciiTheme')
  const font =
    themed === null
      ? (attribute(fonts, 'w:ascii') ?? attribute(fonts, 'w:hAnsi'))
      : themed.startsWith('major')
        ? theme.major
        : theme.minor
  const colour = colourOf(attribute(child(properties, 'w:color'), 'w:val'))
  return defined({
    size: size === null || !(Number(size) > 0) ? undefined : Number(size) / 2,
    font: font ?? undefined,
    bold: toggle(properties, 'w:b'),
    italic: toggle(properties, 'w:i'),
    colour: colour ?? undefined,
    hidden: toggle(properties, 'w:vanish'),
    caps: toggle(properties, 'w:caps'),
  })
}

/** What a `w:pPr` sets. */
export function readParagraphStyle(properties: Element | null): ParagraphStyle {
  if (properties === null) return {}
  const indent = child(properties, 'w:ind')
  const spacing = child(properties, 'w:spacing')
  const hanging = attribute(indent, 'w:hanging')
  const line = attribute(spacing, 'w:line')
  const exactly =
    ['exact', 'atLeast'].includes(attribute(spacing, 'w:lineRule') ?? '') &&
    attribute(spacing, 'w:lineRule') === 'exact'
  const borders = child(properties, 'w:pBdr')
  const rule = (side: string): string | null | undefined => {
    const border = child(borders, `w:${side}`)
    return border === null || off.has(attribute(border, 'w:val') ?? '') || attribute(border, 'w:val') === 'nil'
      ? undefined
      : (colourOf(attribute(border, 'w:color')) ?? '#000000')
  }
  const numbered = child(properties, 'w:numPr')
  const left = attribute(indent, 'w:left') ?? attribute(indent, 'w:start')
  const right = attribute(indent, 'w:right') ?? attribute(indent, 'w:end')
  const firstLine = attribute(indent, 'w:firstLine')
  const before = attribute(spacing, 'w:before')
  const after = attribute(spacing, 'w:after')
  const numberId = attribute(child(numbered, 'w:numId'), 'w:val')
  return defined({
    left: left === null ? undefined : twips(left),
    right: right === null ? undefined : twips(right),
    firstLine: hanging !== null ? -twips(hanging) : firstLine === null ? undefined : twips(firstLine),
    before: before === null ? undefined : twips(before),
    after: after === null ? undefined : twips(after),
    spacing: line === null ? undefined : exactly ? twips(line) : Number(line) / 240,
    exactly: line === null ? undefined : exactly,
    align: alignment(attribute(child(properties, 'w:jc'), 'w:val')),
    tabs: tabStops(child(properties, 'w:tabs')),
    ruleAbove: rule('top'),
    ruleBelow: rule('bottom'),
    ground: colourOf(attribute(child(properties, 'w:shd'), 'w:fill')) ?? undefined,
    breakBefore: toggle(properties, 'w:pageBreakBefore'),
    numbering:
      numberId === null ? undefined : { id: numberId, level: attribute(child(numbered, 'w:ilvl'), 'w:val') ?? '0' },
  })
}

function alignment(value: string | null): Paragraph['align'] | undefined {
  if (value === null) return undefined
  if (value === 'center') return 'centre'
  if (value === 'right' || value === 'end') return 'right'
  return value === 'both' || value === 'distribute' ? 'justify' : 'left'
}

function tabStops(tabs: Element | null): Paragraph['tabs'] | undefined {
  if (tabs === null) return undefined
  return children(tabs, 'w:tab')
    .filter((tab) => attribute(tab, 'w:val') !== 'clear')
    .map((tab) => ({ at: twips(attribute(tab, 'w:pos')), align: tabAlign(attribute(tab, 'w:val')) }))
    .sort((a, b) => a.at - b.at)
}

function tabAlign(value: string | null): 'left' | 'right' | 'centre' {
  return value === 'right' || value === 'end' ? 'right' : value === 'center' ? 'centre' : 'left'
}

/** The object without its undefined members. */
function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
