import { seededRandom, type Random } from '../src/core/random.ts'
import { emptyPresence, hourOfWeek, mark, overlap, type Presence } from '../src/measure/rhythm/presence.ts'
import { featuresOfAll } from '../src/measure/rhythm/presence-features.ts'
import type { Bench, Metric } from './harness/bench.ts'
import { serverOf } from './harness/postgres.ts'
import { quantile } from './harness/stats.ts'
import { table } from './harness/table.ts'
import { measureStore, type StoreFigures } from './presence/store.ts'

const DAYS = 180
const FIRST_DAY = 19_000
const EVENTS_PER_PERSON = 5_000

/** Figures of the bitmaps in CPU seconds of this process; those of a store in wall seconds. */
export const bench: Bench = {
  subject: 'presence',
  about:
    'presence bitmaps: ingest, size, features of everybody, hour of the week, overlapping sessions; 10⁵ to 5·10⁷ events',
  async run({ seed, quick, say, flags }) {
    const sizes = quick ? [20_000, 100_000, 400_000] : [100_000, 1_000_000, 10_000_000, 50_000_000]
    const rows = sizes.map((events) => oneSize(events, seededRandom(seed)))
    const head = ['events', 'people', 'ingest s', 'features s', 'hour of week s', 'overlap s', 'MB']
    const figures = rows.map((row) => [
      row.events,
      row.people,
      row.ingest,
      row.features,
      row.week,
      row.overlap,
      row.bytes / 1e6,
    ])
    say(
      table(
        head,
        figures.map((row) =>
          row.map((value) => (Number.isInteger(value) ? value.toLocaleString('en') : value.toPrecision(3))),
        ),
      ),
    )
    const largest = rows.at(-1) as Row
    const features =
      largest.people === 10_000
        ? metric(largest.features, largest.repeats)
        : { value: null, why: 'only measured in the full run' }
    const size = quick ? { people: 40, days: 10, perDay: 20, bitmaps: 200 } : { people: 500, days: 40, perDay: 20, bitmaps: 10_000 }
    const stored = await measureStore(null, size)
    const server = serverOf(flags)
    const onServer = server === '' ? null : await measureStore(server, size)
    return {
      metrics: {
        features_10k_180d_s: features,
        ingest_per_s: { value: largest.events / largest.ingest, n: largest.events },
        bytes_per_event: { value: largest.bytes / largest.events, n: largest.events },
        growth_exponent: { value: slope(rows), n: rows.length },
        hour_of_week_s: { value: largest.week },
        overlap_s: { value: largest.overlap },
        bytes_10k_5y: { value: 10_000 * 1826 * 6 },
        ...storeMetrics('pglite', stored),
        ...storeMetrics('postgres', onServer),
      },
    }
  },
}

function storeMetrics(name: string, figures: StoreFigures | null): Record<string, Metric> {
  const why = 'no PostgreSQL: name one with --database or SALLYPORT_TEST_DATABASE_URL'
  return {
    [`${name}.ingest_per_s`]: figures === null ? { value: null, why } : { value: figures.events / figures.ingestSeconds, n: figures.events },
    [`${name}.bytes_per_event`]: figures === null ? { value: null, why } : { value: figures.bytesPerEvent, n: figures.events },
    [`${name}.features_s`]: figures === null ? { value: null, why } : { value: figures.featuresSeconds, n: figures.people },
    [`${name}.bytes_per_person_quarter`]: figures === null ? { value: null, why } : { value: figures.bytesPerPersonQuarter, n: figures.people },
  }
}

interface Row {
  readonly events: number
  readonly people: number
  readonly ingest: number
  readonly features: number
  readonly repeats: readonly number[]
  readonly week: number
  readonly overlap: number
  readonly bytes: number
}

/** Two lanes a person (main device, second device), filled with `events` moments in random order. */
function oneSize(events: number, random: Random): Row {
  const people = Math.max(1, Math.round(events / EVENTS_PER_PERSON))
  const lanes = [emptyPresence(people, DAYS, FIRST_DAY), emptyPresence(people, DAYS, FIRST_DAY)] as const
  const chunk = Math.min(events, 1_000_000)
  const who = new Int32Array(chunk)
  const when = new Float64Array(chunk)
  let ingest = 0
  for (let done = 0; done < events; done += chunk) {
    for (let i = 0; i < chunk; i++) {
      who[i] = Math.floor(random.next() * people)
      when[i] = moment(random, who[i]!)
    }
    ingest += cpu(() => fill(lanes, who, when, Math.min(chunk, events - done)))
  }
  const offset = Int8Array.from({ length: people }, (_, person) => zoneOf(person))
  const repeats = Array.from({ length: 5 }, () => cpu(() => featuresOfAll(lanes[0], offset)))
  return {
    events,
    people,
    ingest,
    features: quantile(repeats, 0.5),
    repeats,
    week: cpu(() => hourOfWeek(lanes[0])),
    overlap: cpu(() => {
      for (let person = 0; person < people; person++) overlap(lanes[0], lanes[1], person)
    }),
    bytes: lanes[0].words.byteLength + lanes[1].words.byteLength,
  }
}

function fill(lanes: readonly [Presence, Presence], who: Int32Array, when: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) mark(lanes[i % 8 === 0 ? 1 : 0], who[i]!, when[i]!)
}

/** Office hours in the person's zone with a tail into the evening; five days of seven, mostly. */
function moment(random: Random, person: number): number {
  let day = Math.floor(random.next() * DAYS)
  if ((FIRST_DAY + day + 3) % 7 >= 5 && random.next() < 0.8) day = Math.max(0, day - 2)
  const hour = 8 + 9 * random.next() + (random.next() < 0.2 ? 4 * random.next() : 0)
  return (FIRST_DAY + day) * 86_400 + hour * 3600 - zoneOf(person) * 1800
}

function zoneOf(person: number): number {
  return ((person * 7) % 37) - 16
}

function cpu(run: () => unknown): number {
  const start = process.cpuUsage()
  run()
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1e6
}

function metric(value: number, repeats: readonly number[]): Metric {
  return { value, low: Math.min(...repeats), high: Math.max(...repeats), n: repeats.length }
}

/** Least-squares slope of log time on log events, over everything that was timed. */
function slope(rows: readonly Row[]): number {
  const points = rows.map(
    (row) => [Math.log(row.events), Math.log(row.ingest + row.features + row.week + row.overlap)] as const,
  )
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const up = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return up / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
