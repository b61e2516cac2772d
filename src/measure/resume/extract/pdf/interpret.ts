import type { Box } from '../../document.ts'
import type { Piece } from '../assemble.ts'
import { apply, boxAround, compose, identity, type Matrix } from './matrix.ts'
import { operators } from './operators.ts'

/** Instructions of one page, as the reader lists them. */
export interface Instructions {
  readonly fnArray: ArrayLike<number>
  readonly argsArray: ArrayLike<readonly unknown[] | null>
}

export interface Face {
  readonly family: string
  readonly bold: boolean
  readonly italic: boolean
  readonly matrix: ArrayLike<number>
  readonly vertical: boolean
}

/** A drawn thing in page space (points, origin top left), in the order of drawing. */
export type Drawn =
  | {
      readonly kind: 'text'
      readonly piece: Omit<Piece, 'page' | 'hidden'>
      readonly mode: number
      readonly alpha: number
    }
  | { readonly kind: 'fill' | 'stroke'; readonly box: Box; readonly colour: string; readonly alpha: number }
  | { readonly kind: 'image'; readonly box: Box; readonly id: string | null; readonly data: unknown }

interface State {
  ctm: Matrix
  fill: string
  stroke: string
  alpha: number
  lineWidth: number
  face: Face | null
  size: number
  direction: number
  charSpacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
  mode: number
}

interface Glyph {
  readonly unicode?: string
  readonly width: number
  readonly isSpace: boolean
}

/** Gaps inside one text instruction, in ems: from where they are a blank, and from where another column. */
const BLANK = 0.16
const COLUMN = 1.4

/**
 * Follows the drawing instructions of a page and tells what they draw where. Only what a layout needs is kept: text
 * with its colour and face, filled and stroked boxes, pictures. Clips and blend modes are ignored.
 *
 * @param base page space from PDF space (flips the y axis)
 * @param faceOf face of a font id
 */
