import type { CountsPage } from '../../../http/rooms/messages/contract.ts'
import { count, date } from '../../words/numbers.ts'

const DAY = 86_400_000
const [width, height, ground] = [1200, 190, 150] as const

/**
 * One bar a day: solid what a person confirmed, hatched what only the rules hold. A day with nothing keeps a tick on the
 * ground line: nothing reported is not the same as nothing sent. A rise is drawn from the day it probably began.
 */
export function DayBars({ data }: { readonly data: CountsPage }) {
  const { days, from, rises } = data
  const most = Math.max(3, ...days.map(({ confirmed, held }) => confirmed + held))
  const step = width / days.length
  const tall = (n: number): number => (n * (ground - 26)) / most
  const every = Math.max(1, Math.ceil(days.length / 6))
  const confirmed = days.reduce((sum, day) => sum + day.confirmed, 0)
  const held = days.reduce((sum, day) => sum + day.held, 0)
  return (
    <figure className="days">
      <div className="days-frame" tabIndex={0} role="region" aria-label="Attempts by day">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${count(confirmed, 'confirmed attempt')} and ${count(held, 'message')} held by rules in ${days.length} days`}
        >
          <defs>
            <pattern id="days-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line className="days-hatch" x1="0" y1="0" x2="0" y2="6" />
            </pattern>
          </defs>
          {[...Array(most + 1).keys()]
            .filter((n) => most < 8 || n % 2 === 0)
            .map((n) => (
              <g key={n}>
                <line className="days-rule" x1="0" x2={width} y1={ground - tall(n)} y2={ground - tall(n)} />
                {n > 0 && (
                  <text className="days-text" x="2" y={ground - tall(n) - 3}>
                    {n}
                  </text>
                )}
              </g>
            ))}
          {rises.map((rise) => {
            const [began, noticed] = [((rise.began - from) / DAY) * step, ((rise.noticed - from) / DAY + 1) * step]
            return (
              <g key={rise.noticed}>
                <rect className="days-rise" x={began} y="8" width={noticed - began} height={ground - 8} />
                <text className="days-text" x={began + 4} y="20">
                  more since {date(rise.began)}
                </text>
              </g>
            )
          })}
          {days.map((day, at) => {
            const x = at * step + step * 0.14
            const wide = step * 0.72
            const solid = tall(day.confirmed)
            const over = tall(day.held)
            return (
              <g key={from + at * DAY}>
                <title>{`${date(from + at * DAY)}: ${count(day.confirmed, 'confirmed')}, ${count(day.held, 'held by rules', 'held by rules')}, ${count(day.reports, 'report')}`}</title>
                {day.confirmed > 0 && (
                  <rect className="days-confirmed" x={x} y={ground - solid} width={wide} height={solid} />
                )}
                {day.held > 0 && (
                  <rect
                    className="days-held"
                    x={x}
                    y={ground - solid - over}
                    width={wide}
                    height={over}
                    fill="url(#days-hatch)"
                  />
                )}
                {day.confirmed + day.held === 0 && (
                  <line className="days-none" x1={x + wide / 2} x2={x + wide / 2} y1={ground} y2={ground + 4} />
                )}
                {at % every === 0 && (
                  <text className="days-text" x={x} y={ground + 22}>
                    {date(from + at * DAY)}
                  </text>
                )}
              </g>
            )
          })}
          <line className="days-ground" x1="0" x2={width} y1={ground} y2={ground} />
        </svg>
      </div>
      <figcaption className="soft">
        Solid: confirmed by a person, and only these are in the figures. Hatched: held by rules, not looked at yet.
      </figcaption>
    </figure>
  )
}
