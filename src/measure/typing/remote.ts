import { keyName } from './keys.ts'
import type { Run } from './keystrokes.ts'
import { deviationOf, meanOf, quantileOf, rounded } from './spread.ts'

/** Cues of a keyboard that is far away: supporting facts only. */
export interface RemoteFacts {
  /** Deviation of dwell around each key's own mean, ms: people have about 11, at best 4 to 6. */
  readonly dwellScatterMs: number | null
  /** Share of presses that came within 2 ms of another key's event: delivered in bursts. */
  readonly burstShare: number | null
  /** Share of dwells under 15 ms: a press and its release that arrived together. */
  readonly collapsedShare: number | null
  /** 90th over 50th percentile of scatter of neighbouring dwells: uneven delivery comes in bouts. */
  readonly scatterUnevenness: number | null
}

const least = 100

/**
 * A keyboard across a network or a remote desktop delivers its events late, unevenly and in bursts. No published rate
 * says how well this separates; a keyboard behind an IP-KVM cannot be told from one on the desk.
 */
export function remoteFacts(runs: readonly Run[]): RemoteFacts {
  const byKey = new Map<string, number[]>()
  const times: number[] = []
  const dwells: number[] = []
  for (const run of runs) {
    for (const stroke of run) {
      const name = keyName(stroke.key)
      const dwell = stroke.up - stroke.down
      if (name === 'shift' || dwell > 600) continue
      times.push(stroke.down, stroke.up)
      dwells.push(dwell)
      const list = byKey.get(name)
      if (list === undefined) byKey.set(name, [dwell])
      else list.push(dwell)
    }
  }
  if (dwells.length < least)
    return { dwellScatterMs: null, burstShare: null, collapsedShare: null, scatterUnevenness: null }
  const scatters = [...byKey.values()]
    .filter((list) => list.length >= 5)
    .map((list) => ({ scatter: deviationOf(list), weight: list.length }))
  const weight = scatters.reduce((sum, one) => sum + one.weight, 0)
  const sorted = Float64Array.from(times).sort()
  let bursts = 0
  for (let k = 1; k < sorted.length; k++) if (sorted[k]! - sorted[k - 1]! <= 2) bursts++
  const local = Array.from({ length: Math.floor(dwells.length / 10) }, (_, k) =>
    deviationOf(dwells.slice(10 * k, 10 * k + 10)),
  )
  return {
    dwellScatterMs:
      weight === 0 ? null : rounded(scatters.reduce((sum, one) => sum + one.scatter * one.weight, 0) / weight),
    burstShare: rounded(bursts / (sorted.length - 1)),
    collapsedShare: rounded(meanOf(dwells.map((dwell) => (dwell < 15 ? 1 : 0)))),
    scatterUnevenness: rounded(quantileOf(local, 0.9) / Math.max(quantileOf(local, 0.5), 1)),
  }
}
