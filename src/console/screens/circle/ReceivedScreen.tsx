import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReceivedFile } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, moment } from '../../words/numbers.ts'
import { CircleNav } from './CircleNav.tsx'
import { Marking } from './Marking.tsx'
import { receivedQuery, useAct } from './queries.ts'
import { signatureWords, wayWords } from './words.ts'
import './circle.css'
import './received.css'

/** "What does this advisory name, do we have it, and what do we do with its rules?" */
export function ReceivedScreen() {
  const { id } = useParams({ from: '/shell/circle/received/$id' })
  const { data, error, refetch } = useQuery(receivedQuery(id))
  return (
    <Page title={data ? answer(data) : 'An advisory of a peer'} place="Circle" above={<CircleNav />} long>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the advisory" lines={10} />}
      {data && <Received file={data} />}
    </Page>
  )
}

function Received({ file }: { readonly file: ReceivedFile }) {
  return (
    <div className="circle-two">
      <div className="circle-main">
        <section className="circle-section" aria-labelledby="says">
          <h2 id="says" className="received">
            {file.title}
          </h2>
          <p className="received received-text">{file.description === '' ? 'It came without a description.' : file.description}</p>
        </section>
        {file.found.length > 0 && !file.revoked && (
          <section className="circle-section received-found" aria-labelledby="ours">
            <h2 id="ours">What of it is ours</h2>
            <ul className="circle-plain">
              {file.found.map((one) => (
                <li key={one.value}>
                  <code className="received">{one.value}</code>
                  <span className="soft"> in </span>
                  {one.where.map((place, i) => (
                    <span key={place}>
                      {i > 0 && ', '}
                      <Place text={place} />
                    </span>
                  ))}
                </li>
              ))}
            </ul>
            <p className="soft">The peer was told that it was seen, how often and when; not where.</p>
          </section>
        )}
        <section className="circle-section" aria-labelledby="names">
          <h2 id="names">What it names</h2>
          <div className="circle-frame" tabIndex={0} role="region" aria-label="Indicators">
            <table className="circle-table">
              <thead>
                <tr className="lettering">
                  <th scope="col">Indicator</th>
                  <th scope="col">Pattern</th>
                  <th scope="col" data-figure>
                    Confidence
                  </th>
                  <th scope="col" data-figure>
                    Worth now
                  </th>
                </tr>
              </thead>
              <tbody>
                {file.indicatorList.map((one) => (
                  <tr key={one.id}>
                    <td className="received">{one.name}</td>
                    <td className="received">
                      <code>{one.pattern}</code>
                    </td>
                    <td data-figure>{one.confidence ?? '–'}</td>
                    <td data-figure>{one.worth}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="soft">
            What it is worth falls with age: an address by half in 14 days, a web address in 45, a host in 90; a file or a package version
            does not age.
          </p>
        </section>
        {file.ruleList.length > 0 && <Rules file={file} />}
      </div>
      <aside className="circle-side">
        <About file={file} />
        <Opinion file={file} />
      </aside>
    </div>
  )
}

function Place({ text }: { readonly text: string }) {
  const [, id] = /^case (.+)$/.exec(text) ?? []
  return id === undefined ? (
    <span>{text}</span>
  ) : (
    <Link to="/cases/$id" params={{ id }} search={{}}>
      a case
    </Link>
  )
}

function About({ file }: { readonly file: ReceivedFile }) {
  return (
    <section className="circle-section" aria-labelledby="about">
      <h2 id="about">Where it is from</h2>
      <dl className="circle-facts">
        <dt>Peer</dt>
        <dd className="received">{file.peer}</dd>
        <dt>Label</dt>
        <dd>
          <Marking tlp={file.tlp} />
        </dd>
        <dt>Signature</dt>
        <dd>{file.signature === 'valid' ? signatureWords.valid : <Hatched>{signatureWords[file.signature]}</Hatched>}</dd>
        <dt>Came</dt>
        <dd>
          {moment(file.at)}; {file.ways.map((way) => wayWords[way]).join(', ')}
        </dd>
        <dt>Revision</dt>
        <dd>{file.revision}</dd>
        {file.techniques.length > 0 && (
          <>
            <dt>Techniques</dt>
            <dd>
              {file.techniques.map((one) => (
                <span key={one.id} className="received circle-line">
                  <code>{one.id}</code> {one.name}
                </span>
              ))}
            </dd>
          </>
        )}
        {file.faults > 0 && (
          <>
            <dt>Left out</dt>
            <dd>{count(file.faults, 'object')} that is no valid STIX</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Rules({ file }: { readonly file: ReceivedFile }) {
  const may = useCan('admitRules')
  const path = (): string => `/inbox/${encodeURIComponent(file.id)}/rules`
  const admit = useAct<null>(path)
  const dismiss = useAct<null>(path, 'delete')
  const inForce = file.admitted > 0
  const faults = file.ruleList.flatMap((rule) => rule.faults)
  return (
    <section className="circle-section" aria-labelledby="rules">
      <h2 id="rules">{inForce ? 'Its rules are in force here' : 'Rules that came along'}</h2>
      <p>
        A rule of a peer is data: it always ends, touches nothing, and replaces no rule of ours; what it says then counts as any
        rule’s does. It runs once a lead has let it in, and what stands open behind its door is judged again.
      </p>
      {file.ruleList.map((rule) => (
        <details key={rule.id} className="received-rule">
          <summary>
            <code>{rule.id}</code>
          </summary>
          <pre tabIndex={0} aria-label={`Text of ${rule.id}`}>
            {rule.yaml}
          </pre>
        </details>
      ))}
      {faults.map((fault) => (
        <Hatched key={fault}>
          <p className="received">Would not run: {fault}</p>
        </Hatched>
      ))}
      {may && !file.revoked && (
        <p>
          {inForce ? (
            <Button disabled={dismiss.isPending} onClick={() => dismiss.mutate(null, { onSuccess: () => announce('The rules are out of force.') })}>
              Take them out again
            </Button>
          ) : (
            <Button
              tone="main"
              disabled={admit.isPending || file.signature !== 'valid' || faults.length > 0}
              onClick={() => admit.mutate(null, { onSuccess: () => announce('The rules are in force.') })}
            >
              Let {file.ruleList.length === 1 ? 'the rule' : 'the rules'} in
            </Button>
          )}
        </p>
      )}
      {may && !inForce && file.signature !== 'valid' && <p className="soft">Only rules of a verified advisory are let in.</p>}
      {(admit.error ?? dismiss.error) && <Trouble error={admit.error ?? dismiss.error} />}
    </section>
  )
}

function Opinion({ file }: { readonly file: ReceivedFile }) {
  const may = useCan('writeAdvisory')
  const [why, setWhy] = useState('')
  const say = useAct<{ value: string; why: string }>(() => `/inbox/${encodeURIComponent(file.id)}/opinion`)
  return (
    <section className="circle-section" aria-labelledby="opinion">
      <h2 id="opinion">What we think of it</h2>
      {file.judged !== null && (
        <p>
          <strong>{file.opinion === 'agree' ? 'It is right.' : file.opinion === 'disagree' ? 'It is a false alarm.' : 'We cannot tell.'}</strong>{' '}
          <span className="received">{file.judged.why}</span>{' '}
          <span className="soft">
            {file.judged.by}, {moment(file.judged.at)}
          </span>
        </p>
      )}
      {may && (
        <form className="circle-form" onSubmit={(event) => event.preventDefault()}>
          <div className="field">
            <label htmlFor="why">Why (the peer reads it)</label>
            <textarea id="why" className="input" value={why} onChange={(event) => setWhy(event.target.value)} />
          </div>
          <div className="circle-buttons">
            {(
              [
                ['agree', 'It is right'],
                ['disagree', 'A false alarm'],
              ] as const
            ).map(([value, name]) => (
              <Button key={value} small disabled={say.isPending} onClick={() => say.mutate({ value, why }, { onSuccess: () => (setWhy(''), announce('The peer is told.')) })}>
                {name}
              </Button>
            ))}
          </div>
          <p className="field-hint">Counts into how often this peer was right.</p>
        </form>
      )}
      {say.error && <Trouble error={say.error} />}
    </section>
  )
}

function answer(file: ReceivedFile): string {
  if (file.revoked) return `${file.peer} took this advisory back.`
  if (file.found.length === 0) return `${file.peer} names ${count(file.indicators, 'indicator')}; none of it is among our own.`
  return `${file.peer} names ${count(file.found.length, 'thing')} that we have.`
}
