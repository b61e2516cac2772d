import { Link } from '@tanstack/react-router'
import type { PresentFinding } from '../../../core/finding.ts'
import type { CaseFile } from '../../../http/contract.ts'
import { useCan } from '../../session/session.tsx'
import { decibans, lowerFirst } from '../../words/numbers.ts'
import { placeName, placeKey } from './places.ts'

/** A rule that spoke: what, where in the evidence, what would explain it innocently, what would clear it. */
export function FindingView({ finding, file }: { readonly finding: PresentFinding; readonly file: CaseFile }) {
  const checks = file.checks.filter((check) => finding.clears.includes(check.id))
  return (
    <li className="finding">
      <p className="finding-title">
        <span>{finding.sealed ? `Sealed rule ${finding.rule} spoke` : finding.title}</span>
        <span className="figure ledger-figure">{decibans(finding.decibans)}</span>
      </p>
      {finding.places.length > 0 && (
        <ul className="finding-places">
          {finding.places.slice(0, 6).map((place, index) => (
            <li key={index}>
              {place.in === 'field' && place.path.startsWith('links.') ? (
                <a className="finding-place" href="#linked">
                  <span className="finding-where">What they share</span>
                </a>
              ) : (
                <Link
                  from="/cases/$id"
                  to="."
                  resetScroll={false}
                  search={{ place: placeKey(finding.rule, index) }}
                  className="finding-place"
                >
                  <span className="finding-where">{placeName(place)}</span>
                  {place.text !== undefined && !isStructure(place.text) && <q className="received">{place.text}</q>}
                </Link>
              )}
            </li>
          ))}
          {finding.places.length > 6 && <li className="lettering">and {finding.places.length - 6} more places</li>}
        </ul>
      )}
      <details className="finding-more">
        <summary>
          {finding.innocent.length > 0 ? 'It may be innocent' : 'What would clear it'}
          {checks.length > 0 && `; ${lowerFirst(checks[0]?.title ?? '')} would clear it`}
        </summary>
        {finding.innocent.length > 0 && (
          <ul className="finding-innocent">
            {finding.innocent.map((explanation) => (
              <li key={explanation}>{explanation}</li>
            ))}
          </ul>
        )}
        <dl className="finding-from">
          <dt>Would clear it</dt>
          <dd>
            {finding.clears.length === 0
              ? 'no check is named'
              : finding.clears.map((id) => file.checks.find((check) => check.id === id)?.title ?? id).join('; ')}
          </dd>
          <dt>Rule</dt>
          <dd>
            <RuleName finding={finding} />
          </dd>
          {finding.sources.length > 0 && (
            <>
              <dt>Sources</dt>
              <dd>{finding.sources.join(', ')}</dd>
            </>
          )}
        </dl>
      </details>
    </li>
  )
}

/** A place's words may be a piece of JSON, which says nothing in a sentence. */
function isStructure(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

function RuleName({ finding }: { readonly finding: PresentFinding }) {
  const may = useCan('seePlaybook')
  if (finding.sealed || !may) return <code>{finding.rule}</code>
  return (
    <Link to="/playbook" search={{ rule: finding.rule }}>
      <code>{finding.rule}</code>
    </Link>
  )
}
