import type { Sketch } from './sketch.ts'

export interface Indexed {
  readonly name: string
  readonly version: string
}

export interface Neighbour extends Indexed {
  readonly id: number
  /**
   * Share of the package's sketch, weighted by rarity, that the neighbour's sketch holds, or the other way round if that
   * is more: a tiny package grows by half when a line is put into it. In [0, 1].
   */
  readonly similarity: number
}

const lanes = ['exact', 'blind', 'files'] as const
/** A whole file in common says more than a statement; a statement whose names were ignored says less. */
const laneWeight = { exact: 1, blind: 0.5, files: 3 } as const

/** Fewer statements in common, names ignored, are chance. */
const leastBlind = 8

/** What a package has in common with the one that is looked up. */
interface Shared {
  /** Weighted by lane and rarity. */
  all: number
  /** Weighted by lane. */
  plain: number
  /** Of the lane that ignores names: weighted by rarity, and counted. */
  blind: number
  blindCount: number
}

/**
 * Exact inverted lists from sketch hashes to packages. A hash that many packages share (a licence header, a compiled
 * helper) weighs little: log2(N / holders).
 */
export class CloneIndex {
  readonly #packages: Indexed[] = []
  /** Weight of each package's sketch, rarity aside. */
  readonly #sizes: number[] = []
  readonly #lists = {
    exact: new Map<number, number[] | number>(),
    blind: new Map<number, number[] | number>(),
    files: new Map<number, number[] | number>(),
  }

  get size(): number {
    return this.#packages.length
  }

  at(id: number): Indexed {
    return this.#packages[id] as Indexed
  }

  add(about: Indexed, sketch: Sketch): number {
    const id = this.#packages.push(about) - 1
    this.#sizes.push(lanes.reduce((sum, lane) => sum + laneWeight[lane] * sketch[lane].length, 0))
    for (const lane of lanes) {
      const list = this.#lists[lane]
      for (const hash of sketch[lane]) {
        const held = list.get(hash)
        if (held === undefined) list.set(hash, id)
        else if (typeof held === 'number') list.set(hash, [held, id])
        else held.push(id)
      }
    }
    return id
  }

  /**
   * Packages that share rare statements or files with this one, most first.
   *
   * @param except leaves out packages of that name (the package itself)
   */
  nearest(sketch: Sketch, limit = 5, except: string | null = null): Neighbour[] {
    const shared = new Map<number, Shared>()
    const total = { all: 0, blind: 0 }
    const n = this.#packages.length + 1
    for (const lane of lanes) {
      const list = this.#lists[lane]
      for (const hash of sketch[lane]) {
        const held = list.get(hash)
        const holders = held === undefined ? 1 : typeof held === 'number' ? 1 : held.length
        const rarity = Math.max(0.05, Math.log2(n / holders))
        total.all += laneWeight[lane] * rarity
        if (lane === 'blind') total.blind += rarity
        if (held === undefined) continue
        for (const id of typeof held === 'number' ? [held] : held) {
          let one = shared.get(id)
          if (one === undefined) shared.set(id, (one = { all: 0, plain: 0, blind: 0, blindCount: 0 }))
          one.all += laneWeight[lane] * rarity
          one.plain += laneWeight[lane]
          if (lane !== 'blind') continue
          one.blind += rarity
          one.blindCount++
        }
      }
    }
    const similarity = (id: number, one: Shared): number =>
      Math.min(
        1,
        Math.max(
          total.all === 0 ? 0 : one.all / total.all,
          one.plain / Math.max(1, this.#sizes[id] ?? 1),
          // Renamed or minified anew, nothing but the names of properties is left to recognise a copy by.
          one.blindCount < leastBlind ? 0 : one.blind / total.blind,
        ),
      )
    return [...shared]
      .filter(([id]) => except === null || this.at(id).name !== except)
      .map(([id, one]) => ({ id, score: one.all, similarity: similarity(id, one) }))
      .sort((a, b) => b.similarity - a.similarity || b.score - a.score || a.id - b.id)
      .slice(0, limit)
      .map((one) => ({ ...this.at(one.id), id: one.id, similarity: one.similarity }))
  }

  /** Entries in the lists, for reckoning memory: 12 bytes each when stored. */
  get postings(): number {
    let count = 0
    for (const lane of lanes)
      for (const held of this.#lists[lane].values()) count += typeof held === 'number' ? 1 : held.length
    return count
  }
}
