import type { MemberRow } from '../../../http/rooms/messages/contract.ts'
import { date } from '../../words/numbers.ts'

const DAY = 86_400_000

/** Every message as a mark on one line of time; a filled mark was confirmed by a person. Marks of one day stand on top of each other. */
export function CampaignTimeline({ members }: { readonly members: readonly MemberRow[] }) {
  const first = (members[0]?.at ?? 0) - DAY
  const last = Math.max(first + 7 * DAY, (members.at(-1)?.at ?? 0) + DAY)
  const width = 1000
  const stacked = new Map<number, number>()
  const marks = members.map((member) => {
    const day = Math.floor(member.at / DAY)
    const level = stacked.get(day) ?? 0
    stacked.set(day, level + 1)
    return { member, x: (width * (member.at - first)) / (last - first), y: 66 - 13 * Math.min(4, level) }
  })
  return (
    <svg className="campaign-timeline" viewBox={`0 0 ${width} 96`} role="img" aria-label={`${members.length} messages between ${date(first + DAY)} and ${date(last - DAY)}`}>
      <line x1="0" y1="76" x2={width} y2="76" />
      {marks.map(({ member, x, y }) => (
        <circle key={member.subject} cx={x} cy={y} r="5" data-confirmed={member.standing === 'confirmed' || undefined} />
      ))}
      <text x="0" y="92">
        {date(first + DAY)}
      </text>
      <text x={width} y="92" textAnchor="end">
        {date(last - DAY)}
      </text>
    </svg>
  )
}
