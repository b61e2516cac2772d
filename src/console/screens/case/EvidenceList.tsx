import { Link } from '@tanstack/react-router'
import type { CaseFile, EvidenceItem } from '../../../http/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Since } from '../../parts/Since.tsx'
import { useCan } from '../../session/session.tsx'
import { bytes, countInWords, startSentence } from '../../words/numbers.ts'
import { kindWords, sourceWord } from '../../words/words.ts'
import { factLines } from './facts.ts'
import './evidence.css'

/** What was received, and what was measured in it. */
export function EvidenceList({ file }: { readonly file: CaseFile }) {
  return (
    <section className="case-section" id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{startSentence(countInWords(file.evidence.length, 'piece'))} of evidence</h2>
      {file.door === 'work' && (
        <p>
          <Link to="/accounts/$id" params={{ id: file.subject }}>
            The record of this account
          </Link>{' '}
          opens to two people with a reason.
        </p>
      )}
      {file.evidence.length === 0 && <p className="soft">Nothing of this case is kept any more.</p>}
      <ul className="evidence">
        {file.evidence.map((item) => (
          <EvidenceView key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function EvidenceView({ item }: { readonly item: EvidenceItem }) {
  const mayOpen = useCan('openFile')
  const missing = Object.entries(item.unavailable)
  return (
    <li className="evidence-item" id={`evidence-${item.id}`}>
      <h3 className="received">{item.name}</h3>
      <p className="lettering">
        {kindWords[item.kind]} · {bytes(item.bytes)} · {sourceWord(item.source)} <Since at={item.receivedAt} /> ago
        {mayOpen && (
          <>
            {' · '}
            <a className="not-printed" href={`/api/evidence/${encodeURIComponent(item.id)}/file`} download>
              original
            </a>
          </>
        )}
      </p>
      {item.status === 'received' && <p role="status">It is being read. What is measured appears here by itself.</p>}
      {item.failure && (
        <Hatched>
          <p>{item.failure.message}</p>
          <p className="lettering">{item.failure.code}</p>
        </Hatched>
      )}
      <Facts item={item} />
      {missing.length > 0 && (
        <Hatched>
          <details className="evidence-missing">
            <summary>{startSentence(countInWords(missing.length, 'thing'))} could not be measured</summary>
            <dl>
              {missing.map(([path, why]) => (
                <div key={path}>
                  <dt className="lettering">{path}</dt>
                  <dd>{why}</dd>
                </div>
              ))}
            </dl>
          </details>
        </Hatched>
      )}
    </li>
  )
}

function Facts({ item }: { readonly item: EvidenceItem }) {
  const lines = factLines(item.facts)
  if (lines.length === 0) return null
  return [...Map.groupBy(lines, (line) => line.group)].map(([group, members]) => (
    <details key={group} className="evidence-facts" open={lines.length <= 24}>
      <summary>{group}</summary>
      <dl>
        {members.map((line) => (
          <div key={line.path}>
            <dt className="lettering">{line.name}</dt>
            <dd className="received">{line.value}</dd>
          </div>
        ))}
      </dl>
    </details>
  ))
}
