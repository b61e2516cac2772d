import type { Posture } from '../../core/posture.ts'
import './posture-mark.css'

/**
 * A posture as the plan of a sallyport: two walls, each with a door. The outer door (left) has shut behind what came
 * in; the inner one says how freely it may pass. What was not assessed is hatched, as unsurveyed ground is. Read by shape, so that colour is never alone.
 */
export function PostureMark({ posture }: { readonly posture: Posture | 'unknown' }) {
  return (
    <svg className="posture-mark" data-posture={posture} viewBox="0 0 36 28" aria-hidden="true" focusable="false">
      {posture === 'unknown' && (
        <path className="posture-mark-hatch" d="M10 12L17 5M10 18L23 5M10 24L26 8M15 25L26 14M21 25L26 20" />
      )}
      {posture === 'escalate' && <rect className="posture-mark-cell" x="8" y="3" width="20" height="22" />}
      <path className="posture-mark-wall" d="M8 0v7M8 21v7M28 0v7M28 21v7" />
      <path className="posture-mark-leaf" d="M8 7v14" />
      {inner[posture]}
    </svg>
  )
}

const inner: Readonly<Record<Posture | 'unknown', React.ReactNode>> = {
  routine: (
    <>
      <path className="posture-mark-swing" d="M14 21a14 14 0 0 1 14-14" />
      <path className="posture-mark-leaf" d="M28 21H14" />
    </>
  ),
  look: (
    <>
      <path className="posture-mark-swing" d="M18 11a14 14 0 0 1 10-4" />
      <path className="posture-mark-leaf" d="M28 21L18 11" />
    </>
  ),
  challenge: <path className="posture-mark-leaf posture-mark-bar" d="M28 7v14" />,
  unknown: null,
  escalate: <path className="posture-mark-leaf posture-mark-bar" d="M28 7v14" />,
}
