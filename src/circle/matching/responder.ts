import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import { answer, type Answer, type Question } from './check.ts'
import type { KeyPair } from './voprf.ts'

/** Why a peer asks. Written down on both sides. */
export const purposes = ['application', 'contractor', 'incident', 'employee-review'] as const
export type Purpose = (typeof purposes)[number]

export interface CheckRequest {
  readonly peer: string
  readonly epoch: number
  readonly purpose: Purpose
  /** Random, once per case: the same question again is told as a replay. */
  readonly nonce: string
  readonly question: Question
}

/** A line of the log; the asking side writes the same one. Says nothing of hit or miss: this side does not know. */
export interface CheckLine {
  readonly at: number
  readonly peer: string
  readonly epoch: number
  readonly purpose: Purpose
  readonly nonce: string
  readonly tokens: number
  readonly outcome: 'answered' | 'refused-quota' | 'refused-replay' | 'refused-epoch'
}

export interface ResponderOptions {
  readonly clock: Clock
  /** Keys by epoch: the present one and, for a day after a change, the last. */
  readonly keys: (epoch: number) => KeyPair | null
  readonly write: (line: CheckLine) => void
  /** Told once a day and peer, when asking looks like guessing. */
  readonly alarm: (peer: string, why: string) => void
  /** Questions a day and peer. 200 questions of 16 tokens: a million e-mail addresses take 312 days. */
  readonly quota?: number
}

const day = 24 * 3_600_000
const burstWindow = 10 * 60_000
/** People screen applicants one after another; scripts do not wait. */
const burst = 30

/** Answers peers' questions within their quota. */
export class Responder {
  #options: Required<ResponderOptions>
  #asked = new Map<string, { at: number[]; nonces: Set<string>; alarmedAt: number }>()

  constructor(options: ResponderOptions) {
    this.#options = { quota: 200, ...options }
  }

  /** Reads back what was asked in the last day, so that a restart forgives nothing. */
  remember(lines: readonly CheckLine[]): void {
    for (const line of lines) {
      if (line.outcome !== 'answered' || line.at < this.#options.clock.now() - day) continue
      const peer = this.#of(line.peer)
      peer.at.push(line.at)
      peer.nonces.add(line.nonce)
    }
  }

  /** @throws SP_RATE_LIMITED, SP_CONFLICT (replayed), SP_NOT_FOUND (no such epoch), SP_INPUT */
  answer(request: CheckRequest): Answer {
    const now = this.#options.clock.now()
    const peer = this.#of(request.peer)
    peer.at = peer.at.filter((at) => at > now - day)
    const tokens = request.question.elements.length / 32
    const note = (outcome: CheckLine['outcome']): void =>
      this.#options.write({
        at: now,
        peer: request.peer,
        epoch: request.epoch,
        purpose: request.purpose,
        nonce: request.nonce,
        tokens,
        outcome,
      })
    if (peer.nonces.has(request.nonce)) {
      note('refused-replay')
      throw new SallyportError('SP_CONFLICT', 'This question was asked before.')
    }
    if (peer.at.length >= this.#options.quota) {
      note('refused-quota')
      this.#alarm(request.peer, peer, now, `used up its ${this.#options.quota} questions of the day`)
      throw new SallyportError('SP_RATE_LIMITED', 'The quota of the day is used up.')
    }
    const keys = this.#options.keys(request.epoch)
    if (keys === null) {
      note('refused-epoch')
      throw new SallyportError('SP_NOT_FOUND', 'There is no key for this epoch any more.')
    }
    const given = answer(request.question, keys)
    // Twice the tokens cost twice the quota.
    for (let spent = 0; spent < tokens; spent += 16) peer.at.push(now)
    peer.nonces.add(request.nonce)
    note('answered')
    const recent = peer.at.filter((at) => at > now - burstWindow).length
    if (recent >= burst) this.#alarm(request.peer, peer, now, `asked ${recent} times within ten minutes`)
    else if (peer.at.length >= 0.8 * this.#options.quota)
      this.#alarm(request.peer, peer, now, `asked ${peer.at.length} times within a day`)
    return given
  }

  #of(peer: string): { at: number[]; nonces: Set<string>; alarmedAt: number } {
    const known = this.#asked.get(peer) ?? { at: [], nonces: new Set<string>(), alarmedAt: Number.NEGATIVE_INFINITY }
    this.#asked.set(peer, known)
    return known
  }

  #alarm(name: string, peer: { alarmedAt: number }, now: number, why: string): void {
    if (now - peer.alarmedAt < day) return
    peer.alarmedAt = now
    this.#options.alarm(name, why)
  }
}
