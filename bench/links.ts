import { seededRandom } from '../src/core/random.ts'
import { clustersOf } from '../src/links/clusters.ts'
import type { Bench } from './harness/bench.ts'
import { serverOf } from './harness/postgres.ts'
import { quantile, rate } from './harness/stats.ts'
import { components } from './links/components.ts'
import { insertTimes } from './links/insert.ts'
import { plantedGraph } from './links/planted.ts'

export const bench: Bench = {
  subject: 'links',
  about: '20,000 personas, 140,000 edges, 200 hubs, 40 planted farms of 3 to 8: which farms are found, how clean, how quickly',
  async run({ seed, quick, flags, say }) {
    const rounds = quick ? 2 : 8
    let found = 0
    let farms = 0
    let pure = 0
    let clustered = 0
    let heap = 0
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const graph = plantedGraph(seededRandom(seed * 100 + round))
      const started = performance.now()
      const { groups } = clustersOf(graph.edges)
      times.push(performance.now() - started)
      for (const farm of graph.farms) {
        farms += 1
        // Found: at least two of its members stand together.
        if (groups.some((group) => group.filter((member) => farm.has(member)).length >= 2)) found += 1
      }
      for (const group of groups) {
        clustered += group.length
        pure += Math.max(...graph.farms.map((farm) => group.filter((member) => farm.has(member)).length))
      }
      heap = Math.max(heap, components(graph.edges))
    }
    say(`${rounds} graphs; plain connected components put ${heap.toLocaleString('en')} of 20,000 personas on one heap`)
    const url = serverOf(flags)
    const inserts = url === '' ? null : await insertTimes(url, quick ? 20_000 : 1_000_000, say)
    return {
      metrics: {
        farms_found: rate(found, farms),
        cluster_precision: rate(pure, clustered),
        time_ms: { value: quantile(times, 0.5), low: Math.min(...times), high: Math.max(...times), n: rounds },
        ...(inserts === null ? {} : { insert_p50_ms: { value: quantile(inserts.times, 0.5), n: inserts.times.length }, insert_cpu_ms: inserts.cpuMs === null ? { value: null, why: 'the database runs on another machine' } : { value: inserts.cpuMs, n: inserts.times.length } }),
        insert_p95_ms: inserts === null ? { value: null, why: 'no PostgreSQL: name one with --database or SALLYPORT_TEST_DATABASE_URL' } : { value: quantile(inserts.times, 0.95), n: inserts.times.length },
      },
      baselines: { components: { largest_heap: { value: heap, n: 20_000 } } },
    }
  },
}
