import type { Call, Line, ShownCard } from '../../../http/rooms/interview/contract.ts'

/** One thing to read out or ask for, in the order of the call. */
export type Step =
  | { readonly id: string; readonly part: Part; readonly kind: 'line'; readonly line: Line }
  | { readonly id: string; readonly part: 'cards'; readonly kind: 'card'; readonly card: ShownCard | null; readonly n: number }
  | { readonly id: string; readonly part: 'knowledge'; readonly kind: 'knowledge'; readonly about: 'planted' | 'place'; readonly read: string; readonly fine: string }
  | { readonly id: string; readonly part: 'closing'; readonly kind: 'regime'; readonly read: string }

export type Part = 'notice' | 'talk' | 'short' | 'cards' | 'knowledge' | 'closing'

export const parts: readonly { readonly id: Part; readonly name: string }[] = [
  { id: 'notice', name: 'Notice' },
  { id: 'talk', name: 'Talk' },
  { id: 'short', name: 'Short' },
  { id: 'cards', name: 'Cards' },
  { id: 'knowledge', name: 'Claims' },
  { id: 'closing', name: 'End' },
]

/** The call as a row of steps. Cards that are still face down are steps without a text. */
export function stepsOf(call: Call): readonly Step[] {
  const lines = (part: Line['part']): Step[] =>
    call.script.filter((line) => line.part === part).map((line) => ({ id: line.id, part: part as Part, kind: 'line', line }))
  const cards = Array.from({ length: call.cards.length + call.cardsLeft }, (_, n): Step => ({ id: `card-${n}`, part: 'cards', kind: 'card', card: call.cards[n] ?? null, n }))
  const knowledge = call.knowledge.map(({ about, read, fine }, n): Step => ({ id: `claim-${n}`, part: 'knowledge', kind: 'knowledge', about, read, fine }))
  const regime: Step[] = call.regime.allowed ? [{ id: 'regime', part: 'closing', kind: 'regime', read: call.regime.read }] : []
  return [...lines('notice'), ...lines('talk'), ...lines('short'), ...cards, ...knowledge, ...regime, ...lines('closing')]
}

/** The first line of the page: what to do now, in a sentence. */
export function answerOf(step: Step | undefined, call: Call): string {
  if (call.evidence !== null) return 'This call is handed in.'
  if (step === undefined) return 'Nothing is left to ask.'
  if (step.kind === 'card') {
    if (step.card === null) return `Turn up card ${step.n + 1} when you are both ready.`
    return step.card.mark === null ? 'Read the card, watch, then mark what you saw.' : `Card ${step.n + 1} is marked.`
  }
  if (step.kind === 'knowledge') return step.about === 'planted' ? 'Ask about something that never was.' : 'Ask about the place they live in.'
  if (step.kind === 'regime') return 'Read this word for word, or leave it out for everybody.'
  if (step.part === 'notice') return 'Read the notice aloud.'
  if (step.part === 'short') return `Ask, and time the answer: ${timedShort(call)} of eight.`
  if (step.part === 'talk') return 'Talk a little, as you always do.'
  return 'Close the call.'
}

export function timedShort(call: Call): number {
  if (call.meeting !== null) return Math.min(8, call.meeting.timed)
  const short = new Set(call.script.filter(({ part }) => part === 'short').map(({ id }) => id))
  return Math.min(8, call.taps.filter(({ line }) => short.has(line)).length)
}

/** `3:05`, minutes and seconds of the call. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
