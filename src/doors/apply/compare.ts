import { figuresAgree, sharedWeight, weighed } from '../../measure/text/align.ts'
import { commonWords, type Span } from '../../measure/text/common-words.ts'

/** A sentence of one résumé and the one of another that is most like it. */
export interface LikeSentences {
  readonly a: number
  readonly b: number
  /** Share of the first one's weight that stands in the second in the same order. */
  readonly share: number
  readonly common: { readonly a: readonly Span[]; readonly b: readonly Span[] }
}

/** Half of any sentence is anybody's: below this a pair is not worth a look. */
const worthShowing = 0.55
/** Sentences of less weight than this are alike by chance. */
const substantial = 4

/** Pairs of sentences that are alike, most alike first; each sentence of either side stands in at most one pair. */
export function likeSentences(mine: readonly string[], theirs: readonly string[]): LikeSentences[] {
  const [one, other] = [mine.map(weighed), theirs.map(weighed)]
  const pairs = one
    .flatMap((a, i) =>
      other.flatMap((b, j) => {
        if (Math.min(a.total, b.total) < substantial) return []
        const share = sharedWeight(a, b) / Math.max(a.total, b.total)
        return share < worthShowing || (share < 0.8 && !figuresAgree(a, b)) ? [] : [{ a: i, b: j, share }]
      }),
    )
    .sort((x, y) => y.share - x.share)
  const taken = { a: new Set<number>(), b: new Set<number>() }
  return pairs.flatMap(({ a, b, share }) => {
    if (taken.a.has(a) || taken.b.has(b)) return []
    taken.a.add(a)
    taken.b.add(b)
    return [{ a, b, share, common: commonWords(mine[a] as string, theirs[b] as string) }]
  })
}
