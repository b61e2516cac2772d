import { useQuery } from '@tanstack/react-query'
import type { CaseFile } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, moment, startSentence } from '../../words/numbers.ts'
import { Continuity } from './Continuity.tsx'
import { HandsPlot } from './HandsPlot.tsx'
import { LinkForm, NewLink } from './MakeLink.tsx'
import { checkinQuery, useMakeLink, useWithdraw } from './queries.ts'
import { linkWords, stageWords } from './words.ts'
import './checkin.css'

/** A person's check-ins over time: links, browsers, typing. For doors where the case is a person. */
export function CheckinOfCase({ file }: { readonly file: CaseFile }) {
  const isPerson = file.door === 'apply' || file.door === 'interview'
  const { data, error, refetch } = useQuery({ ...checkinQuery(file.id), enabled: isPerson })
  const may = useCan('recordCheck')
  const full = useCan('seeLedger')
  const make = useMakeLink(file.id)
  const withdraw = useWithdraw(file.id)
  if (!isPerson) return null
  if (error) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Waiting what="the check-ins" lines={3} />
  const open = data.links.filter(({ state }) => state === 'open')
  return (
    <section className="case-section checkin" id="check-in" aria-labelledby="check-in-title">
      <h2 id="check-in-title">
        {data.visits.length === 0 ? 'No check-in yet' : startSentence(countInWords(data.visits.length, 'check-in'))}
        {open.length > 0 && `; ${countInWords(open.length, 'link')} out`}
      </h2>
      {full && data.visits.length > 0 && <Continuity visits={data.visits} />}
      {full && <HandsPlot id={file.id} hands={data.hands} />}
      {data.links.length > 0 && (
        <ul className="checkin-links">
          {data.links.map((link) => (
            <li key={link.id}>
              <span>
                {stageWords[link.stage]}: {linkWords[link.state]}
              </span>
              <span className="lettering received">
                {link.madeBy}, {moment(link.madeAt)}
              </span>
              {link.state === 'open' && may && (
                <Button small disabled={withdraw.isPending} onClick={() => withdraw.mutate(link.id)}>
                  Take it back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {withdraw.error && <Trouble error={withdraw.error} />}
      {make.data !== undefined && <NewLink link={make.data} />}
      {may && data.served && (
        <details className="checkin-make not-printed">
          <summary>Ask for a check-in</summary>
          <LinkForm make={(order) => make.mutate(order)} busy={make.isPending} error={make.error} />
          <p className="soft">The person may prefer a call of the same length. It counts the same, and refusing is no sign of anything.</p>
        </details>
      )}
      {!data.served && <p className="soft">This installation serves no check-in. An operator can turn it on.</p>}
    </section>
  )
}
