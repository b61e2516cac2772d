import type { Posture } from '../../core/posture.ts'
import './posture-mark.css'

/**
 * A posture as the plan of a sallyport: two walls, each with a door. The outer door (left) has shut behind what came
 * in; the inner one says how freely it may pass. Read by shape, so that colour is never alone.
 */
export function PostureMark({ posture }: { readonly posture: Posture }) {
  return (
    <svg className="posture-mark" data-posture={posture} viewBox="0 0 36 28" aria-hidden="true" focusable="false">
      {posture === 'escalate' && <rect className="posture-mark-cell" x="8" y="3" width="20" height="22" />}
      <path className="posture-mark-wall" d="M8 0v7M8 21v7M28 0v7M28 21v7" />
      <path className="posture-mark-leaf" d="M8 7v14" />
      {inner[posture]}
    </svg>
  )
}

const inner: Readonly<Record<Posture, React.ReactNode>> = {
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
  escalate: <path className="posture-mark-leaf posture-mark-bar" d="M28 7v14" />,
}
