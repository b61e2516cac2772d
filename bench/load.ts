import { companyDay } from './load/day.ts'
import { replay, type Replay } from './load/replay.ts'
import type { Bench, Metric } from './harness/bench.ts'
import { serverOf } from './harness/postgres.ts'
import { quantile } from './harness/stats.ts'

/** Stores and worker processes beside the server. */
const runs = [
  ['pglite', 0],
  ['postgres.workers1', 1],
  ['postgres.workers2', 2],
  ['postgres.workers4', 4],
] as const

export const bench: Bench = {
  subject: 'load',
  about: 'a day of a company of ten thousand, replayed as fast as it goes: files and work facts a second, queue wait, memory, console screens with that data in them',
  async run({ seed, quick, flags, say }) {
    const people = Number(flags['people'] ?? (quick ? 300 : 10_000))
    const day = companyDay(people, Date.UTC(2026, 10, 25, 18), seed)
    say(`${people.toLocaleString('en')} people: ${day.files.length} files, ${day.events.length.toLocaleString('en')} work facts`)
    const url = serverOf(flags)
    const metrics: Record<string, Metric> = {}
    for (const [name, workers] of runs) {
      if (name !== 'pglite' && url === '') {
        for (const metric of ['evidence_per_s', 'events_per_s', 'wait_p95_ms', 'rss_mb', 'screen_p95_ms']) metrics[`${name}.${metric}`] = { value: null, why: 'no PostgreSQL: name one with --database or SALLYPORT_TEST_DATABASE_URL' }
        continue
      }
      say(`${name} …`)
      record(metrics, name, await replay(day, workers, name === 'pglite' ? null : url))
    }
    return { metrics }
  },
}

function record(metrics: Record<string, Metric>, name: string, run: Replay): void {
  metrics[`${name}.evidence_per_s`] = { value: run.files / run.seconds, n: run.files }
  metrics[`${name}.events_per_s`] = { value: run.events / run.eventSeconds, n: run.events }
  metrics[`${name}.wait_p95_ms`] = { value: quantile(run.waits, 0.95), n: run.waits.length }
  metrics[`${name}.rss_mb`] = { value: run.rssMb }
  const all = [...run.screens.values()].flat()
  metrics[`${name}.screen_p95_ms`] = { value: quantile(all, 0.95), n: all.length }
  for (const [screen, times] of run.screens) metrics[`${name}.screen_p95_ms.${screen.replace(' ', '_')}`] = { value: quantile(times, 0.95), n: times.length }
}
