import type { ActivityDay, DayMark } from './activity-days.ts'

/** The same days as figures. How much somebody did is nobody's question here, and not in it. */
export function ActogramTable({
  days,
  marks,
}: {
  readonly days: readonly ActivityDay[]
  readonly marks: ReadonlyMap<string, readonly DayMark[]>
}) {
  return (
    <details>
      <summary>As a table</summary>
      <div className="actogram-table" tabIndex={0} role="region" aria-label="Active times, in figures">
        <table>
          <thead>
            <tr className="lettering">
              <th scope="col">Day</th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
              <th scope="col">Longest pause</th>
              <th scope="col">Explained</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <th scope="row">{day.date}</th>
                <td>{clock(day.halfHours.findIndex((value) => value > 0))}</td>
                <td>{clock(day.halfHours.findLastIndex((value) => value > 0))}</td>
                <td>{pause(day, marks.get(day.date))}</td>
                <td>{[...new Set((marks.get(day.date) ?? []).map(({ kind }) => kind.replace('-', ' ')))].join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Longest stretch of the day without activity; unknown where a gap of a source lies in the day. */
function pause(day: ActivityDay, marks: readonly DayMark[] | undefined): string {
  if (marks?.some(({ kind }) => kind === 'source-gap') === true) return 'unknown'
  let longest = 0
  let run = 0
  for (const value of day.halfHours) {
    run = value > 0 ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  return `${longest / 2} h`
}

function clock(half: number): string {
  return half < 0 ? '–' : `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
}
