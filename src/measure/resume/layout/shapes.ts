import type { Shape } from '../document.ts'
import { toneOf } from './colours.ts'
import { commonest, histogram, median, tidy, type Histogram, type Marks } from './marks.ts'
import type { Cast, Frame } from './roles.ts'

export interface ShapeMarks {
  /** What stands by the headings: a rule above or below, a bar, a ground; how far, how thick, how long. */
  readonly headingRule: Marks
  /** Large grounds: their left and right edges as shares of the page, and tone. */
  readonly grounds: Readonly<Record<string, number>>
  /** Lengths of horizontal rules over the page's width, and their thickness over the body size. */
  readonly ruleLengths: Histogram
  readonly ruleWeights: Histogram
  /** How many rules, bars and badges there are, in steps. */
  readonly furniture: Marks
}

/** Rules, bars, grounds and badges. */
export function shapesOf(shapes: readonly Shape[], cast: readonly Cast[], frame: Frame): ShapeMarks {
  const sized = shapes
    .filter((shape) => toneOf(shape.colour) !== 'white')
    .map((shape) => ({ ...shape, width: shape.box[2] - shape.box[0], height: shape.box[3] - shape.box[1] }))
  const rules = sized.filter(({ width, height }) => height < 3.2 && width > 3 * frame.body)
  const bars = sized.filter(({ width, height }) => width < 6 && height > 1.2 * frame.body)
  const large = sized.filter(
    ({ width, height, kind }) => kind === 'fill' && width * height > 0.02 * frame.width * frame.height,
  )
  const badges = sized.filter(
    ({ width, height }) =>
      height > 0.8 * frame.body && height < 2.6 * frame.body && width > frame.body && width < 14 * frame.body,
  )
  const grounds: Record<string, number> = {}
  for (const { box, colour } of large)
    grounds[`${(box[0] / frame.width).toFixed(2)}-${(box[2] / frame.width).toFixed(2)}-${toneOf(colour)}`] = 1
  const step = (count: number): number => Math.round(Math.log2(count + 1) * 2) / 2
  return {
    headingRule: headingRuleOf(rules, bars, sized, cast, frame),
    grounds,
    ruleLengths: histogram(
      rules.map(({ width }) => [width / frame.width, 1]),
      0.005,
    ),
    ruleWeights: histogram(
      rules.map(({ height }) => [height / frame.body, 1]),
      0.005,
    ),
    furniture: {
      rules: rules.length === 0 ? 'none' : 'some',
      bars: bars.length === 0 ? 'none' : 'some',
      badges: step(badges.length),
      grounds: step(large.length),
    },
  }
}

type Sized = Shape & { readonly width: number; readonly height: number }

function headingRuleOf(
  rules: readonly Sized[],
  bars: readonly Sized[],
  all: readonly Sized[],
  cast: readonly Cast[],
  frame: Frame,
): Marks {
  const headings = cast.filter(({ role }) => role === 'heading')
  if (headings.length === 0) return {}
  const seen = headings.map(({ line, run }) => {
    const near = (shape: Sized): boolean =>
      shape.page === line.page && shape.box[0] < line.box[2] && shape.box[2] > line.box[0] - 2 * frame.body
    const below = rules
      .filter(near)
      .map((rule) => ({ rule, gap: (rule.box[1] - line.baseline) / run.size }))
      .filter(({ gap }) => gap > 0 && gap < 1.3)
      .sort((a, b) => a.gap - b.gap)[0]
    const above = rules
      .filter(near)
      .map((rule) => ({ rule, gap: (line.baseline - rule.box[3]) / run.size }))
      .filter(({ gap }) => gap > 0.5 && gap < 2.2)
      .sort((a, b) => a.gap - b.gap)[0]
    const ground = all.find(
      (shape) =>
        near(shape) &&
        shape.kind === 'fill' &&
        shape.height < 3.5 * run.size &&
        shape.height > run.size * 0.9 &&
        shape.box[1] < line.baseline - 0.5 * run.size &&
        shape.box[3] > line.baseline,
    )
    const bar = bars.find(
      (shape) =>
        shape.page === line.page &&
        shape.box[2] < line.box[0] + 1 &&
        shape.box[0] > line.box[0] - 2.5 * frame.body &&
        shape.box[1] < line.baseline &&
        shape.box[3] > line.baseline - run.size * 0.5 &&
        shape.height < 4 * run.size,
    )
    const side = rules.find(
      (rule) =>
        rule.page === line.page &&
        rule.box[1] > line.box[1] &&
        rule.box[3] < line.box[3] &&
        (rule.box[0] > line.box[2] || rule.box[2] < line.box[0]),
    )
    const found =
      ground !== undefined
        ? 'ground'
        : bar !== undefined
          ? 'bar'
          : below !== undefined
            ? 'below'
            : above !== undefined
              ? 'above'
              : side !== undefined
                ? 'side'
                : 'none'
    const rule = found === 'below' ? below : found === 'above' ? above : undefined
    return {
      found,
      gap: rule?.gap ?? null,
      weight: rule === undefined ? null : rule.rule.height / frame.body,
      length: rule === undefined ? null : rule.rule.width / Math.max(1, frame.right - frame.left),
    }
  })
  const found = commonest(seen.map((one) => one.found)) ?? 'none'
  const alike = seen.filter((one) => one.found === found)
  const marks: Record<string, number | string> = { found }
  for (const key of ['gap', 'weight', 'length'] as const) {
    const middle = median(alike.map((one) => one[key]).filter((value) => value !== null))
    if (middle !== null) marks[key] = tidy(middle)
  }
  return marks
}
