import type { Sketch } from './sketch.ts'

export interface Indexed {
  readonly name: string
  readonly version: string
}

export interface Neighbour extends Indexed {
  readonly id: number
  /** Share of the package's sketch, weighted by rarity, that the neighbour's sketch holds; in [0, 1]. */
  readonly similarity: number
}

const lanes = ['exact', 'blind', 'files'] as const
/** A whole file in common says more than a statement; a statement whose names were ignored says less. */
const laneWeight = { exact: 1, blind: 0.5, files: 3 } as const

/**
 * Exact inverted lists from sketch hashes to packages. A hash that many packages share (a licence header, a compiled
 * helper) weighs little: log2(N / holders).
 */
export class CloneIndex {
  readonly #packages: Indexed[] = []
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
    const scores = new Map<number, number>()
    let total = 0
    const n = this.#packages.length + 1
    for (const lane of lanes) {
      const list = this.#lists[lane]
      for (const hash of sketch[lane]) {
        const held = list.get(hash)
        const holders = held === undefined ? 1 : typeof held === 'number' ? 1 : held.length
        const weight = laneWeight[lane] * Math.max(0.05, Math.log2(n / holders))
        total += weight
        if (held === undefined) continue
        if (typeof held === 'number') scores.set(held, (scores.get(held) ?? 0) + weight)
        else for (const id of held) scores.set(id, (scores.get(id) ?? 0) + weight)
      }
    }
    return [...scores]
      .filter(([id]) => except === null || this.at(id).name !== except)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([id, score]) => ({ ...this.at(id), id, similarity: total === 0 ? 0 : score / total }))
  }

  /** Entries in the lists, for reckoning memory: 12 bytes each when stored. */
  get postings(): number {
    let count = 0
    for (const lane of lanes)
      for (const held of this.#lists[lane].values()) count += typeof held === 'number' ? 1 : held.length
    return count
  }
}
