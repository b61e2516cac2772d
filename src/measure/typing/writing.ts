import { isCharacter, keyName } from './keys.ts'
import type { Run } from './keystrokes.ts'
import { quantileOf, rounded } from './spread.ts'

/**
 * How a text came about: copied in an even rhythm, or composed with pauses, bursts and revisions. A description, never
 * a charge: timing alone cannot prove who thought of a text, and dictation, dyslexia or a slow day change it.
 */
export interface WritingFacts {
  /** Erasing keys per 100 keys. */
  readonly revisionsPer100: number
  /** Pauses over two seconds per 100 keys. */
  readonly pausesPer100: number
  /** Median number of keys between pauses of over two seconds. */
  readonly burstKeys: number
  /** Median way into a word's first letter over median way inside words: planning shows at the start of words. */
  readonly wordStartRatio: number | null
  /** Median way into a sentence's first letter over the same. */
  readonly sentenceStartRatio: number | null
  /** Spread of the pace from one stretch of 25 keys to the next, as a share of it. */
  readonly paceVariation: number | null
}

const pause = 2000
const least = 100

/** @returns null with fewer than a hundred keys */
export function writingFacts(runs: readonly Run[]): WritingFacts | null {
  const keys = runs.reduce((sum, run) => sum + run.length, 0)
  if (keys < least) return null
  let revisions = 0
  let pauses = 0
  let burst = 0
  const bursts: number[] = []
  const inside: number[] = []
  const wordStarts: number[] = []
  const sentenceStarts: number[] = []
  const stretches: number[] = []
  for (const run of runs) {
    let names: [string, string] = ['', '']
    let down = 0
    let paces: number[] = []
    for (const [k, stroke] of run.entries()) {
      const name = keyName(stroke.key)
      if (name === 'backspace' || name === 'delete') revisions++
      const way = stroke.down - down
      if (k > 0) {
        if (way > pause) {
          pauses++
          bursts.push(burst)
          burst = 0
        }
        if (name.length === 1) {
          if (names[1] === 'space') (names[0] === 'period' ? sentenceStarts : wordStarts).push(way)
          else if (names[1].length === 1) inside.push(way)
        }
        if (isCharacter(name) && way < pause) paces.push(way)
        if (paces.length === 25) {
          stretches.push(quantileOf(paces, 0.5))
          paces = []
        }
      }
      burst++
      if (name !== 'shift') names = [names[1], name]
      down = stroke.down
    }
    bursts.push(burst)
    burst = 0
  }
  const within = quantileOf(inside, 0.5)
  const ratio = (list: readonly number[], enough: number): number | null =>
    list.length < enough || !(within > 0) ? null : rounded(quantileOf(list, 0.5) / within)
  return {
    revisionsPer100: rounded((100 * revisions) / keys),
    pausesPer100: rounded((100 * pauses) / keys),
    burstKeys: rounded(quantileOf(bursts, 0.5)),
    wordStartRatio: ratio(wordStarts, 8),
    sentenceStartRatio: ratio(sentenceStarts, 3),
    paceVariation:
      stretches.length < 4
        ? null
        : rounded((quantileOf(stretches, 0.9) - quantileOf(stretches, 0.1)) / quantileOf(stretches, 0.5)),
  }
}
