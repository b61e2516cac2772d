import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { bootstrap, mean, rate } from './harness/stats.ts'
import { table } from './harness/table.ts'
import { seededRandom } from '../src/core/random.ts'
import { cusum, limitFor, poisson, runLength } from '../src/measure/counting/cusum.ts'
import { coverage, poissonRate } from '../src/measure/counting/rate.ts'
import { captureRecapture } from '../src/measure/counting/unreported.ts'

async function run(options: BenchOptions): Promise<BenchResult> {
  const random = seededRandom(options.seed)
  const rounds = options.quick ? 300 : 4000
  const rows: string[][] = []
  let main: number[] = []
  let sinceError: number[] = []
  for (const [from, to] of [
    [1, 3],
    [1, 2],
    [3, 6],
    [0.3, 1],
  ] as const) {
    const limit = limitFor(from, to)
    const delays: number[] = []
    const errors: number[] = []
    for (let round = 0; round < rounds; round++) {
      const change = 30 + Math.floor(random.next() * 60)
      const days = Array.from({ length: change + 200 }, (_, day) => poisson(day < change ? from : to, random))
      const alarm = cusum(days, from, to, limit).find(({ day }) => day >= change)
      if (alarm === undefined) continue
      delays.push(alarm.day - change + 1)
      errors.push(Math.abs(alarm.since - change))
    }
    if (from === 1 && to === 3) {
      main = delays
      sinceError = errors
    }
    rows.push([
      `${from} → ${to} a day`,
      limit.toFixed(2),
      runLength(from, from, to, limit).toFixed(0),
      quietRun(from, to, limit, options).toFixed(0),
      mean(delays).toFixed(2),
    ])
  }
  options.say(`\n${table(['change', 'limit', 'days to false alarm (computed)', '(simulated)', 'delay, days'], rows)}`)

  let inside = 0
  let wilson = 0
  let recaptured = 0
  for (let round = 0; round < rounds; round++) {
    const lambda = 0.2 + 4 * random.next()
    const days = 7 + Math.floor(random.next() * 83)
    const counts = Array.from({ length: days }, () => poisson(lambda, random))
    const exact = poissonRate(
      counts.reduce((sum, count) => sum + count, 0),
      days,
    )
    if (exact.low <= lambda && lambda <= exact.high) inside++
    const share = coverage(counts)
    const truth = 1 - Math.exp(-lambda)
    if (share.low <= truth && truth <= share.high) wilson++
    const all = 40 + Math.floor(random.next() * 200)
    let first = 0
    let second = 0
    let both = 0
    for (let one = 0; one < all; one++) {
      const a = random.next() < 0.4
      const b = random.next() < 0.5
      if (a) first++
      if (b) second++
      if (a && b) both++
    }
    const estimate = captureRecapture(first, second, both)
    if (estimate.low <= all && all <= estimate.high) recaptured++
  }
  const delay = bootstrap(main, mean, random, 200)
  return {
    metrics: {
      cusum_delay_days: delay,
      change_date_error_days: bootstrap(sinceError, mean, random, 200),
      interval_coverage: rate(inside, rounds),
      wilson_coverage: rate(wilson, rounds),
      recapture_coverage: rate(recaptured, rounds),
    },
  }
}

/** Days until a stream without any change raises an alarm, simulated with the shipped code. */
function quietRun(usual: number, raised: number, limit: number, options: BenchOptions): number {
  const random = seededRandom(options.seed + 17)
  const days = options.quick ? 60_000 : 600_000
  return (
    days /
    Math.max(
      1,
      cusum(
        Array.from({ length: days }, () => poisson(usual, random)),
        usual,
        raised,
        limit,
      ).length,
    )
  )
}

export const bench: Bench = {
  subject: 'counting',
  about:
    'days until a rise of attempts is noticed at one false alarm a year, and whether 95 % intervals hold the truth 95 times in 100',
  run,
}
