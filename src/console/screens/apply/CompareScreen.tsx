import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Comparison } from '../../../http/rooms/apply/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCan } from '../../session/session.tsx'
import { date, oneIn } from '../../words/numbers.ts'
import { sharedWords } from '../../words/shared.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { LayoutChannels } from './LayoutChannels.tsx'
import { Passages } from './Passages.tsx'
import { comparisonAnswer } from './prevalence.ts'
import { comparisonQuery } from './queries.ts'
import { Sheet } from './Sheet.tsx'
import './compare.css'

/** "What do these two share?" */
export function CompareScreen() {
  const may = useCan('seeLinks')
  const { a, b } = useParams({ from: '/shell/compare/$a/$b' })
  const { data, error, refetch } = useQuery({ ...comparisonQuery(a, b), enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="two people's files side by side" />
  if (error) {
    return (
      <Page title="These two cannot be laid side by side." place="Side by side">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Side by side" place="Side by side">
        <Waiting what="both résumés; they are read anew" />
      </Page>
    )
  }
  return <Compared comparison={data} />
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { a, b, passages, layout, shared } = comparison
  const [chosen, setChosen] = useState<number | null>(passages.length > 0 ? 0 : null)
  const step = (by: number): void =>
    setChosen((now) => (passages.length === 0 ? null : ((now ?? -by) + by + passages.length) % passages.length))
  useKeys({ j: () => step(1), k: () => step(-1) })
  const things = shared.filter(({ type }) => type !== 'bullet-shingle')
  return (
    <Page title={comparisonAnswer(comparison)} place="Side by side">
      <div className="compare">
        {([a, b] as const).map((resume, side) => (
          <figure key={side} className="compare-side" data-side={side === 0 ? 'a' : 'b'}>
            <figcaption>
              <Link className="received" to="/cases/$id" params={{ id: resume.case }} search={{}}>
                {resume.label}
              </Link>
              <span className="lettering">
                {resume.file} · {date(resume.receivedAt)}
              </span>
            </figcaption>
            <Sheet resume={resume} side={side === 0 ? 'a' : 'b'} passages={passages} chosen={chosen} choose={setChosen} />
          </figure>
        ))}
        <div className="compare-words">
          {things.length > 0 && (
            <section className="compare-part">
              <h2>Both carry</h2>
              <ul>
                {things.map(({ type, shown, rarityBits }) => (
                  <li key={type + shown}>
                    <span className="received">{sharedWords(type, shown)}</span>{' '}
                    <span className="lettering">{oneIn(2 ** -rarityBits)} carry it</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Passages passages={passages} chosen={chosen} choose={setChosen} names={[first(a.label), first(b.label)]} />
          <LayoutChannels layout={layout} />
        </div>
      </div>
    </Page>
  )
}

const first = (label: string): string => label.split(' ')[0] ?? label
