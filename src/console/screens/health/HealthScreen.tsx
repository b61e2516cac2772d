import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Health } from '../../../http/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { healthQuery } from '../../api/queries.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, span, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { complaints } from './complaints.ts'
import { ReferenceAges } from './ReferenceAges.tsx'
import './health.css'

/** "Is the house in order?" */
export function HealthScreen() {
  const may = useCan('seeHealth')
  const { data, error, refetch } = useQuery({ ...healthQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the health of the house" />
  if (error && data === undefined) {
    return (
      <Page title="The house does not say how it is." place="Health">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Health" place="Health">
        <Waiting what="the state of the house" />
      </Page>
    )
  }
  const troubles = complaints(data)
  return (
    <Page title={troubles.length === 0 ? 'The house is in order.' : troubles[0]?.what} place="Health">
      {troubles.length > 0 && (
        <ul className="health-troubles">
          {troubles.map((trouble, index) => (
            <li key={trouble.what}>
              {index > 0 && <strong>{trouble.what} </strong>}
              {trouble.advice}
            </li>
          ))}
        </ul>
      )}
      <div className="health">
        <Block title="Work in the queue" lines={queueLines(data)} />
        <Block title="Evidence" lines={evidenceLines(data)} />
        <Block title="Playbook" lines={playbookLines(data)} />
        <Block title="This server" lines={serverLines(data)} />
        <section className="health-block">
          <h2>Limits of the sandbox</h2>
          <ul className="health-limits">
            {data.sandbox.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </section>
        <ReferenceAges reference={data.reference} />
      </div>
    </Page>
  )
}

type Line = readonly [name: string, value: ReactNode]

function Block({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section className="health-block">
      <h2>{title}</h2>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const queueLines = ({ queue }: Health): readonly Line[] => [
  ['Waiting', wholeNumber(queue.waiting)],
  ['Running', wholeNumber(queue.running)],
  ['Failed', wholeNumber(queue.failed)],
  ['Oldest', queue.waiting === 0 ? '–' : span(queue.oldestMs)],
]

const evidenceLines = ({ evidence }: Health): readonly Line[] => [
  ['Kept', wholeNumber(evidence.total)],
  ['Last 24 hours', wholeNumber(evidence.last24h)],
  ['Could not be read', wholeNumber(evidence.failed)],
]

const playbookLines = ({ playbook }: Health): readonly Line[] => [
  ['Rules', wholeNumber(playbook.rules)],
  ['Sealed', wholeNumber(playbook.sealed)],
  ['Faults', playbook.faults.length === 0 ? 'none' : count(playbook.faults.length, 'fault')],
  ['Version', <code key="version">{playbook.version.slice(0, 10)}</code>],
]

const serverLines = (health: Health): readonly Line[] => [
  ['Sallyport', health.version],
  ['Node', health.node],
  ['Store', health.store === 'pglite' ? 'embedded' : 'PostgreSQL'],
  ['Memory', `${wholeNumber(Math.round(health.memoryMb))} MB`],
]
