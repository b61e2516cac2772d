import type { Random } from '../../core/random.ts'

/** A rise in the daily count was noticed. */
export interface Alarm {
  /** Index of the day on which it was noticed. */
  readonly day: number
  /** Index of the day on which it most likely began: where the sum last left zero. */
  readonly since: number
}

/**
 * Poisson CUSUM: adds what each day's count exceeds the reference by, never below zero, and speaks above the limit.
 *
 * @param usual  expected count a day before a change
 * @param raised count a day that should be noticed soon; > usual
 * @param limit  from `limitFor`
 * @see Lucas 1985, "Counted data CUSUMs"
 */
export function cusum(days: readonly number[], usual: number, raised: number, limit: number): Alarm[] {
  const reference = referenceOf(usual, raised)
  const alarms: Alarm[] = []
  let sum = 0
  let since = 0
  for (const [day, count] of days.entries()) {
    if (sum < 0.5 / perUnit) since = day
    sum = Math.max(0, sum + count - reference)
    // Half a step above: sums of floating-point numbers on a grid.
    if (sum > limit + 0.5 / perUnit) {
      alarms.push({ day, since })
      sum = 0
    }
  }
  return alarms
}

/** Sums move on this grid, so that the run length can be computed exactly. */
const perUnit = 20

/** The count between the two rates at which neither is more likely, on the grid. */
export function referenceOf(usual: number, raised: number): number {
  return Math.round(((raised - usual) / Math.log(raised / usual)) * perUnit) / perUnit
}

/**
 * Expected days until the CUSUM speaks, starting from zero, computed and not simulated: the sum lives on a grid, and the
 * linear equations of the Markov chain are solved by iteration (Brook & Evans 1972).
 */
export function runLength(rate: number, usual: number, raised: number, limit: number): number {
  const reference = referenceOf(usual, raised)
  const states = Math.round(limit * perUnit) + 1
  const most = Math.ceil(rate + 12 * Math.sqrt(rate) + 12)
  const chance = [Math.exp(-rate)]
  for (let count = 1; count <= most; count++) chance.push(((chance[count - 1] as number) * rate) / count)
  let days = new Float64Array(states).fill(1)
  for (let round = 0; round < 20_000; round++) {
    const next = new Float64Array(states).fill(1)
    let change = 0
    for (let state = 0; state < states; state++) {
      let sum = 1
      for (let count = 0; count <= most; count++) {
        const to = Math.max(0, state + Math.round((count - reference) * perUnit))
        if (to < states) sum += (chance[count] as number) * (days[to] as number)
      }
      next[state] = sum
      change = Math.max(change, Math.abs(sum - (days[state] as number)) / sum)
    }
    days = next
    if (change < 1e-7) break
  }
  return days[0] as number
}

/** The smallest limit (in quarters) at which a quiet stream alarms not more often than once in `between` days. */
export function limitFor(usual: number, raised: number, between = 365): number {
  let low = 0.5
  let high = 4
  while (runLength(usual, usual, raised, high) < between && high < 200) high *= 2
  while (high - low > 0.25) {
    const middle = Math.round(2 * (low + high)) / 4
    if (middle <= low || middle >= high) break
    if (runLength(usual, usual, raised, middle) < between) low = middle
    else high = middle
  }
  return high
}

/** Poisson-distributed count, by Knuth's product below 30 and by halves above. */
export function poisson(rate: number, random: Random): number {
  if (rate > 30) return poisson(rate / 2, random) + poisson(rate / 2, random)
  const floor = Math.exp(-rate)
  let count = 0
  for (let product = random.next(); product > floor; product *= random.next()) count++
  return count
}
