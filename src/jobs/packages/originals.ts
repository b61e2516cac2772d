import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CloneIndex } from '../../measure/package/clone-index.ts'
import type { PackageContents } from '../../measure/package/contents.ts'
import type { Baseline } from '../../measure/package/measure.ts'
import { sketchOf, type Sketch } from '../../measure/package/sketch.ts'
import { cacheOfSallyport } from './verdict-cache.ts'

interface Kept {
  readonly name: string
  readonly version: string
  /** Where the archive or folder lies, for the comparison itself. */
  readonly from: string
  readonly sketch: { readonly [lane in keyof Sketch]: readonly number[] }
}

/** Less of a package in common than this is no copy: shared helpers and licences reach a third. */
const leastCommon = 0.5

/**
 * Known originals, to find what a renamed copy was copied from. Built by `sallyport index build`; a file of sketches,
 * about 1.5 kB a package. What stands in it is never itself looked up: an original is not its own copy.
 */
export class Originals {
  readonly #file: string
  readonly #kept: Kept[]
  readonly #names: Set<string>
  #index: CloneIndex | null = null

  constructor(folder: string = cacheOfSallyport()) {
    this.#file = path.join(folder, 'originals-1.json.gz')
    this.#kept = read(this.#file)
    this.#names = new Set(this.#kept.map(({ name, version }) => `${name}@${version}`))
  }

  get size(): number {
    return this.#kept.length
  }

  has(name: string, version: string): boolean {
    return this.#names.has(`${name}@${version}`)
  }

  /** @returns false when it was there already, or has no name */
  add(contents: PackageContents, from: string): boolean {
    const { name, version } = contents.manifest
    if (name === '' || this.has(name, version)) return false
    const sketch = sketchOf(contents)
    this.#kept.push({
      name,
      version,
      from: path.resolve(from),
      sketch: { exact: [...sketch.exact], blind: [...sketch.blind], files: [...sketch.files] },
    })
    this.#names.add(`${name}@${version}`)
    this.#index = null
    return true
  }

  /**
   * What a package was copied from, as a baseline; null when it is an original itself, resembles none, or the original
   * is no longer where it was.
   *
   * @param load opens the archive or folder of an original
   */
  baselineOf(contents: PackageContents, load: (from: string) => PackageContents): Baseline | null {
    const { name, version } = contents.manifest
    if (this.#kept.length === 0 || this.has(name, version)) return null
    this.#index ??= this.#build()
    const best = this.#index.nearest(sketchOf(contents), 1, name)[0]
    if (best === undefined || best.similarity < leastCommon) return null
    const { from } = this.#kept[best.id] as Kept
    return existsSync(from) ? { kind: 'original', contents: load(from), similarity: best.similarity } : null
  }

  /** Writes beside and renames, so that a crash leaves the old file whole. */
  save(): void {
    mkdirSync(path.dirname(this.#file), { recursive: true })
    const beside = `${this.#file}.${process.pid}`
    writeFileSync(beside, gzipSync(JSON.stringify(this.#kept), { level: 3 }))
    renameSync(beside, this.#file)
  }

  #build(): CloneIndex {
    const index = new CloneIndex()
    for (const { name, version, sketch } of this.#kept)
      index.add(
        { name, version },
        {
          exact: Float64Array.from(sketch.exact),
          blind: Float64Array.from(sketch.blind),
          files: Float64Array.from(sketch.files),
        },
      )
    return index
  }
}

function read(file: string): Kept[] {
  try {
    return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Kept[]
  } catch {
    return []
  }
}
