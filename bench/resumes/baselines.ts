import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Metrics } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import { countPairs, tabulate } from './evaluate.ts'
import { adjustedRand, averageLinkage } from './group.ts'
import type { Sheet } from './read.ts'

/** What others would try: a fuzzy hash of the file, an exact key of its metadata, and the words alone. */
export async function baselines(dir: string, sheets: readonly Sheet[]): Promise<Record<string, Metrics>> {
  return { tlsh: tlsh(dir, sheets), exact_key: exactKey(sheets), text_only: textOnly(sheets) }
}

/** TLSH distance of at most 30 on the bytes of the file. @see Oliver, Cheng & Chen 2013 */
function tlsh(dir: string, sheets: readonly Sheet[]): Metrics {
  const require = createRequire(import.meta.url)
  const hash = require('tlsh') as (bytes: string) => string
  const DigestHash = require('tlsh/lib/digests/digest-hash-builder') as () => {
    withHash(hash: string): { build(): { calculateDifference(other: unknown, length: boolean): number } }
  }
  const digests = sheets.map((sheet) => {
    try {
      return DigestHash()
        .withHash(hash(readFileSync(join(dir, sheet.path), 'latin1')))
        .build()
    } catch {
      return null
    }
  })
  const near = tabulate(sheets.length, (a, b) =>
    digests[a] === null || digests[b] === null ? -999 : -(digests[a]?.calculateDifference(digests[b], true) ?? 999),
  )
  return figures(sheets, near, -30)
}

/** Same producer, page size and set of typefaces. */
function exactKey(sheets: readonly Sheet[]): Metrics {
  const keys = sheets.map((sheet) => `${sheet.producer} ${sheet.page} ${[...sheet.fonts].sort().join()}`)
  return figures(
    sheets,
    tabulate(sheets.length, (a, b) => (keys[a] === keys[b] ? 1 : 0)),
    0.5,
  )
}

/** Jaccard likeness of five-word shingles of at least 0.1. */
function textOnly(sheets: readonly Sheet[]): Metrics {
  const shingles = sheets.map((sheet) => {
    const words = sheet.text.toLowerCase().match(/\p{L}+/gu) ?? []
    return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')))
  })
  const alike = tabulate(sheets.length, (a, b) => {
    const one = shingles[a] as Set<string>
    const other = shingles[b] as Set<string>
    let shared = 0
    for (const shingle of one) if (other.has(shingle)) shared++
    return shared / Math.max(1, one.size + other.size - shared)
  })
  return figures(sheets, alike, 0.1)
}

function figures(sheets: readonly Sheet[], scores: ReturnType<typeof tabulate>, threshold: number): Metrics {
  const pairs = countPairs(sheets, (a, b) => (scores.at[a * scores.size + b] as number) >= threshold)
  const group = averageLinkage(scores, threshold)
  return {
    pair_precision: rate(pairs.hits, pairs.said),
    pair_recall: rate(pairs.hits, pairs.true),
    ari: {
      value: adjustedRand(
        sheets.map((sheet) => sheet.family),
        group,
      ),
      n: sheets.length,
    },
  }
}
