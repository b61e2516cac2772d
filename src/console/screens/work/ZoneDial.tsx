import type { ActivityFacts } from '../../../measure/rhythm/facts.ts'
import { utc } from './words.ts'
import './drawings.css'

const size = 280
const centre = size / 2
const inner = 62
const reach = 62

/**
 * Which clock the activity fits: a dial of 24 hours, because +13 and −11 are the same clock. The longer a wedge, the
 * likelier. The claimed clock is the gap in the ring.
 */
export function ZoneDial({
  zone,
  claim,
}: {
  readonly zone: NonNullable<ActivityFacts['zone']>
  readonly claim: ActivityFacts['claim']
}) {
  const likely = onDial(zone.posterior)
  const most = Math.max(...likely.map(({ probability }) => probability), 0.01)
  return (
    <figure className="work-dial">
      <svg
        viewBox={`-22 -14 ${size + 44} ${size + 28}`}
        role="img"
        aria-label={`Likeliest clock ${utc(zone.bestOffsetMinutes)}. The table below holds the figures.`}
      >
        {Array.from({ length: 24 }, (_, hour) => {
          const [x, y] = at(hour, inner + reach + 14)
          return (
            <text
              key={hour}
              className="work-dial-text"
              data-quarter={hour % 6 === 0 || undefined}
              x={x}
              y={y + 4}
              textAnchor="middle"
            >
              {hour % 3 === 0 ? short(hour > 14 ? hour - 24 : hour) : '·'}
            </text>
          )
        })}
        <path className="work-dial-ring" d={ring(claim?.offsetMinutes ?? null)} />
        {likely.map(({ minutes, probability }) => (
          <path
            key={minutes}
            className="work-dial-wedge"
            d={wedge(minutes / 60, inner + 6, inner + 6 + (reach - 6) * (probability / most))}
          />
        ))}
        <text className="work-dial-best" x={centre} y={centre + 2} textAnchor="middle">
          {utc(zone.bestOffsetMinutes)}
        </text>
        <text className="work-dial-text" x={centre} y={centre + 22} textAnchor="middle">
          likeliest
        </text>
        {claim !== null && <Claimed minutes={claim.offsetMinutes} />}
      </svg>
      <figcaption>
        Within an hour of {utc(zone.bestOffsetMinutes)} with probability {zone.withinHour.toFixed(2)}.
        {claim !== null && ` Claimed: ${claim.zone} (${utc(claim.offsetMinutes)}), the gap in the ring.`}
      </figcaption>
      <details>
        <summary>As a table</summary>
        <table className="work-table">
          <thead>
            <tr className="lettering">
              <th scope="col">Clock</th>
              <th scope="col">Probability</th>
            </tr>
          </thead>
          <tbody>
            {zone.posterior.map(({ offsetMinutes, probability }) => (
              <tr key={offsetMinutes}>
                <th scope="row">{utc(offsetMinutes)}</th>
                <td className="figure">{probability.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** Offsets that are the same clock, added up. */
function onDial(
  posterior: readonly { readonly offsetMinutes: number; readonly probability: number }[],
): { minutes: number; probability: number }[] {
  const out = new Map<number, number>()
  for (const { offsetMinutes, probability } of posterior) {
    const minutes = ((offsetMinutes % 1440) + 1440) % 1440
    out.set(minutes, (out.get(minutes) ?? 0) + probability)
  }
  return [...out].map(([minutes, probability]) => ({ minutes, probability }))
}

function Claimed({ minutes }: { readonly minutes: number }) {
  const [x1, y1] = at(minutes / 60, inner - 12)
  const [x2, y2] = at(minutes / 60, inner + reach)
  return <line className="work-dial-claim" x1={x1} y1={y1} x2={x2} y2={y2} />
}

function at(hour: number, radius: number): readonly [number, number] {
  const angle = (hour / 24) * 2 * Math.PI - Math.PI / 2
  return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)]
}

function wedge(hour: number, from: number, to: number): string {
  const half = 0.22
  const points = [at(hour - half, from), at(hour - half, to), at(hour + half, to), at(hour + half, from)]
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
}

/** The wall of the dial, open at the claimed clock for an hour to each side. */
function ring(claimed: number | null): string {
  const hour = (claimed ?? 0) / 60
  const open = claimed === null ? 0.001 : 1
  const [x1, y1] = at(hour + open, inner)
  const [x2, y2] = at(hour - open, inner)
  return `M${x1.toFixed(1)} ${y1.toFixed(1)}A${inner} ${inner} 0 1 1 ${x2.toFixed(1)} ${y2.toFixed(1)}`
}

function short(hour: number): string {
  return hour === 0 ? 'UTC' : `${hour < 0 ? '−' : '+'}${Math.abs(hour)}`
}
