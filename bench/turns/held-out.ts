import { normal, shuffle } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import type { NetworkSample, Question, Turn } from '../../src/measure/turns/call.ts'
import type { LabelledCall } from './files.ts'
import type { Speaker } from './simulator.ts'

/**
 * Another world than `simulator.ts`, on which nothing was tuned: log-normal answers whose spread grows with the pace,
 * gamma thoughts, slowness as a factor, delays that stretch, listening sounds that survive a chain late, a bursty line
 * sampled every two seconds, questions in mixed order, no probes. Seconds.
 */
const world = {
  pace: { median: 0.48, spread: 0.42 },
  steadiness: { least: 0.35, most: 0.65 },
  thinkShare: { least: 0.05, most: 0.4 },
  thinkScale: 0.6,
  easyScale: 0.45,
  hardScale: 1.1,
  slowFactor: { mean: 1.9, spread: 0.25 },
  blockShare: 0.3,
  blockScale: 0.5,
  /** An addition that stretches by this share from turn to turn, and waits for up to a quarter of a second more. */
  stretch: 0.18,
  wait: 0.25,
  silentListeners: 0.3,
  listening: 1.4,
  survives: 0.25,
} as const

/** A call of this world; `added` in seconds, 0 for a direct line. */
export function heldOutCall(speaker: Speaker, added: number, random: Random, id: string): LabelledCall {
  const between = (least: number, most: number): number => least + (most - least) * random.next()
  const gamma2 = (scale: number): number => -scale * (Math.log(1 - random.next()) + Math.log(1 - random.next()))
  const factor = speaker === 'slow' ? Math.max(1.3, world.slowFactor.mean + world.slowFactor.spread * normal(random)) : 1
  const pace = world.pace.median * Math.exp(world.pace.spread * normal(random)) * factor
  const spread = between(world.steadiness.least, world.steadiness.most)
  const thinkShare = between(world.thinkShare.least, world.thinkShare.most)
  const rate = random.next() < world.silentListeners ? 0 : gamma2(world.listening / 2)
  const line = burstyLine(speaker === 'satellite', random)
  const turns: Turn[] = []
  let at = 3000

  const answered = (question: Question): number => {
    let response = pace * Math.exp(spread * normal(random)) - 0.1
    if (random.next() < thinkShare) response += gamma2(world.thinkScale)
    if (question === 'easy') response += gamma2(world.easyScale)
    if (question === 'hard') response += gamma2(world.hardScale)
    if (speaker === 'stutter' && random.next() < world.blockShare) response += gamma2(world.blockScale)
    return response
  }
  const mix: Question[] = shuffle(random, [...Array.from({ length: 10 }, (): Question => 'zero-think'), 'easy', 'easy', 'easy', 'hard', 'hard', 'hard', 'hard', 'hard'])
  for (const question of mix) {
    const lasts = question === 'zero-think' ? between(1, 3) : between(4, 15)
    const end = at + 1000 * lasts
    turns.push({ speaker: 'interviewer', startMs: at, endMs: end, question })
    for (let sound = at - (60_000 * Math.log(1 - random.next())) / Math.max(rate, 1e-6); sound < end - 800; sound -= (60_000 * Math.log(1 - random.next())) / Math.max(rate, 1e-6)) {
      const late = sound + 1000 * added
      if ((added === 0 || random.next() < world.survives) && late > at + 300 && late < end - 700) turns.push({ speaker: 'candidate', startMs: late, endMs: late + between(200, 500), question: null })
    }
    const more = added === 0 ? 0 : added * Math.exp(world.stretch * normal(random)) + world.wait * random.next() - world.wait / 2
    const start = end + 1000 * (answered(question) + Math.max(0, more)) + line.delay(end) + 25 * normal(random)
    const lastsAnswer = question === 'zero-think' ? between(0.3, 2.5) : between(3, 25)
    turns.push({ speaker: 'candidate', startMs: Math.max(at + 200, start), endMs: Math.max(at + 200, start) + 1000 * lastsAnswer, question: null })
    at = Math.max(end, start + 1000 * lastsAnswer) + 300 + 500 * random.next()
  }
  turns.sort((a, b) => a.startMs - b.startMs)
  return {
    id,
    label: added > 0 ? 'processed' : 'direct',
    kind: speaker,
    addedMs: Math.round(1000 * added),
    call: { source: 'room', turns, network: line.samples(at) },
  }
}

/** A line that is quiet, with bursts: in a burst everything comes later and the buffers grow. */
function burstyLine(satellite: boolean, random: Random): { delay: (at: number) => number; samples: (until: number) => NetworkSample[] } {
  const base = satellite ? 580 + 120 * random.next() : 20 + 380 * random.next()
  const buffer = 40 + 60 * random.next()
  const bursts = Array.from({ length: 40 }, () => ({ from: 1_200_000 * random.next(), lasts: 2000 + 6000 * random.next(), adds: 40 + 160 * random.next() }))
  const extra = (at: number): number => bursts.find(({ from, lasts }) => at >= from && at < from + lasts)?.adds ?? 0
  return {
    delay: (at) => base + 2 * buffer + extra(at) + 12 * Math.abs(normal(random)),
    samples: (until) =>
      Array.from({ length: Math.min(600, Math.ceil(until / 2000)) }, (_, k) => ({
        atMs: 2000 * k,
        rttMs: Math.max(1, base + 0.7 * extra(2000 * k) + 10 * normal(random)),
        playoutMs: Math.max(0, buffer + 0.15 * extra(2000 * k) + 6 * normal(random)),
        remotePlayoutMs: Math.max(0, buffer + 0.15 * extra(2000 * k) + 6 * normal(random)),
      })),
  }
}
