import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import type { PackageVerdict } from './judge-package.ts'

/** Raise when what is measured changes: verdicts of an older measurement are not reused. */
const measurement = 2

/** Where the command keeps what it may forget: `$XDG_CACHE_HOME/sallyport`. */
export const cacheOfSallyport = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'sallyport')

/** Verdicts by integrity: the same bytes under the same rules are not measured twice. */
export class VerdictCache {
  readonly #file: string
  readonly #held: Map<string, PackageVerdict>
  #changed = false

  /** @param rules version of the rules in force */
  constructor(rules: string, folder: string = cacheOfSallyport()) {
    this.#file = path.join(folder, `verdicts-${measurement}-${rules}.json`)
    this.#held = read(this.#file)
  }

  get(integrity: string): PackageVerdict | null {
    return integrity === '' ? null : (this.#held.get(integrity) ?? null)
  }

  set(integrity: string, verdict: PackageVerdict): void {
    if (integrity === '') return
    this.#held.set(integrity, verdict)
    this.#changed = true
  }

  /** Writes beside and renames, so that a crash leaves the old file whole. */
  save(): void {
    if (!this.#changed) return
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true })
      const beside = `${this.#file}.${process.pid}`
      writeFileSync(beside, JSON.stringify([...this.#held]))
      renameSync(beside, this.#file)
    } catch {
      // A cache that cannot be written costs time, nothing else.
    }
  }
}

function read(file: string): Map<string, PackageVerdict> {
  try {
    return new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, PackageVerdict][])
  } catch {
    return new Map()
  }
}
