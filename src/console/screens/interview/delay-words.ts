import type { Analysis } from '../../../http/rooms/interview/contract.ts'

/** Below this much evidence, ten to one would be said of nothing. The rules have their own thresholds. */
const CLEARLY = 6

/** The page's first line: whether answers came later than the line explains, and how sure that is. */
export function delayAnswer({ delay, answers, whyNot }: Analysis): string {
  if (delay === null) {
    const why = whyNot['call.turns.delay'] ?? whyNot['call.turns']
    return `Whether answers came late cannot be said${why === undefined ? '.' : `: ${why}.`}`
  }
  if (delay.decibans >= CLEARLY) return `Answers came about ${seconds(delay.addedMs)} later than on a direct line: between ${seconds(delay.lowMs)} and ${seconds(delay.highMs)}.`
  if (delay.decibans <= -CLEARLY) return `Answers came as on a direct line, over ${answers.length} of them.`
  return `The ${answers.length} answers fit a direct line and a delayed one almost equally well.`
}

/** `1.2 s`, `340 ms`. */
export function seconds(ms: number): string {
  return Math.abs(ms) >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`
}
