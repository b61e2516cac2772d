import { commonest, histogram, median, tidy, type Histogram, type Marks } from './marks.ts'
import type { Cast, Frame } from './roles.ts'

export interface RhythmMarks {
  /** Distances of neighbouring baselines over the body size. */
  readonly gaps: Histogram
  /** The same by the roles of the two lines: `heading>dated`. */
  readonly steps: Marks
  /** Left edges from the main column's edge over the body size; and over the page's width. */
  readonly lefts: Histogram
  readonly pageLefts: Histogram
  /** The same by role. */
  readonly edges: Marks
  /** Margins as shares of the page. */
  readonly margins: Marks
}

/** Vertical rhythm and the grid of left edges. */
export function rhythmOf(cast: readonly Cast[], frame: Frame): RhythmMarks {
  const gaps: [number, number][] = []
  const byRoles = new Map<string, number[]>()
  for (let i = 1; i < cast.length; i++) {
    const above = cast[i - 1] as Cast
    const here = cast[i] as Cast
    const gap = (here.line.baseline - above.line.baseline) / frame.body
    const beside = here.line.box[0] > above.line.box[2] || here.line.box[2] < above.line.box[0]
    if (above.line.page !== here.line.page || gap < 0.4 || gap > 9 || beside) continue
    gaps.push([gap, 1])
    const roles = `${above.role}>${here.role}`
    byRoles.set(roles, [...(byRoles.get(roles) ?? []), gap])
  }
  const steps: Record<string, number> = {}
  for (const [roles, values] of byRoles) {
    // The commonest distance, not the middle one: a page break or a missing line must not shift it.
    const common = commonest(values.map((value) => value.toFixed(2)))
    if (common !== null) steps[roles] = Number(common)
  }
  return {
    gaps: histogram(gaps, 0.01),
    steps,
    lefts: histogram(
      cast.map(({ line }) => [(line.box[0] - frame.left) / frame.body, 1]),
      0.02,
    ),
    pageLefts: histogram(
      cast.map(({ line }) => [line.box[0] / frame.width, 1]),
      0.002,
    ),
    edges: edgesOf(cast, frame),
    margins: marginsOf(cast, frame),
  }
}

function edgesOf(cast: readonly Cast[], frame: Frame): Marks {
  const marks: Record<string, number> = {}
  for (const role of ['heading', 'dated', 'bullet', 'more', 'text'] as const) {
    const common = commonest(
      cast.filter((one) => one.role === role).map(({ line }) => ((line.box[0] - frame.left) / frame.body).toFixed(1)),
    )
    if (common !== null) marks[role] = Number(common)
  }
  return marks
}

function marginsOf(cast: readonly Cast[], frame: Frame): Marks {
  const first = cast.filter(({ line }) => line.page === 1)
  const top = Math.min(...first.map(({ line }) => line.box[1]))
  const left = Math.min(...cast.map(({ line }) => line.box[0]))
  const longest = median([...cast.map(({ line }) => line.box[2])].sort((a, b) => b - a).slice(0, 8)) ?? frame.right
  return {
    top: tidy(top / frame.height),
    left: tidy(left / frame.width),
    right: tidy(1 - longest / frame.width),
    main: tidy(frame.left / frame.width),
  }
}
