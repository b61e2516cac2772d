/**
 * Numbers of the drawing instructions in pdfjs-dist 6 (its `OPS` table). Written out, so that this file needs the
 * 1.5 MB library only for reading, and so that the compiler knows the names; a test compares them with the library.
 */
const table = {
  setLineWidth: 2,
  setGState: 9,
  save: 10,
  restore: 11,
  transform: 12,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRenderingMode: 38,
  setTextRise: 39,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  setStrokeColorN: 53,
  setFillColorN: 55,
  setStrokeRGBColor: 58,
  setFillRGBColor: 59,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  beginGroup: 76,
  endGroup: 77,
  paintImageMaskXObject: 83,
  paintImageXObject: 85,
  paintInlineImageXObject: 86,
  constructPath: 91,
  setStrokeTransparent: 92,
  setFillTransparent: 93,
} as const

export type OperatorName = keyof typeof table

const names: readonly (OperatorName | undefined)[] = (() => {
  const list: (OperatorName | undefined)[] = []
  for (const [name, number] of Object.entries(table)) list[number] = name as OperatorName
  return list
})()

export const operators = {
  table,
  name: (number: number): OperatorName | undefined => names[number],
  /** fill, eoFill, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke */
  fills: new Set([22, 23, 24, 25, 26, 27]),
  /** stroke, closeStroke */
  strokes: new Set([20, 21]),
}
