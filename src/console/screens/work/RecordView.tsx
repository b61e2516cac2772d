import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RecordFacts, WorkRecord } from '../../../http/rooms/work/contract.ts'
import type { Compared } from '../../../jobs/work/baseline.ts'
import { get } from '../../api/client.ts'
import { Actogram } from '../../panels/Actogram.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { date } from '../../words/numbers.ts'
import { HandoverStrip } from './HandoverStrip.tsx'
import { Lanes } from './Lanes.tsx'
import { Ask } from './ShutRecord.tsx'
import { ZoneDial } from './ZoneDial.tsx'
import { hours, like, odds, questions } from './words.ts'

/** One account's hours: the picture on the left, what was asked of it on the right. */
export function RecordView({ record }: { readonly record: WorkRecord }) {
  const { facts } = record
  if (facts === null) return <p>Its facts are measured within the hour, or when a source delivers again.</p>
  return (
    <>
      <div className="work-record">
        <section className="work-section" aria-labelledby="work-days">
          <h2 id="work-days">When it was active</h2>
          <p className="soft">{basisWords(facts)}</p>
          <Actogram facts={facts} />
        </section>
        <div className="work-column">
          <section className="work-section" aria-labelledby="work-clock">
            <h2 id="work-clock">Which clock it follows</h2>
            {facts.zone === null ? (
              <Missing record={record} of="zone" />
            ) : (
              <ZoneDial zone={facts.zone} claim={facts.claim} />
            )}
          </section>
          <section className="work-section" aria-labelledby="work-asked">
            <h2 id="work-asked">What was asked of the clock</h2>
            <dl className="work-asked">
              {(Object.keys(questions) as Compared[]).map((name) => (
                <Question key={name} record={record} facts={facts} name={name} />
              ))}
            </dl>
            <p className="soft">
              Odds before anything else is known, on the hours alone. Two people who work at the same hours leave one
              clock: sharing within one time zone cannot be seen here.
            </p>
          </section>
        </div>
      </div>
      {facts.handover !== null && (
        <section className="work-section" aria-labelledby="work-hands">
          <h2 id="work-hands">Before and after the largest change</h2>
          <HandoverStrip handover={facts.handover} actogram={facts.actogram} />
        </section>
      )}
      <section className="work-section" aria-labelledby="work-lanes">
        <h2 id="work-lanes">Devices, networks and programs</h2>
        {record.lanes.length === 0 ? (
          <Hatched>
            <p>Not assessed: no source of the last four weeks names a device, a network or a program.</p>
          </Hatched>
        ) : (
          <Lanes lanes={record.lanes} />
        )}
      </section>
      <section className="work-section" aria-labelledby="work-explained">
        <h2 id="work-explained">What was explained away first</h2>
        <ul className="work-explained">
          {explained(facts).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Whose record={record} />
    </>
  )
}

function Question({
  record,
  facts,
  name,
}: {
  readonly record: WorkRecord
  readonly facts: RecordFacts
  readonly name: Compared
}) {
  const found = answerTo(facts, name)
  const compared = record.compared[name]
  return (
    <div>
      <dt>{questions[name]}</dt>
      <dd>
        {found === null ? (
          <Missing record={record} of={factOf[name]} />
        ) : (
          <>
            <strong>{found}</strong>{' '}
            {compared === null ? (
              <span className="soft">Fewer than eight colleagues to compare with: not said.</span>
            ) : (
              <span>{like(compared)}</span>
            )}
          </>
        )}
      </dd>
    </div>
  )
}

const factOf: Readonly<Record<Compared, string>> = {
  claim: 'claimTest',
  handover: 'handover',
  twoShifts: 'sharing',
  turns: 'sharing',
  night: 'quiet',
}

function answerTo({ claimTest, handover, sharing, quiet }: RecordFacts, name: Compared): string | null {
  if (name === 'claim') return claimTest === null ? null : `${odds(claimTest.againstDecibans)}.`
  if (name === 'handover')
    return handover === null ? null : `${odds(handover.decibans)}, around ${date(handover.atMs)}.`
  if (name === 'twoShifts') return sharing === null ? null : `${odds(sharing.twoShiftDecibans)}.`
  if (name === 'turns') return sharing === null ? null : `${odds(sharing.turnsDecibans)}.`
  return quiet === null ? null : `A usual night of ${hours(quiet.medianNightHours)}.`
}

/** What was not assessed, and why. */
function Missing({ record, of }: { readonly record: WorkRecord; readonly of: string }): ReactNode {
  return (
    <Hatched>
      <p>Not assessed: {record.unavailable[`activity.${of}`] ?? 'it was not measured'}.</p>
    </Hatched>
  )
}

function Whose({ record }: { readonly record: WorkRecord }) {
  const names = useQuery({
    queryKey: ['work', 'names', record.subject],
    queryFn: ({ signal }) =>
      get<{ readonly names: readonly string[] }>(
        `/api/work/people/${encodeURIComponent(record.subject)}/names`,
        signal,
      ),
    enabled: false,
    gcTime: 0,
  })
  return (
    <section className="work-section not-printed" aria-labelledby="work-whose">
      <h2 id="work-whose">Whose record it is</h2>
      {record.opened !== 'name' ? (
        <>
          <p className="soft">Only when two kinds of evidence speak: one alone is never enough.</p>
          <Ask subject={record.subject} only="name" />
        </>
      ) : names.data === undefined ? (
        <p>
          <Button tone="main" disabled={names.isFetching} onClick={() => void names.refetch()}>
            Show the name; it is noted in the audit log
          </Button>
        </p>
      ) : (
        <p className="lead received">{names.data.names.join(', ')}</p>
      )}
      {names.error && <Trouble error={names.error} />}
    </section>
  )
}

function basisWords({ basis }: RecordFacts): string {
  const gaps = basis.gapDays < 0.5 ? '' : ` Sources left ${Math.round(basis.gapDays)} days uncovered.`
  const skew = basis.skews.flatMap(({ source, seconds }) => {
    const minutes = Math.round(Math.abs(seconds) / 60)
    if (minutes === 0) return []
    return [seconds < 0 ? ` The clock of ${source} runs ${minutes} min ahead of ours.` : ` ${source} delivers ${minutes} min late at the least, or its clock is behind.`]
  })
  return `From ${date(basis.fromMs)} to ${date(basis.toMs)}, as ${basis.sources.join(', ')} tell it.${gaps}${skew.join('')} That it was active, not what was done.`
}

function explained({ explained: of, basis }: RecordFacts): string[] {
  const parts = [
    ['by programs and tokens', of.automatedShare],
    ['at the same second of the hour, as jobs are', of.scheduledShare],
    ['merges, which are clicks from anywhere', of.mergeShare],
    ['during declared travel', of.travelShare],
    ['while on call', of.onCallShare],
  ] as const
  const lines = parts.flatMap(([what, share]) =>
    share < 0.005 ? [] : [`${Math.round(share * 100)} % of the facts: ${what}.`],
  )
  if (of.utcMachineShare !== null && of.utcMachineShare > 0.05)
    lines.push(
      `${Math.round(of.utcMachineShare * 100)} % of the commits come from a machine set to UTC: its clock says nothing.`,
    )
  if (of.journeys > 0)
    lines.push(
      `${of.journeys === 1 ? 'One journey' : `${of.journeys} journeys`} told by the machine’s own clock: left out.`,
    )
  if (basis.refusedRecords > 0) lines.push(`${basis.refusedRecords} records could not be read.`)
  return lines.length === 0 ? ['Nothing had to be: no bot, no job, no travel.'] : lines
}
