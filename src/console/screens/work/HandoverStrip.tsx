import type { ActivityFacts } from '../../../measure/rhythm/facts.ts'
import { date } from '../../words/numbers.ts'
import { facesAround, type Face } from './faces.ts'
import { clockOf, hours } from './words.ts'
import './drawings.css'

const cell = 13
const height = 56

/** The day before and after the largest change, one above the other on one clock. */
export function HandoverStrip({
  handover,
  actogram,
}: {
  readonly handover: NonNullable<ActivityFacts['handover']>
  readonly actogram: ActivityFacts['actogram']
}) {
  const { before, after } = facesAround(actogram, handover.atMs)
  const most = Math.max(...before.share, ...after.share, 0.01)
  return (
    <figure className="work-strip">
      <div className="work-scroll" tabIndex={0} role="region" aria-label="Days before and after the change">
        <svg
          viewBox={`0 0 ${48 * cell} ${2 * height + 34}`}
          role="img"
          aria-label={`A usual day before and after ${date(handover.atMs)}. The table below holds the figures.`}
        >
          <Profile face={before} most={most} y={height} up />
          <Profile face={after} most={most} y={height + 30} up={false} />
          {[0, 6, 12, 18, 24].map((hour) => (
            <text
              key={hour}
              className="work-dial-text"
              x={Math.min(48 * cell - 10, Math.max(10, hour * 2 * cell))}
              y={height + 20}
              textAnchor="middle"
            >
              {String(hour % 24).padStart(2, '0')}
            </text>
          ))}
        </svg>
      </div>
      <figcaption>
        Above, a usual day before {date(handover.atMs)}; below, after it. Between them lie{' '}
        {hours(handover.distanceHours)} round the clock: that far the day as a whole would have to be turned.
      </figcaption>
      <details>
        <summary>As a table</summary>
        <div className="work-scroll" tabIndex={0} role="region" aria-label="Days before and after, in figures">
          <table className="work-table">
            <thead>
              <tr className="lettering">
                <th scope="col">From</th>
                <th scope="col">Active before</th>
                <th scope="col">Active after</th>
              </tr>
            </thead>
            <tbody>
              {before.share.map((share, half) => (
                <tr key={half}>
                  <th scope="row">{clockOf(half)}</th>
                  <td className="figure">{percent(share)}</td>
                  <td className="figure">{percent(after.share[half] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

function Profile({
  face,
  most,
  y,
  up,
}: {
  readonly face: Face
  readonly most: number
  readonly y: number
  readonly up: boolean
}) {
  const bars = face.share.map((share, half) => {
    const tall = (share / most) * (height - 6)
    return `M${half * cell + 1} ${y}v${up ? -tall : tall}h${cell - 2}v${up ? tall : -tall}z`
  })
  return (
    <g>
      <path className="actogram-work" d={bars.join('')} />
      <line className="work-strip-ground" x1="0" x2={48 * cell} y1={y} y2={y} />
    </g>
  )
}

const percent = (share: number): string => `${Math.round(share * 100)} % of days`
