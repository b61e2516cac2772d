import { normalDensity, thoughtDensity } from './density.ts'
import { answering } from './people.ts'

const STEP_MS = 50
const [FROM_MS, TO_MS] = [-500, 5000]
/** The delay the second curve has: what a translating chain adds at least. */
const ADDED_S = 1.5

/**
 * How zero-think answers of many people are spread, net of the line: on direct lines, and with 1.5 s added. Density a
 * millisecond, from the model of `people.ts`; drawn beside a call's own gaps.
 */
export const populationGaps: readonly { ms: number; direct: number; added: number }[] = Array.from(
  { length: (TO_MS - FROM_MS) / STEP_MS + 1 },
  (_, k) => {
    const ms = FROM_MS + STEP_MS * k
    return {
      ms,
      direct: density(ms / 1000, answering.personSpread) / 1000,
      added: density(ms / 1000 - ADDED_S, Math.hypot(answering.personSpread, answering.addedSpread)) / 1000,
    }
  },
)

function density(gap: number, people: number): number {
  const spread = Math.hypot(people, 0.42)
  const thoughts = answering.thinking['zero-think']
  let sum = 0
  for (const [share, mean] of thoughts)
    sum +=
      ((1 - share) * normalDensity(gap, answering.personMean, spread) +
        share * thoughtDensity(gap - answering.personMean, spread, mean)) /
      thoughts.length
  return sum
}
