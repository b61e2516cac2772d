import { rmSync } from 'node:fs'
import { demoCompany } from '../src/cli/demo/company.ts'
import { writeResume } from '../src/cli/demo/write-resume.ts'
import type { Bench, Metric } from './harness/bench.ts'
import { serverOf } from './harness/postgres.ts'
import { quantile } from './harness/stats.ts'
import { runStore, type StoreRun } from './pipeline/run-store.ts'

export const bench: Bench = {
  subject: 'pipeline',
  about: 'evidence a second from intake to judged case, queue wait and memory; real files, real sandbox, real queue',
  async run({ seed, quick, flags, say }) {
    const size = quick ? 24 : 200
    const files = demoCompany(seed, size).applicants.map(writeResume)
    const url = serverOf(flags)
    const metrics: Record<string, Metric> = {}
    const record = (name: string, run: StoreRun): void => {
      metrics[`${name}.evidence_per_s`] = { value: run.evidence / run.seconds, n: run.evidence }
      metrics[`${name}.wait_p95_ms`] = { value: quantile(run.waits, 0.95), n: run.waits.length }
      metrics[`${name}.rss_mb`] = { value: run.rssMb }
    }
    say(`embedded store, ${size} files …`)
    record('pglite', await runStore({ files, workers: 0, databaseUrl: null }))
    if (url === '') {
      const why = 'no PostgreSQL: name one with --database or SALLYPORT_TEST_DATABASE_URL'
      for (const name of ['postgres', 'postgres.workers2']) for (const metric of ['evidence_per_s', 'wait_p95_ms', 'rss_mb']) metrics[`${name}.${metric}`] = { value: null, why }
    } else {
      say(`PostgreSQL, one process, ${size} files …`)
      record('postgres', await runStore({ files, workers: 0, databaseUrl: url }))
      say(`PostgreSQL, two more workers, ${size} files …`)
      record('postgres.workers2', await runStore({ files, workers: 2, databaseUrl: url }))
    }
    rmSync('.cache/bench-pipeline', { recursive: true, force: true })
    return { metrics }
  },
}
