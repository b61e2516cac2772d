import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { WorkRecord } from '../../../http/rooms/work/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { moment } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { RecordView } from './RecordView.tsx'
import { ShutRecord } from './ShutRecord.tsx'
import { recordQuery } from './queries.ts'
import './work.css'

/** "What do the hours of this account say?": open to two people with a reason, shut to everybody else. */
export function RecordScreen() {
  const { id } = useParams({ from: '/shell/accounts/$id' })
  const may = useCan('seeWork')
  const { data, error, refetch } = useQuery({ ...recordQuery(id), enabled: may })
  if (!may) return <Forbidden what="employee accounts" />
  if (error) {
    const { status } = problemOf(error)
    if (status === 403) return <ShutRecord subject={id} />
    if (status === 404) return <NotFound />
    return (
      <Page title="The record could not be fetched." place="Record">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Opening the record…" place="Record">
        <Waiting what="the record" lines={12} />
      </Page>
    )
  }
  return (
    <Page
      title={answer(data)}
      long={answer(data).length > 90}
      place={data.label}
      above={<Above record={data} />}
      aside={<Aside record={data} />}
    >
      <RecordView record={data} />
    </Page>
  )
}

function Above({ record }: { readonly record: WorkRecord }) {
  return (
    <p className="lettering">
      <Link to="/work">Work</Link> / {record.label}
      {record.until !== null && ` / open to you until ${moment(record.until)}`}
    </p>
  )
}

function Aside({ record }: { readonly record: WorkRecord }) {
  if (record.case === null) return null
  return (
    <Link className="button" to="/cases/$id" params={{ id: record.case }} search={{}}>
      Case
    </Link>
  )
}

function answer({ facts, why }: WorkRecord): string {
  if (facts === null) return 'This account was not measured yet.'
  if (why !== null) return why
  const { zone, claimTest, handover, sharing, quiet } = facts
  const assessed = [zone, claimTest, handover, sharing, quiet].some((fact) => fact !== null)
  return assessed
    ? 'Nothing in the hours of this account asks for a person, as far as they were assessed.'
    : 'Too little is known of this account: its hours were not assessed.'
}
