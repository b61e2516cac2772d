import type { CaseFile } from '../../../../http/contract.ts'
import { useCan } from '../../../session/session.tsx'
import { date } from '../../../words/numbers.ts'

/** The evidence pack for HR or counsel: signed, and the same whenever it is made. */
export function HandOver({ file }: { readonly file: CaseFile }) {
  const may = useCan('openFile')
  if (!may) return null
  const of = `/api/cases/${encodeURIComponent(file.id)}/pack`
  return (
    <section className="case-section not-printed" aria-labelledby="pack-title">
      <h2 id="pack-title">Hand it over</h2>
      <p className="soft">
        The evidence pack holds findings with their innocent readings, evidence by digest, what people did and decided. It is signed; <code>sallyport verify-pack</code> notices any change.
        {file.decision !== null && ` It stands as it was on ${date(file.decision.at)}, when the decision was made.`}
      </p>
      <ul className="pack-links">
        <li>
          <a className="button" data-small data-tone="plain" href={`${of}.pdf`} download>
            PDF to read
          </a>
        </li>
        <li>
          <a className="button" data-small data-tone="plain" href={of} download>
            Signed JSON
          </a>
        </li>
        {file.decision !== null && (
          <li>
            <a className="button" data-small data-tone="quiet" href={`${of}?asOf=${Date.now()}`} download>
              JSON as of now
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}
