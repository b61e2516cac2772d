import type { Learning } from '../../../http/rooms/learning/contract.ts'

const size = 300
const edge = 34

/** Claimed posterior across, observed share up, each with its interval; the line is where both agree. */
export function ReliabilityPlot({ reliability }: { readonly reliability: Learning['reliability'] }) {
  const { bins } = reliability
  if (bins.length === 0) return null
  const x = (share: number): number => edge + share * (size - 2 * edge)
  const y = (share: number): number => size - edge - share * (size - 2 * edge)
  return (
    <div className="reliability">
      <svg viewBox={`0 0 ${size} ${size}`} className="reliability-plot" aria-hidden="true">
        <path d={`M${x(0)} ${y(1)}V${y(0)}H${x(1)}`} className="reliability-wall" />
        <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className="reliability-even" />
        {bins.map(({ from, claimed, observed }) => (
          <g key={from}>
            <path d={`M${x(claimed) - 4} ${y(observed.low)}h8m-4 0V${y(observed.high)}m-4 0h8`} className="reliability-span" />
            <circle cx={x(claimed)} cy={y(observed.value ?? 0)} r={4} className="reliability-dot" />
          </g>
        ))}
        <text x={x(0.5)} y={size - 8} textAnchor="middle" className="reliability-text">
          claimed
        </text>
        <text x={x(0) - 6} y={y(1) - 8} className="reliability-text">
          came true
        </text>
      </svg>
      <div className="reliability-frame" tabIndex={0} role="group" aria-label="Claimed against observed, as a table">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">Claimed</th>
              <th scope="col">Came true</th>
              <th scope="col">95 % between</th>
              <th scope="col">Cases</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, to, claimed, observed }) => (
              <tr key={from}>
                <th scope="row">
                  {percent(claimed)} <span className="soft">({percent(from)} to {percent(to)})</span>
                </th>
                <td>{observed.value === null ? '–' : percent(observed.value)}</td>
                <td>
                  {percent(observed.low)} and {percent(observed.high)}
                </td>
                <td>{observed.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`
}
