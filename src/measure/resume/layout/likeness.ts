import { compareLayouts } from './channels.ts'
import stored from './cohort.json' with { type: 'json' }
import { backgroundOf, normalised, type Background } from './cohort.ts'
import type { Fingerprint } from './fingerprint.ts'
import shipped from './model.json' with { type: 'json' }
import { explain, scoreOf, type Model } from './score.ts'

const model = shipped as unknown as Model
/** Layouts of made-up templates that nobody uses: what a page is like by mere chance is measured against them. */
const cohort = stored as unknown as readonly Fingerprint[]
/** A producer class with fewer of them is measured against all. */
const enough = 8

/** A layout with what chance gives it, ready to be compared. */
export interface Sheet {
  readonly print: Fingerprint
  readonly background: Background
}

export function sheetOf(print: Fingerprint): Sheet {
  const own = cohort.filter(({ producer }) => producer === print.producer)
  const against = own.length >= enough ? own : cohort
  const scores = against.map((other) => scoreOf(compareLayouts(print, other), model.weights))
  return { print, background: backgroundOf(scores, 0.05) }
}

/**
 * How much more two layouts are alike than it takes to call them one template, in nats: from 0 on they are.
 */
export function margin(a: Sheet, b: Sheet): number {
  const score = scoreOf(compareLayouts(a.print, b.print), model.weights)
  return normalised(score, a.background, b.background, model.cohort) - model.online
}

/** What speaks for and against two layouts being of one template, strongest first; nats against a half-alike pair. */
export function reasons(a: Sheet, b: Sheet): ReturnType<typeof explain> {
  // What is derived from the others is no reason a person could look at.
  return explain(compareLayouts(a.print, b.print), model.weights).filter(({ name }) => !name.startsWith('group.'))
}

/** A cluster as it is known: some of its members. */
export interface KnownCluster<C> {
  readonly cluster: C
  readonly sheets: readonly Sheet[]
}

export interface Assigned<C> {
  /** Null: it is like none of them. */
  readonly cluster: C | null
  /** Mean margin over the members it is most like; with none, that of the nearest cluster. */
  readonly margin: number
  /** Further clusters it is like just as well: they may be one. */
  readonly also: readonly C[]
}

/** Members of a cluster that are asked: the most alike ones, for templates drift as people edit them. */
const asked = 3

/** Known cluster, or none: online assignment by the mean margin over the nearest members. */
export function assign<C>(sheet: Sheet, known: readonly KnownCluster<C>[]): Assigned<C> {
  const ranked = known
    .map(({ cluster, sheets }) => ({ cluster, margin: meanOfBest(sheets.map((other) => margin(sheet, other))) }))
    .sort((a, b) => b.margin - a.margin)
  const best = ranked[0]
  if (best === undefined || best.margin < 0)
    return { cluster: null, margin: best?.margin ?? Number.NEGATIVE_INFINITY, also: [] }
  return {
    cluster: best.cluster,
    margin: best.margin,
    also: ranked.slice(1).flatMap(({ cluster, margin: one }) => (one >= 0 ? [cluster] : [])),
  }
}

/** Mean margin between the members of two clusters: from 0 on they are one, by average linkage. */
export function between(a: readonly Sheet[], b: readonly Sheet[]): number {
  let sum = 0
  for (const one of a) for (const other of b) sum += margin(one, other)
  return a.length * b.length === 0 ? Number.NEGATIVE_INFINITY : sum / (a.length * b.length)
}

/**
 * Groups of the members of one cluster, by average linkage at the threshold: one group when it holds together.
 *
 * @returns a group number a member; the group of the first member is 0
 */
export function regroup(sheets: readonly Sheet[]): number[] {
  let groups = sheets.map((_, i) => [i])
  for (;;) {
    let best: readonly [number, number, number] | null = null
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++) {
        const score = between(
          (groups[a] as number[]).map((i) => sheets[i] as Sheet),
          (groups[b] as number[]).map((i) => sheets[i] as Sheet),
        )
        if (score >= 0 && (best === null || score > best[2])) best = [a, b, score]
      }
    if (best === null) break
    const [a, b] = best
    groups = groups.flatMap((group, i) => (i === b ? [] : i === a ? [[...group, ...(groups[b] as number[])]] : [group]))
  }
  const of = new Array<number>(sheets.length).fill(0)
  for (const [number, members] of groups.entries()) for (const i of members) of[i] = number
  return of
}

function meanOfBest(margins: readonly number[]): number {
  const best = margins.toSorted((a, b) => b - a).slice(0, asked)
  return best.length === 0 ? Number.NEGATIVE_INFINITY : best.reduce((sum, one) => sum + one, 0) / best.length
}
