import type { PeerRow } from '../../../http/rooms/circle/contract.ts'
import { troubleOf } from './words.ts'

const size = 320
const middle = size / 2
const radius = 118

/**
 * The circle in plan: our gate in the middle, each peer an opening in the wall around. A way that works is drawn
 * through; one that fails is broken; where nobody has compared the words the ground is not surveyed.
 */
export function PeerRing({ peers }: { readonly peers: readonly PeerRow[] }) {
  const shown = peers.filter((peer) => peer.trust !== 'revoked').slice(0, 24)
  const step = (2 * Math.PI) / Math.max(1, shown.length)
  const gap = Math.min(0.24, step / 3)
  return (
    <svg className="peer-ring" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="unsurveyed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" className="peer-ring-hatch" />
        </pattern>
      </defs>
      {shown.length === 0 ? (
        <circle className="peer-ring-wall" cx={middle} cy={middle} r={radius} />
      ) : (
        shown.map((peer, i) => {
          const angle = i * step - Math.PI / 2
          const state = peer.trust === 'new' ? 'new' : troubleOf(peer) === null ? 'well' : 'failing'
          return (
            <g key={peer.name}>
              <path className="peer-ring-wall" d={arc(angle + gap, angle + step - gap)} />
              {state === 'new' && <circle cx={at(angle, radius).x} cy={at(angle, radius).y} r="15" className="peer-ring-unknown" />}
              <path className="peer-ring-way" data-state={state} d={`M${point(angle, 30)}L${point(angle, state === 'new' ? radius - 18 : radius + 14)}`} />
              <text className="peer-ring-name" x={at(angle, radius + 24).x} y={at(angle, radius + 24).y + 4} textAnchor={Math.abs(Math.cos(angle)) < 0.3 ? 'middle' : Math.cos(angle) > 0 ? 'start' : 'end'}>
                {peer.name.slice(0, 3).toUpperCase()}
              </text>
            </g>
          )
        })
      )}
      <rect className="peer-ring-gate" x={middle - 22} y={middle - 22} width="44" height="44" />
      <path className="peer-ring-axis" d={`M${middle - 34} ${middle}H${middle + 34}M${middle} ${middle - 34}V${middle + 34}`} />
    </svg>
  )
}

function at(angle: number, distance: number): { x: number; y: number } {
  return { x: Math.round(10 * (middle + distance * Math.cos(angle))) / 10, y: Math.round(10 * (middle + distance * Math.sin(angle))) / 10 }
}

function point(angle: number, distance: number): string {
  const { x, y } = at(angle, distance)
  return `${x} ${y}`
}

function arc(from: number, to: number): string {
  return `M${point(from, radius)}A${radius} ${radius} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to, radius)}`
}
