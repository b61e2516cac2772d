import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { intake, newReport } from './intake.ts'
import { verifySource } from './signatures.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const line = (id: number, at: number): string =>
  `{"class":"interactive","account":"a","at":${at},"source":"s","id":"${id}","received":null,"session":null,"device":null,"network":null,"asn":null,"country":null,"offset":null,"client":null,"author":null,"factor":null}\n`

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function drain(chunks: AsyncIterable<string>, backfill = false) {
  const report = newReport()
  const ids: string[] = []
  for await (const { event } of intake(chunks, NOW, report, backfill)) if (event !== undefined) ids.push(event.id)
  return { ids, report }
}

test('the same lines in pieces of any size give the same events, each once', async () => {
  const text = [3, 1, 2, 1, 3].map((id) => line(id, NOW - id * 1000)).join('')
  for (const size of [1, 7, 100, 10_000]) assert.deepEqual((await drain(pieces(text, size))).ids, ['3', '1', '2'])
  assert.equal((await drain(pieces(text, 50))).report.duplicates, 2)
})

test('thirty days late is in time, more is not unless it is a backfill; tomorrow is a clock, the day after a mistake', async () => {
  const text = [line(1, NOW - 29 * DAY), line(2, NOW - 31 * DAY), line(3, NOW + DAY / 2), line(4, NOW + 2 * DAY)].join(
    '',
  )
  const { ids, report } = await drain(pieces(text, 64))
  assert.deepEqual(ids, ['1', '3'])
  assert.deepEqual([report.late, report.future], [1, 1])
  assert.deepEqual((await drain(pieces(text, 64), true)).ids, ['1', '2', '3'])
})

test('a stream of any length takes the same memory', async () => {
  const lines = 60_000
  async function* long(): AsyncGenerator<string> {
    for (let id = 0; id < lines; id += 100)
      yield Array.from({ length: 100 }, (_, n) => line(id + n, NOW - ((id + n) % 1000) * 1000)).join('')
  }
  let peak = 0
  let seen = 0
  const start = process.memoryUsage().heapUsed
  for await (const _ of intake(long(), NOW, newReport()))
    if (++seen % 5_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - start)
  assert.equal(seen, lines)
  // 115 MB of text passed; two generations of 100,000 ids and garbage not yet collected stay below this.
  assert.ok(peak < 160 << 20, `${(peak / 1e6).toFixed(0)} MB`)
})

test('a line without an end does not fill the memory', async () => {
  async function* endless(): AsyncGenerator<string> {
    for (let i = 0; i < 50; i++) yield 'x'.repeat(200_000)
    yield `\n${line(1, NOW)}`
  }
  const { ids, report } = await drain(endless())
  assert.deepEqual(ids, ['1'])
  assert.ok((report.refused['line longer than 1 MB'] ?? 0) > 0)
})

test('forged, altered, unsigned and old deliveries are refused; the source’s own pass', () => {
  const secret = 'a-secret-of-good-length'
  const clock = fixedClock(NOW)
  const at = String(NOW / 1000)
  const mac = (text: string, key = secret): string => createHmac('sha256', key).update(text).digest('hex')
  const good = {
    github: { 'x-hub-signature-256': `sha256=${mac('body')}` },
    gitlab: { 'x-gitlab-token': secret },
    slack: { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${mac(`v0:${at}:body`)}` },
    linear: { 'linear-signature': mac('body') },
  } as const
  const refused = { code: 'SP_WEBHOOK_SIGNATURE' }
  for (const source of ['github', 'gitlab', 'slack', 'linear'] as const) {
    assert.doesNotThrow(() => verifySource(source, good[source], 'body', secret, clock))
    assert.throws(() => verifySource(source, {}, 'body', secret, clock), refused)
    assert.throws(() => verifySource(source, good[source], 'body', 'another-secret-of-length', clock), refused)
    if (source !== 'gitlab') assert.throws(() => verifySource(source, good[source], 'body!', secret, clock), refused)
    assert.throws(() => verifySource(source, good[source], 'body', '', clock), { code: 'SP_CONFIG' })
  }
  assert.throws(() => verifySource('slack', good.slack, 'body', secret, fixedClock(NOW + 600_000)), refused)
})
