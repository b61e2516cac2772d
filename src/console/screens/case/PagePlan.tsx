import type { Place } from '../../../core/evidence.ts'

/** A4 in points; a page in another format is drawn as tall as its lowest box asks. */
const a4 = { width: 595, height: 842 }

type Box = Extract<Place, { in: 'page' }>['box']

/** Where on the page it stands: a plan of the page with the boxes of the finding (points from the top left). */
export function PagePlan({
  place,
  boxes,
}: {
  readonly place: Extract<Place, { in: 'page' }>
  readonly boxes: readonly Box[]
}) {
  const width = Math.max(a4.width, ...boxes.map((box) => box[2] + 12))
  const height = Math.max(a4.height, ...boxes.map((box) => box[3] + 12))
  return (
    <svg
      className="page-plan"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Page ${place.page}, with the place marked`}
    >
      <rect className="page-plan-sheet" x="1" y="1" width={width - 2} height={height - 2} />
      {boxes.map((box, index) => (
        <rect
          key={index}
          className="page-plan-box"
          data-here={box === place.box || undefined}
          x={box[0]}
          y={box[1]}
          width={Math.max(4, box[2] - box[0])}
          height={Math.max(4, box[3] - box[1])}
        />
      ))}
    </svg>
  )
}
