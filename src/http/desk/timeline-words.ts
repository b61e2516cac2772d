import { exitItems } from '../../cases/exit-items.ts'
import type { TimelineEntry } from '../contract.ts'

interface Told {
  readonly kind: TimelineEntry['kind']
  readonly text: string
}

type Data = Readonly<Record<string, unknown>>

/** What happened on a case, in words: one line a type of event. What a person wrote comes after it. */
const told: Readonly<Record<string, (data: Data) => Told>> = {
  judged: ({ posture }) => ({ kind: 'judged', text: `Rules judged it: ${posture}` }),
  move: ({ to }) => ({ kind: 'move', text: `Moved to ${to}` }),
  check: ({ check, outcome }) => ({ kind: 'check', text: `${check}: ${outcome ?? 'offered'}` }),
  offer: ({ checks }) => ({ kind: 'check', text: `The menu of the band was offered: ${(checks as readonly string[] | undefined)?.join(', ') ?? ''}` }),
  alternative: ({ check }) => ({ kind: 'check', text: `${check}: the alternative applies` }),
  decision: ({ outcome }) => ({ kind: 'decision', text: `Decided: ${outcome}` }),
  letter: ({ kind, jurisdiction }) => ({ kind: 'move', text: `Letter written: ${String(kind).replaceAll('-', ' ')} (${jurisdiction})` }),
  contest: () => ({ kind: 'move', text: 'The person says that it is wrong' }),
  'contest-answer': ({ answer }) => ({ kind: 'decision', text: answer === 'reopen' ? 'The contest was heard: reopened' : 'The contest was heard: the decision stands' }),
  'exit-item': ({ item, state }) => ({ kind: 'comment', text: `${exitItems.find(({ id }) => id === item)?.title ?? item}: ${String(state).replaceAll('-', ' ')}` }),
  hold: ({ placed }) => ({ kind: 'move', text: placed === true ? 'Legal hold placed' : 'Legal hold lifted' }),
  link: ({ restored }) => ({ kind: 'link', text: restored === true ? 'Took back that a tie means nothing' : 'Said that a tie means nothing' }),
}

export function timelineWords(type: string, data: unknown): Told {
  return told[type]?.((data ?? {}) as Data) ?? { kind: 'comment', text: '' }
}
