import type { Run } from './keystrokes.ts'

/**
 * Steps on which times have been seen to lie: browsers that round (1, 16.7, 33.3, 100, 200 ms), Windows timers (10,
 * 15.6), keyboards polled at 125 Hz (8), and the steps that typing programs sleep in (5, 10, 20, 25, 50).
 */
const steps = [1, 2, 4, 5, 8, 10, 15.625, 16.6667, 20, 25, 31.25, 33.3333, 40, 50, 100, 200] as const

/**
 * The coarsest step on which nearly all dwells and presses lie, in ms; 0 when they lie on none (a fine clock); null
 * when there are too few to tell. A time on a grid of step s has a phase t/s that is always whole, so phases add up.
 */
export function clockStep(runs: readonly Run[]): number | null {
  const times: number[] = []
  for (const run of runs) {
    for (let k = 0; k < run.length && times.length < 4000; k++) {
      const dwell = run[k]!.up - run[k]!.down
      const press = k === 0 ? 0 : run[k]!.down - run[k - 1]!.down
      if (dwell > 0 && dwell < 300) times.push(dwell)
      if (press > 0 && press < 600) times.push(press)
    }
  }
  // Identical times lie on every grid: a few different ones are needed to see one.
  if (times.length < 30 || new Set(times.map((time) => Math.round(time * 10))).size < 3) return null
  let found = 0
  for (const step of steps) {
    let re = 0
    let im = 0
    for (const time of times) {
      const phase = (2 * Math.PI * time) / step
      re += Math.cos(phase)
      im += Math.sin(phase)
    }
    // 0.9: a grid of 15.625 ms written in whole milliseconds still reaches 0.98, hands on a finer clock at most 0.5.
    if (Math.hypot(re, im) / times.length > 0.9 && Math.abs(Math.atan2(im, re)) < 0.5) found = step
  }
  return found
}
