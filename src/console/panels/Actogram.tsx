import { activityDays, type ActivityDay, type DayMark } from './activity-days.ts'
import './actogram.css'

const row = 10
const top = 34
const left = 96
/** Two days side by side, so that a night is never cut at midnight. */
const width = 96 * 5

/**
 * When somebody worked: a row a day, each drawn twice (the day, and the next one beside it), so that sleep shows as one
 * white band wherever it falls. Rulers in both clocks.
 */
export function Actogram({ facts }: { readonly facts: unknown }) {
  const activity = activityDays(facts)
  if (activity === null) return null
  const { days, zone, second, marks } = activity
  const kinds = [...new Set([...marks.values()].flat().map((mark) => mark.kind))]
  const height = top + days.length * row + 8
  return (
    <figure className="actogram">
      <svg
        viewBox={`0 0 ${left + width} ${height}`}
        role="img"
        aria-label={`Working times of ${days.length} days, in ${zone}. The table below holds the figures.`}
      >
        <defs>
          <pattern id="actogram-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="actogram-hatch" y2="5" />
          </pattern>
        </defs>
        <Ruler y={12} ahead={0} name={zone} />
        {second && <Ruler y={26} ahead={second.aheadHours} name={second.zone} />}
        {[0, 24, 48, 72, 96].map((half) => (
          <line
            key={half}
            className="actogram-noon"
            data-midnight={half % 48 === 0 || undefined}
            x1={left + half * 5}
            x2={left + half * 5}
            y1={top}
            y2={height - 8}
          />
        ))}
        {days.map((day, index) => (
          <g key={day.date}>
            {index % 7 === 0 && (
              <text className="actogram-text" x={left - 18} y={top + index * row + 8} textAnchor="end">
                {day.date.slice(5)}
              </text>
            )}
            <Marks marks={marks.get(day.date)} x={left} y={top + index * row} />
            <Marks marks={marks.get(days[index + 1]?.date ?? '')} x={left + 240} y={top + index * row} />
            <Cells day={day} x={left} y={top + index * row} />
            <Cells day={days[index + 1]} x={left + 240} y={top + index * row} />
          </g>
        ))}
      </svg>
      {kinds.length > 0 && (
        <figcaption className="lettering actogram-key">
          {kinds.map((kind) => (
            <span key={kind}>
              <svg width="18" height="12" aria-hidden="true">
                <rect className="actogram-mark" data-kind={kind} width="18" height="12" />
              </svg>
              {kind === 'source-gap' ? 'no source covers it: unknown' : kind.replace('-', ' ')}
            </span>
          ))}
        </figcaption>
      )}
      <details>
        <summary>As a table</summary>
        <div className="actogram-table" tabIndex={0} role="region" aria-label="Working times, in figures">
          <table>
            <thead>
              <tr className="lettering">
                <th scope="col">Day</th>
                <th scope="col">First</th>
                <th scope="col">Last</th>
                <th scope="col">Longest pause</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.date}>
                  <th scope="row">{day.date}</th>
                  <td>{clock(day.halfHours.findIndex((value) => value > 0))}</td>
                  <td>{clock(day.halfHours.findLastIndex((value) => value > 0))}</td>
                  <td>{longestPause(day)} h</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

function Cells({ day, x, y }: { readonly day: ActivityDay | undefined; readonly x: number; readonly y: number }) {
  if (day === undefined) return null
  return day.halfHours.map(
    (value, half) =>
      value > 0 && <rect key={half} className="actogram-work" x={x + half * 5} y={y + 1} width="5" height={row - 2} />,
  )
}

function Marks({
  marks,
  x,
  y,
}: {
  readonly marks: readonly DayMark[] | undefined
  readonly x: number
  readonly y: number
}) {
  return marks?.map((mark, index) => (
    <rect
      key={index}
      className="actogram-mark"
      data-kind={mark.kind}
      x={x + mark.from * 5}
      y={y}
      width={(mark.to - mark.from) * 5}
      height={row}
    />
  ))
}

function Ruler({ y, ahead, name }: { readonly y: number; readonly ahead: number; readonly name: string }) {
  return (
    <g>
      <text className="actogram-text" x={left - 18} y={y} textAnchor="end">
        {name.split('/').at(-1)?.replace('_', ' ')}
      </text>
      {[0, 6, 12, 18, 24, 30, 36, 42].map((hour) => (
        <text key={hour} className="actogram-text" x={left + hour * 10} y={y} textAnchor="middle">
          {String((((hour + ahead) % 24) + 24) % 24).padStart(2, '0')}
        </text>
      ))}
    </g>
  )
}

/** Longest stretch of the day without activity, in hours. How much somebody worked is nobody's question here. */
function longestPause(day: ActivityDay): number {
  let longest = 0
  let run = 0
  for (const value of day.halfHours) {
    run = value > 0 ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  return longest / 2
}

function clock(half: number): string {
  return half < 0 ? '–' : `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
}
