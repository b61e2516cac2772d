import type { Health } from '../../../http/contract.ts'
import { count, countInWords, spanInWords, startSentence } from '../../words/numbers.ts'

/** Reference data older than this may miss what matters; its owner should look. */
export const staleDays = 45

/** Waiting longer than this, work is stuck rather than busy. */
const stuckMs = 5 * 60_000

export interface Complaint {
  readonly what: string
  readonly advice: string
}

/** What is not in order, the gravest first, each with what to do. */
export function complaints(health: Health): readonly Complaint[] {
  const found: Complaint[] = []
  const stale = health.reference.filter((reference) => reference.ageDays > staleDays)
  if (health.playbook.faults.length > 0) {
    found.push({
      what: `${startSentence(countInWords(health.playbook.faults.length, 'rule does', 'rules do'))} not load.`,
      advice: health.playbook.faults.join(' '),
    })
  }
  if (health.queue.waiting > 0 && health.queue.oldestMs > stuckMs) {
    found.push({
      what: `Work has waited ${spanInWords(health.queue.oldestMs)}.`,
      advice: 'Start another worker, or look into the server’s log for what holds the running ones.',
    })
  }
  if (health.queue.failed > 0) {
    found.push({
      what: `${startSentence(countInWords(health.queue.failed, 'job'))} failed.`,
      advice: 'They are tried again by themselves; if the number stays, the server’s log says why.',
    })
  }
  if (stale.length > 0) {
    found.push({
      what: `${startSentence(countInWords(stale.length, 'list is', 'lists are'))} out of date.`,
      advice: `${stale.map((one) => `${one.name} (${count(one.ageDays, 'day')})`).join(', ')}. Verdicts that rest on them say so.`,
    })
  }
  if (health.banner !== null) found.push({ what: 'This is an evaluation store.', advice: health.banner })
  return found
}
