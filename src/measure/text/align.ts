import { wordsOf } from './shingles.ts'

/** A passage made ready for comparison: its words with what each weighs. */
export interface Weighed {
  readonly words: readonly string[]
  readonly bag: ReadonlySet<string>
  readonly weights: readonly number[]
  readonly total: number
  /** Numbers in it; two accounts of one achievement share them, two people's use of one phrase does not. */
  readonly numbers: ReadonlySet<string>
}

// Words that carry a sentence and no content; a fifth of a content word, so that a frame of them is no match.
const frame = new Set(
  'a an the and or of in on at to for from by with without into over under per as is are was were be been it its our my their his her this that these those which who while than then so not no we i they between across through using via within about after before during each every all more most new'.split(
    ' ',
  ),
)

/** Words and weights of a passage: frame words 0.2, words 1, numbers 1.5. */
export function weighed(passage: string): Weighed {
  const words: string[] = []
  const weights: number[] = []
  const numbers = new Set<string>()
  // "38,400" and "99.97" are one word each.
  for (const { text } of wordsOf(passage.replaceAll(/(?<=\d)[,.'\u00a0\u2009](?=\d)/g, ''))) {
    const isNumber = /^\d+$/.test(text)
    if (isNumber) numbers.add(text)
    words.push(text)
    weights.push(isNumber ? 1.5 : frame.has(text) ? 0.2 : 1)
  }
  return { words, bag: new Set(words), weights, total: weights.reduce((sum, weight) => sum + weight, 0), numbers }
}

/** What `sharedWeight` cannot exceed: the words that stand in both in any order. Costs a look-up a word. */
export function sharedAtMost(mine: Weighed, theirs: Weighed): number {
  let sum = 0
  for (let i = 0; i < mine.words.length; i++)
    if (theirs.bag.has(mine.words[i] as string)) sum += mine.weights[i] as number
  return sum
}

/**
 * Share of a passage's weight that stands in another one in the same order: the heaviest common subsequence. A tenth
 * of the words replaced costs a tenth, where five-word shingles would lose four in ten.
 *
 * @returns weight of what is shared, between 0 and the passage's total
 */
export function sharedWeight(mine: Weighed, theirs: Weighed): number {
  const width = theirs.words.length
  let before = new Float64Array(width + 1)
  let here = new Float64Array(width + 1)
  for (let i = 0; i < mine.words.length; i++) {
    const word = mine.words[i] as string
    const weight = mine.weights[i] as number
    for (let j = 0; j < width; j++) {
      const kept = Math.max(before[j + 1] as number, here[j] as number)
      here[j + 1] = word === theirs.words[j] ? Math.max(kept, (before[j] as number) + weight) : kept
    }
    ;[before, here] = [here, before]
  }
  return before[width] as number
}

/**
 * Whether two passages with numbers tell of the same ones. Of what people write of their work, the figures are their
 * own; the words around them are anybody's.
 */
export function figuresAgree(mine: Weighed, theirs: Weighed): boolean {
  let same = 0
  for (const number of mine.numbers) if (theirs.numbers.has(number)) same++
  // A figure that is merely left out contradicts nothing.
  return Math.min(mine.numbers.size, theirs.numbers.size) - same <= same
}
