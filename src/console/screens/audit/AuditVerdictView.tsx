import type { AuditVerdict } from '../../../http/contract.ts'
import { moment, wholeNumber } from '../../words/numbers.ts'

/** Whether the log is whole. That it is not is one of the few things that are red. */
export function AuditVerdictView({ verdict }: { readonly verdict: AuditVerdict }) {
  const checkpoint =
    verdict.checkpointAt === null
      ? 'There is no signed checkpoint yet, so entries cut off at the end could not be noticed.'
      : `The last signed checkpoint is of ${moment(verdict.checkpointAt)}.`
  return (
    <section className="audit-verdict" data-broken={!verdict.ok || undefined} aria-label="Result of the check">
      <h2>
        {verdict.ok
          ? `The log is whole: ${wholeNumber(verdict.entries)} entries follow from each other.`
          : (verdict.problem ?? 'The log is not whole.')}
      </h2>
      <p>
        {verdict.ok
          ? checkpoint
          : `Keep a copy of the database as it is, and tell the security lead now. ${checkpoint}`}
      </p>
    </section>
  )
}
