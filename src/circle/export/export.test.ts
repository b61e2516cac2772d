import assert from 'node:assert/strict'
import { it } from 'node:test'
import { draft } from '../advisory/advisory.ts'
import { readMessage } from '../chat/read-message.ts'
import { mispEvent, mispFeed } from '../misp/event.ts'
import { osvRecords } from '../osv/record.ts'
import { advisoryText, defang } from './message.ts'
import { asCsv, asJsonLines, rowsOf } from './rows.ts'

const now = Date.UTC(2026, 10, 23)
const advisory = draft(
  {
    id: '0192f000-0000-7000-8000-0000000000ab',
    title: '=Poisoned, "logger"',
    description: 'Fetches a loader.',
    tlp: 'AMBER+STRICT',
    pap: 'GREEN',
    confidence: 85,
    artefacts: [
      { type: 'package', value: 'pkg:npm/%40a/log-x@1.0.1', sha256: 'AB'.repeat(32) },
      { type: 'package', value: '@a/log-x@1.0.2' },
      { type: 'domain', value: 'evil.xyz' },
      { type: 'ip', value: '203.0.113.7' },
      { type: 'file-hash', value: 'CD'.repeat(20) },
    ],
    techniques: [{ id: 'T1204.005', name: 'Malicious Library', version: '18.1' }],
    rules: [],
  },
  'ana',
  now,
)

it('MISP: no indicator is lost, the label is a tag, the manifest names every event', () => {
  const event = mispEvent(advisory, { name: 'Example', since: 0 })
  const types = event.Event.Attribute.map((one) => one.type).sort()
  assert.deepEqual(types, ['domain', 'ip-dst', 'sha1', 'sha256', 'text', 'text'])
  assert.ok((event.Event['Tag'] as { name: string }[]).some((tag) => tag.name === 'tlp:amber+strict'))
  const files = mispFeed([event])
  assert.deepEqual(Object.keys(JSON.parse(files.get('manifest.json') ?? '')), [event.Event.uuid])
  assert.deepEqual(JSON.parse(files.get(`${event.Event.uuid}.json`) ?? ''), JSON.parse(JSON.stringify(event)))
  assert.equal(files.get('hashes.csv')?.trim().split('\n').length, 6)
})

it('OSV: one record a package, one affected, versions together', () => {
  const records = osvRecords(advisory, 'Example')
  assert.equal(records.length, 1)
  const [record] = records
  assert.deepEqual(record?.affected[0].package, { ecosystem: 'npm', name: '@a/log-x', purl: 'pkg:npm/%40a/log-x' })
  assert.deepEqual(record?.affected[0].versions, ['1.0.1', '1.0.2'])
  assert.deepEqual(record?.database_specific, { iocs: { domains: ['evil.xyz'], ips: ['203.0.113.7'] } })
  assert.match(record?.id ?? '', /^x_SALLYPORT-2026-/)
})

it('CSV: cells are quoted and no formula runs', () => {
  const lines = asCsv(rowsOf([advisory])).split('\r\n')
  assert.equal(lines.length, 7)
  assert.ok(lines[1]?.includes(`"'=Poisoned, ""logger"""`))
  assert.equal(
    asJsonLines(rowsOf([advisory]))
      .trim()
      .split('\n').length,
    5,
  )
})

it('the chat text is short, defanged, and what we read back from it is what we wrote', () => {
  const text = advisoryText({ ...advisory, title: 'Poisoned logger' }, 'apple anchor')
  assert.ok(text.length < 2000)
  assert.ok(!text.includes('evil.xyz'))
  const values = readMessage(text)
    .indicators.filter((one) => !one.implied)
    .map((one) => one.value)
  assert.deepEqual(values.toSorted(), [
    '203.0.113.7',
    'cd'.repeat(20),
    'evil.xyz',
    'pkg:npm/%40a/log-x@1.0.1',
    'pkg:npm/%40a/log-x@1.0.2',
  ])
  assert.equal(readMessage(text).tlp, 'AMBER+STRICT')
  assert.equal(defang('https://a.b/c.d x@y.z'), 'hxxps://a[.]b/c[.]d x[@]y[.]z')
  assert.ok(
    advisoryText(
      {
        ...advisory,
        artefacts: Array.from({ length: 500 }, (_, i) => ({ type: 'domain' as const, value: `host-${i}.example.org` })),
      },
      'x',
    ).length <= 2000,
  )
})
