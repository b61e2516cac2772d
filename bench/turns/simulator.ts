import { normal } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import type { NetworkSample, Question, Turn } from '../../src/measure/turns/call.ts'
import type { LabelledCall } from './files.ts'

/** What kind of person and line a simulated call has. */
export type Speaker = 'ordinary' | 'slow' | 'stutter' | 'satellite'

/**
 * Parameters, in seconds. Mean and spread of answers, share and length of thinking: research B1 (after Boland et al.
 * 2022 and Levinson & Torreira 2015); slow speakers, blocks in speech and listening sounds: wide guesses, so that no
 * threshold can lean on them.
 */
export const parameters = {
  personMean: 0.55,
  personSpread: 0.25,
  within: 0.45,
  thinkShare: 0.3,
  thinkMean: 1.5,
  easy: 0.5,
  hard: 1.6,
  slowMean: 0.5,
  slowSpread: 0.15,
  blockShare: 0.35,
  blockMean: 0.9,
  addedSpread: 0.35,
  stop: { mean: 0.45, spread: 0.2 },
  shadow: { mean: 0.7, spread: 0.25 },
  /** Sounds of listening a minute: mean of an exponential over people; through a delayed chain a seventh remain. */
  backChannels: 2,
  delayedBackChannels: 0.15,
  /** Shortest answer a person gives; talk may overlap by half a second. */
  earliest: -0.5,
} as const

export interface CallPlan {
  readonly speaker: Speaker
  /** Seconds that a chain adds; 0 for a direct line. */
  readonly added: number
  readonly zeroThink: number
  /** Probes of each kind; the script has two. */
  readonly probes: number
}

/** A whole call: conversation, zero-think block, probes; times as heard at the interviewer's end. */
export function simulateCall(plan: CallPlan, random: Random, id: string): LabelledCall {
  const p = parameters
  const slow = plan.speaker === 'slow' ? p.slowMean + p.slowSpread * normal(random) : 0
  const person = p.personMean + p.personSpread * normal(random) + slow
  const line = drawLine(plan.speaker === 'satellite', random)
  const chatty = -p.backChannels * Math.log(1 - random.next()) * (plan.added > 0 ? p.delayedBackChannels / 2 : 1)
  const exponential = (mean: number): number => -mean * Math.log(1 - random.next())
  const turns: Turn[] = []
  const network: NetworkSample[] = []
  const truth: { gapMs: number; addedMs: number }[] = []
  let at = 5000

  const ask = (question: Question | null, lasts: number, thinking: number): void => {
    const end = at + 1000 * lasts
    turns.push({ speaker: 'interviewer', startMs: at, endMs: end, question })
    listen(at, end)
    let response =
      person +
      p.within * normal(random) +
      (random.next() < p.thinkShare ? exponential(p.thinkMean) : 0) +
      (thinking > 0 ? exponential(thinking) : 0)
    if (plan.speaker === 'stutter' && random.next() < p.blockShare) response += exponential(p.blockMean)
    response = Math.max(p.earliest, response)
    const added = plan.added === 0 ? 0 : Math.max(0.1, plan.added + p.addedSpread * normal(random))
    const start = end + 1000 * (response + added) + heard(end)
    const answer = {
      speaker: 'candidate' as const,
      startMs: start,
      endMs: start + 600 + 1000 * exponential(question === 'zero-think' ? 1 : 6),
      question: null,
    }
    turns.push(answer)
    truth.push({ gapMs: 1000 * response, addedMs: 1000 * added })
    at = Math.max(end, answer.endMs) + 400 + 1000 * exponential(0.4)
  }
  /** What the line adds now, and what the statistics of the connection say of it. */
  const heard = (now: number): number => {
    const rtt =
      line.rtt + Math.abs(line.jitter * normal(random)) + (random.next() < line.loss ? 60 + 120 * random.next() : 0)
    const here = line.playout + 10 * normal(random)
    const there = line.playout + 10 * normal(random)
    network.push({
      atMs: now,
      rttMs: Math.max(1, line.rtt + Math.abs(line.jitter * normal(random)) + 5 * normal(random)),
      playoutMs: Math.max(0, here + 8 * normal(random)),
      remotePlayoutMs: Math.max(0, there + 8 * normal(random)),
    })
    // Voice activity finds an onset within some 20 ms.
    return Math.max(0, rtt + here + there + 20 * normal(random))
  }
  const listen = (from: number, to: number): void => {
    for (
      let sound = from + 60_000 * exponential(1 / Math.max(chatty, 1e-3));
      sound < to - 1000;
      sound += 60_000 * exponential(1 / Math.max(chatty, 1e-3))
    ) {
      if (sound > from + 400) turns.push({ speaker: 'candidate', startMs: sound, endMs: sound + 350, question: null })
    }
  }

  for (let k = 0; k < 6; k++) {
    ask('easy', 4 + exponential(5), p.easy)
    ask('hard', 6 + exponential(8), p.hard)
  }
  for (let k = 0; k < plan.zeroThink; k++) ask('zero-think', 1.5 + exponential(0.7), 0)
  const probe = (seconds: { mean: number; spread: number }): number =>
    Math.max(0.1, seconds.mean + 0.3 * Math.max(0, slow) + seconds.spread * normal(random)) +
    (plan.added === 0 ? 0 : Math.max(0.1, plan.added + p.addedSpread * normal(random)))
  for (let k = 0; k < plan.probes; k++) {
    turns.push({ speaker: 'interviewer', startMs: at, endMs: at + 6000, question: 'shadow' })
    const echo = at + 1000 * probe(p.shadow) + heard(at)
    turns.push({ speaker: 'candidate', startMs: echo, endMs: echo + 6000, question: null })
    at = Math.max(at, echo) + 8000
    const cut = at + 4000
    turns.push({ speaker: 'candidate', startMs: at, endMs: cut + 1000 * probe(p.stop) + heard(cut), question: null })
    turns.push({ speaker: 'interviewer', startMs: cut, endMs: cut + 2500, question: 'interrupt' })
    at = cut + 12_000
  }
  turns.sort((a, b) => a.startMs - b.startMs)
  return {
    id,
    label: plan.added > 0 ? 'processed' : 'direct',
    kind: plan.speaker,
    addedMs: Math.round(1000 * plan.added),
    call: { source: 'room', turns, network },
    truth,
  }
}

interface Line {
  readonly rtt: number
  readonly jitter: number
  readonly loss: number
  readonly playout: number
}

/** 20 to 400 ms of round trip with jitter and loss; by satellite 560 to 720. */
function drawLine(satellite: boolean, random: Random): Line {
  const rtt = satellite ? 560 + 160 * random.next() : 20 * 20 ** random.next()
  const jitter = (satellite ? 20 : 2) + (satellite ? 50 : 0.15 * rtt) * random.next()
  return { rtt, jitter, loss: 0.03 * random.next(), playout: 30 + 1.5 * jitter + 40 * random.next() }
}
