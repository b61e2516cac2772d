import type { Run } from '../document.ts'
import { textWidth } from '../extract/flow/metrics.ts'
import { commonest, histogram, median, tidy, type Histogram, type Marks } from './marks.ts'
import type { Cast, Frame, Role } from './roles.ts'

export interface TypeMarks {
  /** Sizes over the body size, by characters. */
  readonly sizes: Histogram
  /** Families by characters, as the file names them. */
  readonly fonts: Readonly<Record<string, number>>
  /** Which roles share a family, how many families there are: survives a swap of the family. */
  readonly faces: Marks
  /** Size, weight, slant, case and spacing of each role. */
  readonly looks: Marks
  /** Tokens of a line's look, and pairs of tokens that follow each other, by lines. */
  readonly styles: Readonly<Record<string, number>>
  readonly follows: Readonly<Record<string, number>>
  readonly headings: readonly string[]
  readonly order: readonly string[]
  readonly bullet: Marks
}

/** Faces, sizes and the grammar of styles. */
export function typeOf(cast: readonly Cast[], frame: Frame): TypeMarks {
  const runs = cast.flatMap(({ line }) => line.runs.filter((run) => run.hidden === undefined && /\S/.test(run.text)))
  const total = runs.reduce((sum, run) => sum + run.text.length, 0) || 1
  const fonts: Record<string, number> = {}
  for (const run of runs) fonts[run.font] = (fonts[run.font] ?? 0) + run.text.length / total
  const tokens = cast.map((one) => lineToken(one, frame))
  const headings = cast.filter(({ role }) => role === 'heading')
  return {
    sizes: histogram(
      runs.map((run) => [run.size / frame.body, run.text.length]),
      0.005,
    ),
    fonts: Object.fromEntries(
      Object.entries(fonts)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 8)
        .map(([name, share]) => [name, tidy(share)]),
    ),
    faces: facesOf(cast, runs, frame),
    looks: looksOf(cast, frame),
    styles: shares(tokens),
    follows: shares(tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`)),
    headings: [
      ...new Set(
        headings.map(({ line }) =>
          line.text
            .toLowerCase()
            .replaceAll(/[^\p{L} ]/gu, '')
            .trim(),
        ),
      ),
    ].slice(0, 14),
    order: [...new Set(headings.map(({ section }) => section ?? ''))].slice(0, 14),
    bullet: bulletOf(cast, frame),
  }
}

function facesOf(cast: readonly Cast[], runs: readonly Run[], frame: Frame): Marks {
  const of = (role: Role): string | null =>
    commonest(cast.filter((one) => one.role === role).map((one) => one.run.font))
  const marks: Record<string, number | string> = { families: new Set(runs.map((run) => run.font)).size }
  for (const role of ['name', 'heading', 'dated', 'contact'] as const) {
    const font = of(role)
    if (font !== null) marks[role] = font === frame.font ? 'body' : 'other'
  }
  const chars = runs.reduce((sum, run) => sum + run.text.length, 0) || 1
  const share = (test: (run: Run) => boolean): number =>
    tidy(runs.filter(test).reduce((sum, run) => sum + run.text.length, 0) / chars)
  return { ...marks, bold: share((run) => run.bold), italic: share((run) => run.italic) }
}

function looksOf(cast: readonly Cast[], frame: Frame): Marks {
  const marks: Record<string, number | string> = {}
  for (const role of ['name', 'heading', 'dated', 'bullet', 'contact'] as const) {
    const own = cast.filter((one) => one.role === role)
    const size = median(own.map(({ run }) => run.size / frame.body))
    if (size === null) continue
    marks[`${role}.size`] = tidy(size)
    marks[`${role}.weight`] = commonest(own.map(({ run }) => (run.bold ? 'bold' : 'plain'))) ?? ''
    marks[`${role}.slant`] = commonest(own.map(({ run }) => (run.italic ? 'italic' : 'upright'))) ?? ''
    if (role === 'dated' || role === 'bullet') continue
    marks[`${role}.case`] = commonest(own.map(({ line }) => caseOf(line.text))) ?? ''
    marks[`${role}.align`] = commonest(own.map(({ line }) => alignOf(line.box[0], line.box[2], frame))) ?? ''
    if (role === 'heading') {
      // Set width over natural width: tells letter-spacing apart from a wide face only roughly, hence kept coarse.
      const spread = median(
        own.map(({ run }) => run.width / Math.max(1, textWidth(run.text, run.size, run.font, run.bold))),
      )
      if (spread !== null) marks['heading.spread'] = spread > 1.22 ? 'spaced' : 'close'
    }
  }
  return marks
}

export function caseOf(text: string): 'upper' | 'lower' | 'title' | 'sentence' {
  const letters = text.replaceAll(/[^\p{L} ]/gu, '')
  if (letters === letters.toUpperCase()) return 'upper'
  if (letters === letters.toLowerCase()) return 'lower'
  return letters
    .split(/ +/)
    .filter((word) => word.length > 3)
    .every((word) => /^\p{Lu}/u.test(word))
    ? 'title'
    : 'sentence'
}

export function alignOf(x0: number, x1: number, frame: Frame): 'left' | 'centre' | 'right' {
  const tolerance = 0.9 * frame.body
  const middle =
    Math.abs((x0 + x1) / 2 - frame.width / 2) < tolerance ||
    Math.abs((x0 + x1) / 2 - (frame.left + frame.right) / 2) < tolerance
  if (x0 - frame.left < tolerance) return 'left'
  if (middle) return 'centre'
  return Math.abs(x1 - frame.right) < tolerance ? 'right' : 'left'
}

/** A line's look in a few letters: size step, weight, slant, colour class, case, mark, and how its right part looks. */
function lineToken({ line, run, role, mark }: Cast, frame: Frame): string {
  const parts = [lookToken(run, frame)]
  if (role === 'heading') parts.push('H')
  if (mark !== null) parts.push('*')
  const gap = line.text.indexOf('\t')
  const right = gap === -1 ? undefined : line.runs.find((one) => one.at > gap)
  if (right !== undefined)
    parts.push(`>${lookToken(right, frame)}${Math.abs(line.box[2] - frame.right) < frame.body ? 'r' : ''}`)
  const second =
    gap === -1
      ? line.runs.find(
          (one) => one.at > run.at && /\p{L}/u.test(one.text) && (one.bold !== run.bold || one.italic !== run.italic),
        )
      : undefined
  if (second !== undefined) parts.push(`+${lookToken(second, frame)}`)
  return parts.join('')
}

function lookToken(run: Run, frame: Frame): string {
  const step = Math.round(Math.log(run.size / frame.body) / Math.log(1.06))
  return `${step}${run.bold ? 'b' : ''}${run.italic ? 'i' : ''}${run.colour === frame.ink ? '' : 'c'}`
}

function shares(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  const top = Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 40)
  const total = top.reduce((sum, [, count]) => sum + Math.sqrt(count), 0) || 1
  return Object.fromEntries(top.map(([word, count]) => [word, tidy(Math.sqrt(count) / total)]))
}

function bulletOf(cast: readonly Cast[], frame: Frame): Marks {
  const own = cast.filter(({ role }) => role === 'bullet')
  const glyph = commonest(own.map(({ mark }) => mark ?? ''))
  if (glyph === null || own.length < 2) return { glyph: 'none' }
  const indent = median(own.map(({ line }) => (line.box[0] - frame.left) / frame.body)) ?? 0
  const hang = median(own.map(({ line, textX }) => (textX - line.box[0]) / frame.body)) ?? 0
  return { glyph, indent: tidy(indent), hang: tidy(hang) }
}
