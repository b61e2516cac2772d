import { backgroundOf, normalised } from '../../src/measure/resume/layout/cohort.ts'
import { adjustedRand, averageLinkages, type Scores } from './group.ts'
import type { Sheet } from './read.ts'

/** A symmetric table of any likeness. */
export function tabulate(size: number, of: (a: number, b: number) => number): Scores {
  const at = new Float32Array(size * size)
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) at[a * size + b] = at[b * size + a] = of(a, b)
  return { size, at }
}

/**
 * Scores against the background of either page: the cohort is the other files of the same producer folder, whoever
 * they are of; nothing of the labels is used.
 */
export function correct(scores: Scores, sheets: readonly Sheet[], weight: number): Scores {
  const members = Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).folder)
  const backgrounds = sheets.map((sheet, i) =>
    backgroundOf(
      (members.get(sheet.folder) ?? [])
        .filter((other) => other !== i)
        .map((other) => scores.at[i * scores.size + other] as number),
      0.2,
    ),
  )
  return tabulate(scores.size, (a, b) =>
    normalised(scores.at[a * scores.size + b] as number, backgrounds[a] as never, backgrounds[b] as never, weight),
  )
}

/** Pairs said to be of one template, and how many of them are. */
export interface PairCount {
  readonly hits: number
  readonly said: number
  readonly true: number
}

/** Counts over all pairs that `joined` says are one template. */
export function countPairs(sheets: readonly Sheet[], joined: (a: number, b: number) => boolean): PairCount {
  let hits = 0
  let said = 0
  let all = 0
  for (let a = 0; a < sheets.length; a++) {
    for (let b = a + 1; b < sheets.length; b++) {
      const same = (sheets[a] as Sheet).family === (sheets[b] as Sheet).family
      if (same) all++
      if (!joined(a, b)) continue
      said++
      if (same) hits++
    }
  }
  return { hits, said, true: all }
}

/** Thresholds that are tried, highest first: from families torn to pieces to all in one heap. */
const tried = Array.from({ length: 57 }, (_, i) => 20 - i * 0.4)

/** The threshold under which average linkage comes nearest to the families, over several tables of scores together. */
export function bestThreshold(judged: readonly { readonly scores: Scores; readonly some: readonly Sheet[] }[]): number {
  const sums = new Array<number>(tried.length).fill(0)
  for (const { scores, some } of judged) {
    const truth = some.map(({ family }) => family)
    for (const [i, group] of averageLinkages(scores, tried).entries()) sums[i] = (sums[i] as number) + adjustedRand(truth, group) / judged.length
  }
  const best = Math.max(...sums)
  // The middle of the plateau, not its edge: what is unseen lies to either side.
  const good = tried.filter((_, i) => (sums[i] as number) >= best - 0.004)
  return ((good[0] as number) + (good.at(-1) as number)) / 2
}

/**
 * Open set: `known` families show three exemplars each; every other file asks whether it is of one of them. The score
 * of a question is its best mean score with the exemplars of a family.
 *
 * @returns scores of questions whose family is known (against their own family) and of those whose family is not
 */
export function openSet(scores: Scores, sheets: readonly Sheet[]): { known: number[]; unknown: number[] } {
  const families = [...Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).family)].filter(
    ([, members]) => members.filter((i) => (sheets[i] as Sheet).change === '').length >= 4,
  )
  const shown = families
    .filter((_, i) => i % 2 === 0)
    .map(([name, members]) => ({
      name,
      exemplars: members.filter((i) => (sheets[i] as Sheet).change === '').slice(0, 3),
    }))
  const used = new Set(shown.flatMap(({ exemplars }) => exemplars))
  const names = new Set(shown.map(({ name }) => name))
  const known: number[] = []
  const unknown: number[] = []
  for (const [i, sheet] of sheets.entries()) {
    if (used.has(i)) continue
    const means = shown.map(({ name, exemplars }) => ({
      name,
      mean: exemplars.reduce((sum, one) => sum + (scores.at[i * scores.size + one] as number), 0) / exemplars.length,
    }))
    if (names.has(sheet.family))
      known.push(means.find(({ name }) => name === sheet.family)?.mean ?? Number.NEGATIVE_INFINITY)
    else unknown.push(Math.max(...means.map(({ mean }) => mean)))
  }
  return { known, unknown }
}
