import type { QueueRow } from '../../../http/contract.ts'
import { countInWords, spanInWords, startSentence } from '../../words/numbers.ts'

/** What a row asks of people: the sections of the queue, the most pressing first. */
export const sections = ['now', 'look', 'others', 'rest', 'closed'] as const
export type Section = (typeof sections)[number]

/**
 * `now`: the next move is a person's here. `others`: the next move is the subject's, or a clock's. The posture alone
 * does not put a case into `now`: one whose check was offered waits for its answer.
 */
export function sectionOf(row: QueueRow): Section {
  if (row.state === 'closed') return 'closed'
  if (
    row.state === 'decision' ||
    row.state === 'failed' ||
    row.state === 'declined-with-reason' ||
    row.state === 'contest'
  )
    return 'now'
  if (row.state === 'step-up-offered' || row.state === 'notice') return 'others'
  if (row.posture === 'escalate' || row.posture === 'challenge') return 'now'
  if (row.verdict === 'hold' || row.verdict === 'block') return 'now'
  return row.posture === 'look' ? 'look' : 'rest'
}

/** The queue's first line, which answers "what needs me?". */
export function answer(rows: readonly QueueRow[], total: number, now: number, filtered: boolean): string {
  const due = rows.filter((row) => sectionOf(row) === 'now')
  if (rows.length === 0) return 'Nothing matches these filters.'
  if (due.length === 0)
    return `Nothing needs a person now; ${countInWords(total, 'case is', 'cases are')} ${filtered ? 'shown' : 'in the house'}.`
  const oldest = Math.min(...due.map((row) => row.waitingSince))
  const need = startSentence(countInWords(due.length, 'case needs', 'cases need'))
  const wait = spanInWords(now - oldest)
  return `${need} a person now. ${due.length === 1 ? 'It has' : 'The oldest has'} waited ${wait}.`
}
