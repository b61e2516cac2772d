import type { ReactNode } from 'react'
import type { ComparedPassage, ComparedSentence } from '../../../http/rooms/apply/contract.ts'
import { countInWords, startSentence } from '../../words/numbers.ts'

/** The shared sentences, one under the other, with the words that stand in both marked. */
export function Passages({
  passages,
  chosen,
  choose,
  names,
}: {
  readonly passages: readonly ComparedPassage[]
  readonly chosen: number | null
  readonly choose: (index: number) => void
  readonly names: readonly [string, string]
}) {
  if (passages.length === 0) {
    return (
      <section className="compare-part">
        <h2>No sentence stands in both</h2>
        <p className="soft">Achievements were compared word by word; what is told in other words is not seen here.</p>
      </section>
    )
  }
  return (
    <section className="compare-part" aria-labelledby="passages-title">
      <h2 id="passages-title">{startSentence(countInWords(passages.length, 'sentence stands', 'sentences stand'))} in both</h2>
      <ol className="passages">
        {passages.map((passage, index) => (
          <li key={index} data-here={index === chosen || undefined}>
            <button type="button" className="passage" aria-pressed={index === chosen} onClick={() => choose(index)}>
              <span className="passage-number figure">{index + 1}</span>
              <span className="passage-pair">
                <span>
                  <span className="lettering">{names[0]}</span> <Marked sentence={passage.a} />
                </span>
                <span>
                  <span className="lettering">{names[1]}</span> <Marked sentence={passage.b} />
                </span>
                <span className="lettering">{Math.round(passage.share * 100)} % of the words are the same, in the same order</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Marked({ sentence: { text, common } }: { readonly sentence: ComparedSentence }) {
  const parts: ReactNode[] = []
  let from = 0
  for (const [start, end] of common) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>)
    from = end
  }
  parts.push(text.slice(from))
  return <span className="received">{parts}</span>
}
