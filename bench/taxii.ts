import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { openHouse } from './taxii/house.ts'
import { killed } from './taxii/killed.ts'
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
      const measured = await measure(house, objects, concurrent)
      const { rss, cpu } = await house.usage()
      options.say(`${house.kind}: ${cpu.toFixed(1)} CPU-s in the server's process${store === null ? ', the database among it' : ''}`)
      const rounds = options.quick ? 3 : 20
      const after = await killed(house, rounds, 2 * objects + 2 * concurrent)
      options.say(`${house.kind}: killed ${rounds} times: ${after.lost} acknowledged objects lost, ${after.doubled} doubled, ${after.cursors} cursors broken`)
      const figures = {
        ...measured,
        rss_mb: { value: rss / 1e6 },
        killed_lost: { value: after.lost + after.doubled + after.cursors, n: rounds },
      }
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
