import type { ResumeDocument, Shape } from '../document.ts'
import { producerClass, type ProducerClass } from '../producer.ts'
import { coloursOf, type ColourMarks } from './colours.ts'
import { datesOf, type DateMarks } from './dates.ts'
import { castLines, type Cast, type Frame } from './roles.ts'
import { rhythmOf, type RhythmMarks } from './rhythm.ts'
import { shapesOf, type ShapeMarks } from './shapes.ts'
import { typeOf, type TypeMarks } from './type.ts'

/**
 * What is a template's in a layout, as plain JSON. All lengths are in units of the body size, so that a rescaled page
 * measures alike; colours are kept both as they are and as classes, so that a recoloured one does too.
 */
export interface Fingerprint extends TypeMarks, RhythmMarks, ColourMarks, ShapeMarks, DateMarks {
  readonly version: 1
  readonly producer: ProducerClass
  readonly exact: boolean
  readonly lines: number
  readonly columns: number
}

/** The fingerprint of a document; null when it has too few lines to speak of a layout. */
export function fingerprintOf(document: ResumeDocument): Fingerprint | null {
  const { cast, frame } = castLines(document)
  if (cast.length < 8) return null
  return {
    version: 1,
    producer: producerClass(document.format, document.made.producer, document.made.creator),
    exact: document.geometry === 'exact',
    lines: cast.length,
    columns: columnsOf(cast, frame),
    ...typeOf(cast, frame),
    ...rhythmOf(cast, frame),
    ...coloursOf(cast, frame),
    ...shapesOf(document.shapes as readonly Shape[], cast, frame),
    ...datesOf(cast, frame),
  }
}

/** 2 where a fifth of the lines begin beyond the middle or well left of the main column, else 1. */
function columnsOf(cast: readonly Cast[], frame: Frame): number {
  const outside = cast.filter(
    ({ line }) =>
      line.box[0] < frame.left - 3 * frame.body || line.box[0] > frame.left + 0.45 * (frame.right - frame.left),
  )
  return outside.length > 0.2 * cast.length ? 2 : 1
}
