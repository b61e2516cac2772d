import type { LayoutCluster } from '../../../http/rooms/apply/contract.ts'
import { date } from '../../words/numbers.ts'

const width = 1_000
const height = 56

/** When its users applied: a stroke an applicant, filled ones cleared. A burst is a clump. */
export function LayoutTimeline({ members, firstAt }: { readonly members: LayoutCluster['members']; readonly firstAt: number }) {
  const last = Math.max(...members.map(({ since }) => since))
  const spread = Math.max(1, last - firstAt)
  const at = (since: number): number => 8 + ((since - firstAt) / spread) * (width - 16)
  const cleared = members.filter((member) => member.cleared).length
  return (
    <figure className="layout-time">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${members.length} applicants between ${date(firstAt)} and ${date(last)}, ${cleared} of them cleared`}>
        <line className="layout-time-base" x1="0" x2={width} y1={height - 8} y2={height - 8} />
        {members.map((member, index) => (
          <line key={index} className="layout-time-one" data-cleared={member.cleared || undefined} x1={at(member.since)} x2={at(member.since)} y1={member.cleared ? 26 : 8} y2={height - 8} />
        ))}
      </svg>
      <figcaption className="lettering">
        <span>{date(firstAt)}</span>
        <span>short strokes: cleared</span>
        <span>{date(last)}</span>
      </figcaption>
    </figure>
  )
}
