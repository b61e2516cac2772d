import type { NetworkSample } from './call.ts'

/** What the line adds between the end of a question here and the onset of an answer here. */
export interface LineDelay {
  readonly ms: number
  /** One deviation of what is not known of it. */
  readonly uncertaintyMs: number
  readonly measured: boolean
}

/** A call through a conferencing service when nothing was measured: 50 to 300 ms of round trip and two playout buffers. */
const assumed: LineDelay = { ms: 230, uncertaintyMs: 90, measured: false }

/** A playout buffer that is not reported: what browsers hold on a quiet line. */
const usualPlayout = 50

/** Lines are measured every second or two; a sample from further away than this says little about a turn. */
const near = 15_000

/**
 * The question travels out, waits in the far playout buffer; the answer travels back and waits in the near one: round
 * trip plus both buffers. The median of the samples around the turn, because single round trips jump.
 *
 * @param network samples in any order; broken ones are passed over
 * @param atMs when the answer began
 */
export function lineDelay(network: readonly NetworkSample[], atMs: number): LineDelay {
  const sound = network.filter(
    (sample) =>
      Number.isFinite(sample.atMs) && Number.isFinite(sample.rttMs) && sample.rttMs >= 0 && sample.rttMs < 20_000,
  )
  if (sound.length === 0) return assumed
  const around = sound.filter((sample) => Math.abs(sample.atMs - atMs) <= near)
  const closest = sound.reduce((best, sample) =>
    Math.abs(sample.atMs - atMs) < Math.abs(best.atMs - atMs) ? sample : best,
  )
  const used = around.length > 0 ? around : [closest]
  const buffer = (value: number | null): number =>
    value !== null && Number.isFinite(value) && value >= 0 && value < 5000 ? value : usualPlayout
  const delays = used
    .map((sample) => sample.rttMs + buffer(sample.playoutMs) + buffer(sample.remotePlayoutMs ?? sample.playoutMs))
    .sort((a, b) => a - b)
  const middle = delays[delays.length >> 1]!
  const spread =
    delays.length < 3
      ? 30
      : (delays[Math.floor(0.84 * (delays.length - 1))]! - delays[Math.floor(0.16 * (delays.length - 1))]!) / 2
  const unknownBuffer = used.some((sample) => sample.remotePlayoutMs === null) ? 30 : 0
  return { ms: middle, uncertaintyMs: Math.hypot(Math.max(spread, 5), unknownBuffer), measured: true }
}
