import { normal, type Random } from '../../core/random.ts'
import { between } from './calendar.ts'

/** How one interview went, as the interviewer's page wrote it down. */
export interface DemoCall {
  readonly candidate: string
  /** Milliseconds that something between the two adds to every answer. */
  readonly added: number
  /** A person who thinks before speaking: milliseconds, on every answer too, but not on the shortest ones alone. */
  readonly slow: number
  readonly accommodated?: boolean
  readonly artefact?: boolean
}

const kinds = ['zero-think', 'hard', 'zero-think', 'easy', 'zero-think', 'hard', 'zero-think', 'shadow', 'zero-think', 'hard', 'zero-think', 'interrupt', 'zero-think', 'zero-think', 'easy', 'zero-think', 'shadow', 'interrupt'] as const
const thinking = { 'zero-think': 420, easy: 700, hard: 1_700, shadow: 380, interrupt: 350 } as const

/** A `call/1` record: who spoke when, the line under it, and the marks of two people. Nothing that was said. */
export function writeCall(call: DemoCall, random: Random): Uint8Array {
  const turns: Record<string, unknown>[] = []
  const network: Record<string, unknown>[] = []
  const roundTrip = between(random, 40, 110)
  let at = 12_000
  for (const kind of [...kinds, ...kinds]) {
    const asked = at + between(random, 2_500, 5_000)
    turns.push({ speaker: 'interviewer', startMs: Math.round(at), endMs: Math.round(asked), kind })
    network.push({ atMs: Math.round(at), roundTripMs: Math.round(roundTrip + 6 * Math.abs(normal(random))), playoutMs: 40, remotePlayoutMs: 40 })
    const think = Math.max(90, thinking[kind] * Math.exp(0.35 * normal(random)) + call.slow * random.next())
    const answer = asked + roundTrip + 80 + think + call.added * between(random, 0.85, 1.15)
    const done = answer + between(random, 1_800, 14_000)
    turns.push({ speaker: 'candidate', startMs: Math.round(answer), endMs: Math.round(done), kind: null })
    at = done + between(random, 400, 1_500)
  }
  const mark = (card: string, channel: string, share: number, outcome: string): Record<string, unknown> => ({ card, atMs: Math.round(at * share), mark: outcome, by: 'interviewer-1', second: outcome, channel })
  const record = {
    sallyport: 'call/1',
    source: 'room',
    resolutionMs: 20,
    candidate: call.candidate,
    stage: 'technical',
    accommodated: call.accommodated ?? false,
    turns,
    network,
    observed: [],
    challenges: [mark('hand-across', 'face', 0.3, call.artefact === true ? 'artefact' : 'done'), mark('profile', 'face', 0.5, call.artefact === true ? 'refused' : 'done'), mark('whisper', 'voice', 0.7, 'done')],
  }
  return new TextEncoder().encode(JSON.stringify(record))
}
