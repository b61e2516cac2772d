import { useNow } from '../parts/Since.tsx'
import { count } from '../words/numbers.ts'
import { claimedYears, overlaps, type Claim } from './claimed-years.ts'
import './claimed-years.css'

const row = 26
const top = 22

/** What a résumé claims about years, as dimension lines on one ruler: jobs solid, studies outlined, overlaps shaded. */
export function ClaimedYears({ facts }: { readonly facts: unknown }) {
  const claims = claimedYears(facts)
  const date = new Date(useNow())
  const now = date.getFullYear() * 12 + date.getMonth()
  const first = Math.floor((claims[0]?.from ?? now) / 12) * 12
  const last = Math.max(now, ...claims.map((claim) => claim.to ?? now)) + 2
  const x = (month: number): string => `${(((month - first) / (last - first)) * 100).toFixed(2)}%`
  const height = top + claims.length * row
  const both = overlaps(claims, now)
  return (
    <figure className="claimed-years">
      <svg
        width="100%"
        height={height}
        role="img"
        aria-label={`${count(claims.length, 'dated stretch', 'dated stretches')} from ${year(first)} on. The list below holds them in words.`}
      >
        {both.map(([from, to], index) => (
          <rect
            key={index}
            className="claimed-years-both"
            x={x(from)}
            width={`${((to - from) / (last - first)) * 100}%`}
            y={top - 4}
            height={height - top + 4}
          />
        ))}
        {years(first, last).map((month) => (
          <g key={month}>
            <line className="claimed-years-tick" x1={x(month)} x2={x(month)} y1={top - 6} y2={height} />
            <text className="claimed-years-text" x={x(month)} y="11">
              {year(month)}
            </text>
          </g>
        ))}
        {claims.map((claim, index) => (
          <Bar
            key={index}
            claim={claim}
            y={top + index * row}
            x={x(claim.from)}
            width={`${(((claim.to ?? now) + 1 - claim.from) / (last - first)) * 100}%`}
          />
        ))}
      </svg>
      <ol>
        {claims.map((claim, index) => (
          <li key={index}>
            <span className="figure">
              {year(claim.from)}–{claim.to === null ? 'now' : year(claim.to)}
            </span>
            <span className="received">
              {[claim.title, claim.employer]
                .filter((part, at, all) => part !== '' && all.indexOf(part) === at)
                .join(', ')}
            </span>
          </li>
        ))}
      </ol>
      {both.length > 0 && <figcaption className="lettering">Shaded: two jobs at the same time.</figcaption>}
    </figure>
  )
}

function Bar({
  claim,
  y,
  x,
  width,
}: {
  readonly claim: Claim
  readonly y: number
  readonly x: string
  readonly width: string
}) {
  return (
    <svg x={x} y={y} width={width} height={row} overflow="visible">
      <rect className="claimed-years-bar" data-study={claim.study || undefined} width="100%" y="6" height="10" />
    </svg>
  )
}

const year = (month: number): string => String(Math.floor(month / 12))

/** Januaries between two months, thinned so that their figures do not touch. */
function years(first: number, last: number): readonly number[] {
  const step = (last - first) / 12 > 10 ? 24 : 12
  return Array.from({ length: Math.ceil((last - first) / step) }, (_, index) => first + index * step)
}
