import type { ReleaseFile } from '../../../http/rooms/packages/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { count } from '../../words/numbers.ts'
import { verdictWord } from './verdicts.ts'

/** Every rule that spoke: where, what else may explain it, what would clear it; and what could not be asked. */
export function Findings({ release }: { readonly release: ReleaseFile }) {
  const unasked = Object.entries(release.notAssessed)
  return (
    <section className="packages-section" aria-labelledby="release-findings">
      <h2 id="release-findings">Why</h2>
      {release.findings.length === 0 && release.problem === null && <p>No rule spoke.</p>}
      <ul className="packages-findings">
        {release.findings.map((finding) => (
          <li key={finding.rule}>
            <h3>{finding.title}</h3>
            <p className="soft">
              {verdictWord(finding.verdict)} by <span className="received">{finding.rule}</span>
            </p>
            <ul className="packages-places">
              {finding.places.slice(0, 3).map((place) =>
                place.in === 'code' ? (
                  <li key={`${place.file}:${place.line}`} className="lettering received">
                    {place.file}:{place.line}
                  </li>
                ) : null,
              )}
            </ul>
            <p>May also be: {finding.innocent.join(' ')}</p>
            {finding.clears.length > 0 && (
              <p className="soft">Cleared by: {finding.clears.join(', ').replaceAll('-', ' ')}</p>
            )}
          </li>
        ))}
      </ul>
      {unasked.length > 0 && (
        <Hatched>
          {unasked.map(([why, n]) => (
            <p key={why}>
              {count(n, 'rule')} could not be asked: {why}.
            </p>
          ))}
        </Hatched>
      )}
    </section>
  )
}
