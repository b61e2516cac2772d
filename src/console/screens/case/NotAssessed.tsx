import type { Finding } from '../../../core/finding.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'

type Unassessed = Extract<Finding, { outcome: 'not-assessed' }>

/** What could not be looked at, and why. It counts nothing, which is not the same as clean. */
export function NotAssessed({ findings }: { readonly findings: readonly Finding[] }) {
  const unassessed = findings.filter((finding): finding is Unassessed => finding.outcome === 'not-assessed')
  if (unassessed.length === 0) return null
  // Kinds of evidence that are not here at all come last: they say least about what is.
  const absent = (why: string): number => Number(why.startsWith('there is no '))
  const reasons = [...Map.groupBy(unassessed, (finding) => finding.why)].sort(([a], [b]) => absent(a) - absent(b))
  return (
    <Hatched>
      <div className="not-assessed">
        <h3>
          {startSentence(countInWords(unassessed.length, 'thing was', 'things were'))} not assessed: unknown, not clean
        </h3>
        <ul>
          {reasons.map(([why, members]) => (
            <li key={why}>
              <p>{why}</p>
              <details>
                <summary>{countInWords(members.length, 'rule')} waiting for it</summary>
                <ul>
                  {members.map((finding) => (
                    <li key={finding.rule} className="soft">
                      {finding.sealed ? `Sealed rule ${finding.rule}` : finding.title}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      </div>
    </Hatched>
  )
}
