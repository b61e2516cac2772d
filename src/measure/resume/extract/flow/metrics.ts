/**
 * Advance widths of Helvetica for the characters 32–126, in thousandths of an em (Adobe's font metrics for the standard
 * fonts). Other faces are this, scaled: enough to know about where a line breaks, which is all that is asked.
 */
const helvetica = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
]

/** Width of a text in points. */
export function textWidth(text: string, size: number, font: string, bold: boolean): number {
  if (/courier|mono|consolas|typewriter|menlo/i.test(font)) return text.length * 0.6 * size
  const scale =
    (/times|garamond|cambria|georgia|serif(?!.*sans)|roman|book|minion|palatino/i.test(font)
      ? 0.92
      : /calibri|carlito|narrow/i.test(font)
        ? 0.91
        : 1) * (bold ? 1.06 : 1)
  let units = 0
  for (let i = 0; i < text.length; i++) units += helvetica[text.charCodeAt(i) - 32] ?? 556
  return (units / 1000) * size * scale
}

/** Distance of baselines at single spacing, in ems: the median of common office faces is 1.17. */
export const singleSpacing = 1.17
