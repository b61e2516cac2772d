import type { LedgerGroup } from '../../../core/weigh.ts'

/** What the drawing spans, in decibans: the clips of a group and of link evidence, with room for their stops. */
const low = -8
const high = 18.5
const at = (value: number): string =>
  `${(((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 100).toFixed(2)}%`

/** Bounds of a group (core/weigh.ts, `weighing`): the stops that are drawn. */
const stops = (group: string): readonly [number, number] => (group === 'link' ? [-6.5, 17] : [-6.5, 11])

/**
 * A group's weight as a dimension line: solid toward, outlined away. Where overlap or a cap took something off, the
 * stated sum goes on as a dashed line, and the cap stands as a stop.
 */
export function WeightBar({ group }: { readonly group: LedgerGroup }) {
  const y = 11
  const [, cap] = stops(group.group)
  const toward = group.decibans > 0
  const from = Math.min(0, group.decibans)
  const to = Math.max(0, group.decibans)
  const reduced = Math.abs(group.stated - group.decibans) > 0.05
  return (
    <svg className="weight-bar" height="22" width="100%" aria-hidden="true" focusable="false">
      <line className="weight-bar-zero" x1={at(0)} x2={at(0)} y1="0" y2="22" />
      {reduced && <line className="weight-bar-stated" x1={at(group.decibans)} x2={at(group.stated)} y1={y} y2={y} />}
      {reduced && (
        <line className="weight-bar-stated-end" x1={at(group.stated)} x2={at(group.stated)} y1={y - 4} y2={y + 4} />
      )}
      <rect
        className="weight-bar-weight"
        data-toward={toward || undefined}
        x={at(from)}
        width={`${((to - from) / (high - low)) * 100}%`}
        y={y - 5}
        height="10"
      />
      {group.clipped && (
        <line className="weight-bar-stop" x1={at(toward ? cap : -6.5)} x2={at(toward ? cap : -6.5)} y1="1" y2="21" />
      )}
    </svg>
  )
}

/** The ruler over the bars. */
export function Scale() {
  return (
    <svg className="weight-scale" height="16" width="100%" focusable="false">
      <line className="weight-bar-zero" x1="0" x2="100%" y1="15" y2="15" />
      {[-5, 0, 5, 10, 15].map((value) => (
        <g key={value}>
          <line className="weight-bar-zero" x1={at(value)} x2={at(value)} y1="10" y2="16" />
          <text className="weight-scale-figure" x={at(value)} y="8" textAnchor="middle">
            {value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0'}
          </text>
        </g>
      ))}
    </svg>
  )
}
