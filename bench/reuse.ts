import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { seededRandom } from '../src/core/random.ts'
import { queryTimes } from './reuse/query.ts'
import { recallOf } from './reuse/recall.ts'

async function run({ seed, quick, flags, say }: BenchOptions): Promise<BenchResult> {
  const recall = flags['part'] === 'queries' ? {} : await recallOf(seededRandom(seed), quick ? 1000 : 4000, quick ? 1000 : 4000)
  const sizes = quick ? [1e4, 1e5] : [1e4, 1e5, 1e6]
  const rowsEach = Number(flags['rows'] ?? 6)
  const database = flags['database'] ?? process.env['SALLYPORT_TEST_DATABASE_URL'] ?? ''
  const times: Record<string, Metric> = flags['part'] === 'recall' ? {} : {
    ...(await queryTimes(null, sizes, rowsEach, seed, say)),
    ...(database === '' ? {} : await queryTimes(database, sizes, rowsEach, seed, say)),
  }
  const growth = (tail: string): Metric => {
    const first = times[`query_p95_ms.1e4${tail}`]
    const last = times[`query_p95_ms.1e${Math.round(Math.log10(sizes.at(-1) as number))}${tail}`]
    return first === undefined || last === undefined || first.value === null || last.value === null
      ? { value: null, why: 'not run on this store' }
      : { value: last.value / first.value, n: sizes.at(-1) as number }
  }
  return {
    metrics: {
      ...recall,
      ...times,
      ...(quick ? { 'query_p95_ms.1e6': { value: null, why: '--quick stops at 1e5' } as Metric } : {}),
      growth: growth(''),
      'growth.postgres': growth('.postgres'),
    },
  }
}

export const bench: Bench = {
  subject: 'reuse',
  about: 'lifted text with word noise found by the door itself; one look-up against 10⁴ to 10⁶ résumés in the store',
  run,
}
