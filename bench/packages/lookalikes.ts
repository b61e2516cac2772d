import { seededRandom, pick, type Random } from '../../src/core/random.ts'
import { writePackage } from './archive.ts'
import type { ArchiveCase } from './layout.ts'
import { freshFamilies } from './fresh-lookalikes.ts'
import { importers } from './lookalike-importers.ts'
import { installers } from './lookalike-installers.ts'
import { words, type Words } from './templates.ts'

/** Files of a package, and what its manifest says besides name and version. */
export interface Lookalike {
  readonly manifest?: Readonly<Record<string, unknown>>
  readonly files: Readonly<Record<string, string>>
}

export interface Family {
  readonly id: string
  /** Nothing but installing runs it: with install scripts masked there is little to see. */
  readonly onlyInstall?: true
  readonly make: (word: Words, random: Random) => Lookalike
}

export const families: readonly Family[] = [...installers, ...importers, ...freshFamilies]

/**
 * Whole packages in the shape of documented malware families, inert: reserved hosts, TEST-NET addresses, payloads that
 * print a number. Nothing is ever executed.
 *
 * @param each packages of each family; they differ in names, hosts and the family's own variations
 */
export function lookalikes(seed: number, each: number, from: readonly Family[] = families): ArchiveCase[] {
  const random = seededRandom(seed)
  const made: ArchiveCase[] = []
  for (let round = 0; round < each; round++) {
    for (const family of from) {
      const word = words(random)
      const { manifest, files } = family.make(word, random)
      const name = `${pick(random, ['node', 'react', 'easy', 'ts', 'web', 'fast'])}-${word.word}-${pick(random, ['utils', 'logger', 'config', 'helper', 'hooks'])}`
      const json = {
        name,
        version: pick(random, ['1.0.0', '1.0.4', '2.1.3']),
        description: 'Small helpers',
        main: 'index.js',
        ...manifest,
      }
      const archive = writePackage([
        ['package.json', Buffer.from(JSON.stringify(json, null, 2))],
        ...(random.next() < 0.5 ? [['README.md', Buffer.from(`# ${name}\n`)] as const] : []),
        ...Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const),
      ])
      made.push({ file: `${family.id}-${round}`, bytes: () => archive })
    }
  }
  return made
}
