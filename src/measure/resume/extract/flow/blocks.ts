import type { Hidden, Run } from '../../document.ts'

/** A document without pages, on its way to have some. Lengths in points. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
  /** Columns of the text area, and the gap between them. */
  readonly columns: number
  readonly gap: number
}

export type Block = Paragraph | Table | Picture

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly spans: readonly Span[]
  readonly left: number
  readonly right: number
  readonly firstLine: number
  readonly before: number
  readonly after: number
  readonly align: 'left' | 'right' | 'centre' | 'justify'
  /** Multiple of single spacing, or points when `exactly`. */
  readonly spacing: number
  readonly exactly: boolean
  readonly bullet: string | null
  readonly tabs: readonly { readonly at: number; readonly align: 'left' | 'right' | 'centre' }[]
  /** Colours of rules above and below, and of the ground. */
  readonly ruleAbove: string | null
  readonly ruleBelow: string | null
  readonly ground: string | null
  readonly breakBefore: boolean
}

export interface Span extends Pick<Run, 'text' | 'size' | 'font' | 'bold' | 'italic' | 'colour'> {
  readonly hidden?: Hidden
  readonly link?: string
  /** What lies behind it where the span itself says so: a colour, or `pattern` when that cannot be known. */
  readonly ground?: string
}

export interface Table {
  readonly kind: 'table'
  readonly rows: readonly (readonly Cell[])[]
}

export interface Cell {
  /** Points. */
  readonly width: number
  readonly ground: string | null
  readonly ruled: boolean
  readonly blocks: readonly Block[]
}

export interface Picture {
  readonly kind: 'picture'
  readonly width: number
  readonly height: number
  readonly part: string
}

export const plainParagraph: Paragraph = {
  kind: 'paragraph',
  spans: [],
  left: 0,
  right: 0,
  firstLine: 0,
  before: 0,
  after: 0,
  align: 'left',
  spacing: 1,
  exactly: false,
  bullet: null,
  tabs: [],
  ruleAbove: null,
  ruleBelow: null,
  ground: null,
  breakBefore: false,
}

/** A4 with margins of an inch. */
export const plainSheet: Sheet = {
  width: 595.28,
  height: 841.89,
  top: 72,
  right: 72,
  bottom: 72,
  left: 72,
  columns: 1,
  gap: 36,
}
