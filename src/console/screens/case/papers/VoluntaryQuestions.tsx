import { Button } from '../../../parts/Button.tsx'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan } from '../../../session/session.tsx'
import type { CaseFile } from '../../../../http/contract.ts'
import { useLife } from './use-life.ts'

/** A link for an applicant to four voluntary questions; the answers stay apart from the application and come back to nobody. */
export function VoluntaryQuestions({ file }: { readonly file: CaseFile }) {
  const may = useCan('recordCheck')
  const link = useLife<Record<never, never>, { url: string }>(file.id, 'self-identification-link')
  if (!may || file.door !== 'apply') return null
  return (
    <section className="case-section not-printed" aria-labelledby="voluntary-title">
      <h2 id="voluntary-title">Voluntary questions</h2>
      <p className="soft">Whether the checks treat groups alike can only be seen if some applicants say who they are. It is voluntary, stands apart from the application, and is counted in groups of thirty and more.</p>
      {link.data === undefined ? (
        <p>
          <Button small disabled={link.isPending} onClick={() => link.mutate({})}>
            Make a link for this person
          </Button>
        </p>
      ) : (
        <p className="letter-do" role="status">
          <code className="voluntary-link received">{link.data.url}</code>
          <Button small onClick={() => void navigator.clipboard.writeText(link.data.url)}>
            Copy
          </Button>
        </p>
      )}
      {link.error && <Trouble error={link.error} />}
    </section>
  )
}
