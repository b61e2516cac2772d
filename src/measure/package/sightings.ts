import type { Behaviour } from './behaviours.ts'
import type { Marked, Sighting, Sightings } from './facts.ts'
import { behaviourKinds, type BehaviourKind } from './kinds.ts'
import { Lines } from './lines.ts'

type CodePlace = Sighting['places'][number]
const mostPlaces = 12

/** Turns offsets into places; keeps one line index a file. */
export class Locator {
  readonly #lines = new Map<string, Lines>()
  readonly #text: (file: string) => string

  constructor(text: (file: string) => string) {
    this.#text = text
  }

  place(file: string, offset: number): CodePlace {
    let lines = this.#lines.get(file)
    if (lines === undefined) this.#lines.set(file, (lines = new Lines(this.#text(file))))
    return { in: 'code', file, ...lines.at(offset), text: lines.snippet(offset) }
  }
}

export const noneMarked: Marked = { count: 0, places: [], names: [] }

export function marked(list: readonly { readonly name: string; readonly place?: CodePlace }[]): Marked {
  if (list.length === 0) return noneMarked
  return {
    count: list.length,
    places: list.flatMap((one) => (one.place === undefined ? [] : [one.place])).slice(0, mostPlaces),
    names: list.slice(0, mostPlaces).map((one) => one.name.slice(0, 200)),
  }
}

export const filePlace = (file: string, line = 1, text = ''): CodePlace => ({
  in: 'code',
  file,
  line,
  column: 1,
  text: text.slice(0, 160),
})

export interface SightingOptions {
  readonly locate: Locator
  readonly installed: ReadonlySet<string>
  readonly reachable: ReadonlySet<string>
  /** Sightings in the changed files of the baseline, for `gained`. */
  readonly before: ReadonlyMap<BehaviourKind, number> | null
  readonly now: ReadonlyMap<BehaviourKind, number> | null
}

const none: Sighting = Object.freeze({ count: 0, install: 0, entry: 0, gained: 0, places: [], details: [] })

export const noSightings: Sightings = Object.freeze(
  Object.fromEntries(behaviourKinds.map((kind) => [kind, none])),
) as Sightings

/** Behaviours by kind, with counts and places. */
export function sightingsOf(behaviours: readonly Behaviour[], options: SightingOptions): Sightings {
  if (behaviours.length === 0) return noSightings
  const found: Partial<Record<BehaviourKind, Sighting & { places: CodePlace[]; details: string[] }>> = {}
  for (const behaviour of behaviours) {
    const sighting = (found[behaviour.kind] ??= { count: 0, install: 0, entry: 0, gained: 0, places: [], details: [] })
    sighting.count++
    if (options.installed.has(behaviour.file)) sighting.install++
    if (options.reachable.has(behaviour.file)) sighting.entry++
    if (sighting.places.length < mostPlaces) sighting.places.push(options.locate.place(behaviour.file, behaviour.start))
    if (behaviour.detail !== '' && sighting.details.length < mostPlaces) sighting.details.push(behaviour.detail)
  }
  if (options.before !== null && options.now !== null) {
    for (const kind of behaviourKinds) {
      const sighting = found[kind]
      if (sighting !== undefined)
        sighting.gained = Math.max(0, (options.now.get(kind) ?? 0) - (options.before.get(kind) ?? 0))
    }
  }
  return { ...noSightings, ...found } as Sightings
}

export function countKinds(behaviours: readonly Behaviour[]): Map<BehaviourKind, number> {
  const counts = new Map<BehaviourKind, number>()
  for (const { kind } of behaviours) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
