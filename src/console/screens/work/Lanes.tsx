import type { Lane } from '../../../http/rooms/work/contract.ts'
import { date } from '../../words/numbers.ts'
import { atOnce, runs } from './faces.ts'
import './drawings.css'

const row = 22
const left = 150
const width = 1344

/** When which device, network and program was in use, over four weeks; where two devices were at once. */
export function Lanes({ lanes }: { readonly lanes: readonly Lane[] }) {
  const all = lanes.flatMap(({ halfHours }) => halfHours)
  if (all.length === 0) return null
  const last = Math.ceil((Math.max(...all) + 1) / 48) * 48
  const first = last - width
  const both = atOnce(lanes.filter(({ kind }) => kind === 'device')).filter((half) => half >= first)
  const height = 24 + (lanes.length + 1) * row
  return (
    <figure className="work-lanes">
      <div
        className="work-scroll"
        tabIndex={0}
        role="region"
        aria-label="Devices, networks and programs over four weeks"
      >
        <svg
          viewBox={`0 0 ${left + width} ${height}`}
          width={left + width}
          height={height}
          role="img"
          aria-label="Which device, network and program was in use when. The table below holds the figures."
        >
          {Array.from({ length: 29 }, (_, day) => (
            <line
              key={day}
              className="actogram-noon"
              data-midnight={day % 7 === 0 || undefined}
              x1={left + day * 48}
              x2={left + day * 48}
              y1="18"
              y2={height}
            />
          ))}
          {Array.from({ length: 4 }, (_, week) => (
            <text key={week} className="work-dial-text" x={left + week * 7 * 48 + 4} y="13">
              {date((first + week * 336) * 1_800_000)}
            </text>
          ))}
          {lanes.map((lane, index) => (
            <g key={`${lane.kind}${lane.name}`}>
              <text className="work-dial-text" x="0" y={24 + index * row + 14}>
                {nameOf(lane)}
              </text>
              <path
                className="work-lane"
                data-kind={lane.kind}
                d={boxes(lane.halfHours, first, 24 + index * row + 3, row - 8)}
              />
            </g>
          ))}
          <text className="work-dial-text" x="0" y={24 + lanes.length * row + 14}>
            Two devices at once
          </text>
          <path className="work-lane" data-kind="both" d={boxes(both, first, 24 + lanes.length * row + 3, row - 8)} />
        </svg>
      </div>
      <figcaption>
        {both.length === 0
          ? 'In no half hour of these four weeks were two devices in use at once, as far as the sources name devices.'
          : `Two devices were in use at once in ${both.length === 1 ? 'one half hour' : `${both.length} half hours`} of these four weeks. A phone beside a laptop does that too.`}
      </figcaption>
      <details>
        <summary>As a table</summary>
        <div className="work-scroll" tabIndex={0} role="region" aria-label="Devices, networks and programs, in figures">
          <table className="work-table">
            <thead>
              <tr className="lettering">
                <th scope="col">What</th>
                <th scope="col">First seen</th>
                <th scope="col">Last seen</th>
                <th scope="col">On days</th>
              </tr>
            </thead>
            <tbody>
              {lanes.map((lane) => (
                <tr key={`${lane.kind}${lane.name}`}>
                  <th scope="row">{nameOf(lane)}</th>
                  <td>{date((lane.halfHours[0] ?? 0) * 1_800_000)}</td>
                  <td>{date((lane.halfHours.at(-1) ?? 0) * 1_800_000)}</td>
                  <td className="figure">{new Set(lane.halfHours.map((half) => Math.floor(half / 48))).size}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

function nameOf({ name, country }: Lane): string {
  return country === null ? name : `${name}, ${country}`
}

function boxes(halfHours: readonly number[], first: number, y: number, height: number): string {
  return runs(halfHours.filter((half) => half >= first))
    .map(([from, to]) => `M${left + from - first} ${y}h${to - from}v${height}h${from - to}z`)
    .join('')
}
