import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LayoutRow } from '../../../http/rooms/apply/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, date, startSentence, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { weightWords } from './prevalence.ts'
import { layoutsQuery } from './queries.ts'
import './layouts.css'

/** "Which layouts do several people use?" */
export function LayoutsScreen() {
  const may = useCan('seeLinks')
  const { data, error, refetch } = useQuery({ ...layoutsQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the layouts of résumés" />
  if (error) {
    return (
      <Page title="The layouts cannot be listed." place="Layouts">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Layouts" place="Layouts">
        <Waiting what="the layouts" />
      </Page>
    )
  }
  return (
    <Page title={answer(data)} place="Layouts">
      {data.length === 0 ? (
        <p className="lead">Each résumé is compared with those before it. When two look alike, their layout stands here.</p>
      ) : (
        <div className="layouts-scroll">
          <table className="layouts">
            <thead>
              <tr>
                <th scope="col">Layout</th>
                <th scope="col">Applicants</th>
                <th scope="col">Cleared</th>
                <th scope="col">What it says</th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {data.map((row) => (
                <tr key={row.cluster}>
                  <th scope="row">
                    <Link to="/layouts/$id" params={{ id: row.cluster }}>
                      since {date(row.firstAt)}
                    </Link>
                  </th>
                  <td className="figure">{wholeNumber(row.subjects)}</td>
                  <td className="figure">
                    {wholeNumber(row.cleared)} of {wholeNumber(row.clearedInAll)}
                  </td>
                  <td>{weightWords(row)}</td>
                  <td className="figure">{date(row.lastAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

function answer(rows: readonly LayoutRow[]): string {
  if (rows.length === 0) return 'No two résumés share a layout yet.'
  const rare = rows.filter((row) => row.clearedInAll >= 30 && row.rarityBits >= 5).length
  const all = startSentence(countInWords(rows.length, 'layout is', 'layouts are'))
  return rare === 0
    ? `${all} used by several applicants; none of them is known to be rare.`
    : `${all} used by several applicants, ${countInWords(rare, 'rare one', 'rare ones')} among them.`
}
