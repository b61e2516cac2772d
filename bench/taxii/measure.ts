import type { Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import type { House } from './house.ts'

const perEnvelope = 500
const perPage = 1000

/** An indicator of about 670 bytes, as in the comparison with other servers. */
function indicator(n: number): string {
  const id = `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${(n * 7919).toString(16).padStart(12, '0').slice(-12)}`
  return JSON.stringify({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${id}`,
    created_by_ref: 'identity--00000000-0000-4000-8000-000000000001',
    created: '2026-11-01T09:00:00.000Z',
    modified: '2026-11-01T09:00:00.000Z',
    name: `Lure host number ${n}`,
    description:
      'Seen in a message to an employee; leads to a page that asks for a command to be pasted into a terminal. '.repeat(
        2,
      ),
    indicator_types: ['malicious-activity'],
    pattern: `[domain-name:value = 'host-${n}.example.org']`,
    pattern_type: 'stix',
    valid_from: '2026-11-01T09:00:00Z',
    confidence: 85,
    object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  })
}

export function envelope(from: number, count = perEnvelope): string {
  return `{"objects":[${Array.from({ length: count }, (_, i) => indicator(from + i)).join(',')}]}`
}

export interface Figures {
  ingest_per_s: Metric
  read_per_s: Metric
  filtered_p95_ms: Metric
  page_drift: Metric
  lost: Metric
  doubled: Metric
}

/** Fills a collection, reads it through page by page, and asks for single things. Wall time, over HTTP. */
export async function measure(house: House, objects: number, concurrent: number): Promise<Figures> {
  const envelopes = Math.ceil(objects / perEnvelope)
  let ingestMs = 0
  for (let i = 0; i < envelopes; i++) {
    // Made beforehand and one at a time: neither its time nor its memory is the server's.
    const body = envelope(i * perEnvelope)
    const at = performance.now()
    const { status, text } = await house.call('objects/', body)
    ingestMs += performance.now() - at
    if (status !== 202) throw new Error(`The server answered ${status}: ${text.slice(0, 200)}`)
  }
  const ingest = (envelopes * perEnvelope) / (ingestMs / 1000)

  const pages: number[] = []
  let read = 0
  let next = ''
  const readStart = performance.now()
  do {
    const at = performance.now()
    const { text } = await house.call(`objects/?limit=${perPage}${next === '' ? '' : `&next=${next}`}`)
    pages.push(performance.now() - at)
    next = /^\{"more":true,"next":"([^"]+)"/.exec(text)?.[1] ?? ''
    read += text.split('"type":"indicator"').length - 1
  } while (next !== '')
  const readRate = read / ((performance.now() - readStart) / 1000)

  const filtered: number[] = []
  for (let i = 0; i < 100; i++) {
    const query = i % 2 === 0 ? 'match[type]=malware&limit=10' : `match[id]=${idOf((i * 977) % objects)}&limit=10`
    const at = performance.now()
    await house.call(`objects/?${query}`)
    filtered.push(performance.now() - at)
  }
  const { lost, doubled } = await together(house, objects, concurrent)
  const edge = Math.max(1, Math.floor(pages.length / 5))
  return {
    ingest_per_s: { value: ingest, n: envelopes * perEnvelope },
    read_per_s: { value: readRate, n: read },
    filtered_p95_ms: { value: quantile(filtered, 0.95), n: filtered.length },
    page_drift:
      pages.length < 10
        ? { value: null, why: 'too few pages' }
        : { value: quantile(pages.slice(-edge), 0.5) / quantile(pages.slice(0, edge), 0.5) - 1, n: pages.length },
    lost: { value: lost, n: concurrent },
    doubled: { value: doubled, n: concurrent },
  }
}

export function idOf(n: number): string {
  return (JSON.parse(indicator(n)) as { id: string }).id
}

/** One writer adds while four readers page; each reader must see every object once. */
async function together(house: House, from: number, count: number): Promise<{ lost: number; doubled: number }> {
  const first = Math.ceil(from / perEnvelope) * perEnvelope
  const start = await house.call('objects/?limit=1')
  const beginning = start.lastAdded === '' ? '' : await lastOf(house)
  let writing = true
  const writer = (async () => {
    for (let at = 0; at < count; at += 100)
      await house.call('objects/', envelope(first + at, Math.min(100, count - at)))
    writing = false
  })()
  const reader = async (limit: number): Promise<{ lost: number; doubled: number }> => {
    const seen = new Map<string, number>()
    let after = beginning
    for (;;) {
      const last = !writing
      const { text, lastAdded } = await house.call(`objects/?limit=${limit}&added_after=${after}`)
      for (const found of text.matchAll(/"id":"(indicator--[^"]+)"/g))
        seen.set(found[1] as string, (seen.get(found[1] as string) ?? 0) + 1)
      if (lastAdded !== '') after = lastAdded
      else if (last) break
    }
    return { lost: count - seen.size, doubled: [...seen.values()].filter((times) => times > 1).length }
  }
  const [, ...read] = await Promise.all([writer, reader(1000), reader(313), reader(97), reader(500)])
  return {
    lost: read.reduce((sum, one) => sum + one.lost, 0),
    doubled: read.reduce((sum, one) => sum + one.doubled, 0),
  }
}

/** The date added of the newest object. */
async function lastOf(house: House): Promise<string> {
  let next = ''
  for (;;) {
    const { text, lastAdded } = await house.call(`manifest/?limit=1000${next === '' ? '' : `&next=${next}`}`)
    const more = /"next":"([^"]+)"/.exec(text)?.[1]
    if (more === undefined) return lastAdded
    next = more
  }
}