export function interpret(instructions: Instructions, base: Matrix, faceOf: (id: string) => Face | null): Drawn[] {
  const drawn: Drawn[] = []
  let state: State = freshState(base)
  const stack: State[] = []
  let text: Matrix = identity
  let x = 0
  let y = 0
  let lineX = 0
  let lineY = 0
  const move = (dx: number, dy: number): void => {
    x = lineX += dx
    y = lineY += dy
  }
  const save = (): void => void stack.push({ ...state })
  const restore = (): void => {
    state = stack.pop() ?? state
  }

  const show = (glyphs: readonly (Glyph | number)[]): void => {
    const { face, size } = state
    if (face === null || size === 0) return
    const trm = compose(compose(state.ctm, text), [state.stretch * state.direction, 0, 0, 1, 0, 0])
    const scale = Math.hypot(trm[2], trm[3]) || Math.hypot(trm[0], trm[1])
    const em = size * scale
    const horizontal = Math.hypot(trm[0], trm[1])
    let said = ''
    let from = 0
    let advance = 0
    let end = 0
    const emit = (): void => {
      if (said !== '') {
        const [px, py] = apply(compose(state.ctm, text), x + from * state.stretch * state.direction, y + state.rise)
        const piece = {
          text: said,
          x: px,
          baseline: py,
          width: (end - from) * horizontal,
          size: em,
          font: face.family,
          bold: face.bold,
          italic: face.italic,
          colour: state.fill,
        }
        drawn.push({ kind: 'text', piece, mode: state.mode, alpha: state.alpha })
      }
      said = ''
    }
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        advance -= (glyph * size) / 1000
        continue
      }
      const gap = (advance - end) / size
      if (said !== '' && gap > COLUMN) emit()
      else if (said !== '' && gap > BLANK && !said.endsWith(' ')) said += ' '
      if (said === '') from = advance
      said += glyph.unicode ?? ''
      advance +=
        glyph.width * size * (face.matrix[0] ?? 0.001) + state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      end = advance
    }
    emit()
    x += advance * state.stretch * state.direction
  }

  const paint = (op: number, box: ArrayLike<number> | null | undefined): void => {
    if (box === null || box === undefined) return
    const around = (grow: number): Box =>
      boxAround(state.ctm, (box[0] ?? 0) - grow, (box[1] ?? 0) - grow, (box[2] ?? 0) + grow, (box[3] ?? 0) + grow)
    if (operators.fills.has(op)) drawn.push({ kind: 'fill', box: around(0), colour: state.fill, alpha: state.alpha })
    else if (operators.strokes.has(op))
      drawn.push({ kind: 'stroke', box: around(state.lineWidth / 2), colour: state.stroke, alpha: state.alpha })
  }

  for (let i = 0; i < instructions.fnArray.length; i++) {
    const args = (instructions.argsArray[i] ?? []) as readonly never[]
    switch (operators.name(instructions.fnArray[i] as number)) {
      case 'save':
      case 'beginGroup':
        save()
        break
      case 'restore':
      case 'endGroup':
      case 'paintFormXObjectEnd':
        restore()
        break
      case 'paintFormXObjectBegin':
        save()
        if (args[0] !== null && args[0] !== undefined) state.ctm = compose(state.ctm, args[0])
        break
      case 'transform':
        state.ctm = compose(state.ctm, args)
        break
      case 'setGState':
        setGraphics(state, args[0] as unknown as readonly (readonly [string, unknown])[], faceOf)
        break
      case 'setLineWidth':
        state.lineWidth = args[0] as unknown as number
        break
      case 'setFillRGBColor':
        state.fill = String(args[0])
        break
      case 'setStrokeRGBColor':
        state.stroke = String(args[0])
        break
      case 'setFillColorN':
        state.fill = 'pattern'
        break
      case 'setStrokeColorN':
        state.stroke = 'pattern'
        break
      case 'setFillTransparent':
        state.fill = 'none'
        break
      case 'setStrokeTransparent':
        state.stroke = 'none'
        break
      case 'beginText':
        text = identity
        x = y = lineX = lineY = 0
        break
      case 'setTextMatrix':
        text = compose(identity, args[0] as unknown as ArrayLike<number>)
        x = y = lineX = lineY = 0
        break
      case 'moveText':
        move(args[0] as unknown as number, args[1] as unknown as number)
        break
      case 'setLeadingMoveText':
        state.leading = args[1] as unknown as number
        move(args[0] as unknown as number, args[1] as unknown as number)
        break
      case 'nextLine':
        move(0, state.leading)
        break
      case 'setLeading':
        state.leading = -(args[0] as unknown as number)
        break
      case 'setFont':
        setFont(state, args[0] as unknown as string, args[1] as unknown as number, faceOf)
        break
      case 'setCharSpacing':
        state.charSpacing = args[0] as unknown as number
        break
      case 'setWordSpacing':
        state.wordSpacing = args[0] as unknown as number
        break
      case 'setHScale':
        state.stretch = (args[0] as unknown as number) / 100
        break
      case 'setTextRise':
        state.rise = args[0] as unknown as number
        break
      case 'setTextRenderingMode':
        state.mode = args[0] as unknown as number
        break
      case 'showText':
        show(args[0] as unknown as readonly (Glyph | number)[])
        break
      case 'constructPath':
        paint(args[0] as unknown as number, args[2] as unknown as ArrayLike<number> | null)
        break
      case 'paintImageXObject':
        drawn.push({ kind: 'image', box: boxAround(state.ctm, 0, 0, 1, 1), id: String(args[0]), data: null })
        break
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
        drawn.push({ kind: 'image', box: boxAround(state.ctm, 0, 0, 1, 1), id: null, data: args[0] })
        break
      default:
        break
    }
  }
  return drawn
}

function freshState(ctm: Matrix): State {
  return {
    ctm,
    fill: '#000000',
    stroke: '#000000',
    alpha: 1,
    lineWidth: 1,
    face: null,
    size: 0,
    direction: 1,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  }
}

function setFont(state: State, id: string, size: number, faceOf: (id: string) => Face | null): void {
  state.face = faceOf(id)
  state.size = Math.abs(size)
  state.direction = size < 0 ? -1 : 1
}

function setGraphics(
  state: State,
  entries: readonly (readonly [string, unknown])[],
  faceOf: (id: string) => Face | null,
): void {
  for (const [key, value] of entries ?? []) {
    if (key === 'ca') state.alpha = Number(value)
    else if (key === 'LW') state.lineWidth = Number(value)
    else if (key === 'Font' && Array.isArray(value)) setFont(state, String(value[0]), Number(value[1]), faceOf)
  }
}
