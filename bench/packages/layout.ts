import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Truth } from './mutate.ts'

export interface PairCase {
  readonly truth: Truth
  readonly clean: () => Uint8Array
  readonly poisoned: () => Uint8Array
}

export interface UpgradeCase {
  readonly label: string
  readonly name: string
  readonly from: () => Uint8Array
  readonly to: () => Uint8Array
}

export interface ArchiveCase {
  readonly file: string
  readonly bytes: () => Uint8Array
}

/** What the benchmark reads; see bench/data/packages.md. Missing parts are empty, and their metrics are null. */
export interface Cases {
  readonly malicious: readonly ArchiveCase[]
  readonly benign: readonly ArchiveCase[]
  readonly pairs: readonly PairCase[]
  readonly upgrades: readonly UpgradeCase[]
}

export function readLayout(folder: string): Cases {
  const at = (...parts: string[]): string => join(folder, ...parts)
  const archives = (name: string): ArchiveCase[] =>
    names(at(name))
      .filter((file) => file.endsWith('.tgz'))
      .map((file) => ({ file, bytes: () => readFileSync(at(name, file)) }))
  return {
    malicious: archives('malicious'),
    benign: archives('benign'),
    pairs: names(at('pairs'))
      .filter((name) => existsSync(at('pairs', name, 'truth.json')))
      .map((name) => ({
        truth: JSON.parse(readFileSync(at('pairs', name, 'truth.json'), 'utf8')) as Truth,
        clean: () => readFileSync(at('pairs', name, 'clean.tgz')),
        poisoned: () => readFileSync(at('pairs', name, 'poisoned.tgz')),
      })),
    upgrades: names(at('upgrades'))
      .filter((name) => existsSync(at('upgrades', name, 'info.json')))
      .map((name) => ({
        name,
        label: String(
          (JSON.parse(readFileSync(at('upgrades', name, 'info.json'), 'utf8')) as { label?: unknown }).label,
        ),
        from: () => readFileSync(at('upgrades', name, 'from.tgz')),
        to: () => readFileSync(at('upgrades', name, 'to.tgz')),
      })),
  }
}

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])
