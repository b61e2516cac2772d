import { wordsOf } from './shingles.ts'

/** A stretch of a text: offsets of its first character and after its last. */
export type Span = readonly [start: number, end: number]

/**
 * The words of two sentences that stand in both in the same order (longest common subsequence), as stretches of either
 * text; neighbouring words are one stretch.
 *
 * @returns stretches in `a` and in `b`, in order
 */
export function commonWords(a: string, b: string): { readonly a: readonly Span[]; readonly b: readonly Span[] } {
  const mine = wordsOf(a)
  const theirs = wordsOf(b)
  const width = theirs.length + 1
  const length = new Uint16Array((mine.length + 1) * width)
  for (let i = mine.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--)
      length[i * width + j] =
        mine[i]?.text === theirs[j]?.text
          ? (length[(i + 1) * width + j + 1] as number) + 1
          : Math.max(length[(i + 1) * width + j] as number, length[i * width + j + 1] as number)
  const [inA, inB]: [number[], number[]] = [[], []]
  for (let i = 0, j = 0; i < mine.length && j < theirs.length;) {
    if (mine[i]?.text === theirs[j]?.text) {
      inA.push(i++)
      inB.push(j++)
    } else if ((length[(i + 1) * width + j] as number) >= (length[i * width + j + 1] as number)) i++
    else j++
  }
  return { a: stretches(mine, inA), b: stretches(theirs, inB) }
}

function stretches(words: ReturnType<typeof wordsOf>, kept: readonly number[]): Span[] {
  const out: [number, number][] = []
  for (const [n, at] of kept.entries()) {
    const word = words[at] as { start: number; end: number }
    const last = out.at(-1)
    if (last !== undefined && kept[n - 1] === at - 1) last[1] = word.end
    else out.push([word.start, word.end])
  }
  return out
}
