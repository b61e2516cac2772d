import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { QueueRow } from '../../../http/contract.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { Since } from '../../parts/Since.tsx'
import { useCan, useMe } from '../../session/session.tsx'
import { count } from '../../words/numbers.ts'
import { useSelection } from './selection.tsx'
import { assigneeWord, doorWords, postureWords, stateWords, verdictWords } from '../../words/words.ts'

/** One case in one line: who, why, what state, since when. The reason is the largest thing in it. */
export const QueueRowLink = memo(function QueueRowLink({
  row,
  due,
}: {
  readonly row: QueueRow
  readonly due: boolean
}) {
  const me = useMe()
  const mayPick = useCan('assign')
  const { chosen, toggle } = useSelection()
  return (
    <li className="queue-row">
      <span className="queue-posture">
        <PostureMark posture={row.posture} />
        <span className="lettering">
          {row.verdict === null ? postureWords[row.posture] : verdictWords[row.verdict]}
        </span>
      </span>
      <span className="queue-who">
        <Link className="queue-link received" to="/cases/$id" params={{ id: row.case }} search={{}} data-row={row.case}>
          {row.label}
        </Link>
        <span className="lettering">
          {doorWords[row.door]}
          {row.linked > 0 && ` · linked with ${row.linked}`}
          {row.evidence !== 1 && ` · ${count(row.evidence, 'item')}`}
        </span>
      </span>
      <span className="queue-why received">{row.why}</span>
      <span className="queue-state lettering">
        {row.state !== 'evidence' && stateWords[row.state]}
        {row.assignee !== null && <span className="queue-assignee received">{assigneeWord(row.assignee, me)}</span>}
      </span>
      <span className="queue-wait" data-due={due || undefined}>
        <span className="for-ears">waiting </span>
        <Since at={row.waitingSince} />
        {mayPick && (
          <label className="queue-pick not-printed">
            <input type="checkbox" aria-label={`Pick ${row.label}`} checked={chosen.has(row.case)} onChange={() => toggle(row.case)} />
          </label>
        )}
      </span>
    </li>
  )
})
