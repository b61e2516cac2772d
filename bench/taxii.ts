import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { openHouse } from './taxii/house.ts'
import { measure } from './taxii/measure.ts'

async function run(options: BenchOptions): Promise<BenchResult> {
  const url = options.flags['database'] || process.env['SALLYPORT_TEST_DATABASE_URL'] || null
  const objects = Number(options.flags['objects'] ?? (options.quick ? 5000 : 100_000))
  const concurrent = Number(options.flags['concurrent'] ?? (options.quick ? 2000 : objects))
  const stores = [...(url === null ? [] : [url]), ...('only-postgres' in options.flags ? [] : [null])]
  const metrics: Record<string, Metric> = {}
  for (const store of stores) {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
    const house = await openHouse(store, folder)
    try {
      options.say(`${house.kind}: ${objects.toLocaleString('en')} objects, load average ${loadavg()[0]?.toFixed(1)}`)
      const before = process.cpuUsage()
      const figures = {
        ...(await measure(house, objects, concurrent)),
        rss_mb: { value: process.memoryUsage.rss() / 1e6 },
      }
      const used = process.cpuUsage(before)
      options.say(
        `${house.kind}: ${((used.user + used.system) / 1e6).toFixed(1)} CPU-s in this process (server, client and, embedded, the database)`,
      )
      for (const [name, metric] of Object.entries(figures)) {
        metrics[`${house.kind}.${name}`] = metric
        if (store === stores[0]) metrics[name] = metric
      }
    } finally {
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { metrics }
}

export const bench: Bench = {
  subject: 'taxii',
  about:
    'TAXII 2.1 over loopback HTTP: durable ingest, paged reading, filtered queries, one writer beside four readers; on PostgreSQL when it is named, and on the embedded store',
  run,
}
