import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { countInWords, moment, startSentence } from '../../words/numbers.ts'
import { sentLinksQuery } from './queries.ts'
import { linkWords, stageWords } from './words.ts'

/** Links of everybody: who was asked, who came, and who would rather have the call. */
export function SentLinks() {
  const { data, error, refetch } = useQuery(sentLinksQuery)
  if (error) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Waiting what="the links" lines={3} />
  const calls = data.filter(({ state }) => state === 'call').length
  return (
    <section className="case-section">
      <h2>{data.length === 0 ? 'Nobody was asked yet' : calls === 0 ? 'Who was asked' : `${startSentence(countInWords(calls, 'person', 'people'))} would rather have the call: offer it`}</h2>
      <ul className="checkin-links">
        {data.map((link) => (
          <li key={link.id} data-call={link.state === 'call' || undefined}>
            {link.case === null ? (
              <strong className="received">{link.name ?? 'Somebody'}</strong>
            ) : (
              <Link to="/cases/$id" params={{ id: link.case }} search={{}} className="received">
                {link.name ?? 'A case'}
              </Link>
            )}
            <span>
              {stageWords[link.stage]}: {linkWords[link.state]}
            </span>
            <span className="lettering received">
              {link.madeBy}, {moment(link.madeAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
