import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import { auditQuery, verifyAudit } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { exact, moment, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { AuditVerdictView } from './AuditVerdictView.tsx'
import './audit.css'

/** "Who did what, and is the log whole?" */
export function AuditScreen() {
  const may = useCan('seeAudit')
  const mayVerify = useCan('verifyAudit')
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    ...auditQuery,
    enabled: may,
  })
  const verify = useMutation({
    mutationFn: verifyAudit,
    onSuccess: (verdict) => announce(verdict.ok ? 'The log is whole.' : 'The log is not whole.'),
  })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the audit log" />
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  const total = data?.pages[0]?.total ?? 0
  return (
    <Page
      title={data ? answer(total) : 'The audit log'}
      place="Audit"
      aside={
        mayVerify && (
          <Button tone="main" disabled={verify.isPending} onClick={() => verify.mutate()}>
            {verify.isPending ? 'Checking every entry…' : 'Check that the log is whole'}
          </Button>
        )
      }
    >
      {verify.data && <AuditVerdictView verdict={verify.data} />}
      {verify.error && <Trouble error={verify.error} />}
      {error && <Trouble error={error} again={() => void refetch()} />}
      {isPending && may && <Waiting what="the log" lines={12} />}
      {data && rows.length === 0 && (
        <p>Whatever anybody opens or changes from now on stands here, refusals included.</p>
      )}
      {rows.length > 0 && (
        <div className="audit-frame" tabIndex={0} role="region" aria-label="Audit entries">
          <table className="audit">
            <thead>
              <tr className="lettering">
                <th scope="col">No.</th>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">Did</th>
                <th scope="col">To what</th>
                <th scope="col">Allowed</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.index} data-refused={row.outcome === 'refused' || undefined}>
                  <td className="figure audit-number">{wholeNumber(row.index)}</td>
                  <td>
                    <time dateTime={new Date(row.at).toISOString()} title={exact(row.at)}>
                      {moment(row.at)}
                    </time>
                  </td>
                  <td className="received">{row.actor}</td>
                  <td>
                    <code>{row.action}</code>
                  </td>
                  <td className="received audit-target">{row.target ?? '–'}</td>
                  <td>{row.outcome === 'refused' ? 'Refused' : 'Yes'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <p>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier entries
          </Button>
        </p>
      )}
    </Page>
  )
}

function answer(total: number): string {
  if (total === 0) return 'Nothing is on record yet.'
  return total === 1
    ? 'One thing was done here; it is on record.'
    : `${wholeNumber(total)} things were done here, each of them on record.`
}
