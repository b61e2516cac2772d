import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { bundleOf, keepBadRecords, keptBadRecords, readBadBytes, readBadRecords } from './bad-list.ts'

const record = (id: string, name: string, more: object): object => ({
  id,
  summary: 'Malicious code',
  affected: [{ package: { ecosystem: 'npm', name }, ...more }],
})

test('a folder of OSV files, a bundle of it, and what later scans know', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-bad-'))
  try {
    mkdirSync(path.join(folder, 'osv/npm/a'), { recursive: true })
    writeFileSync(
      path.join(folder, 'osv/npm/a/MAL-1.json'),
      JSON.stringify(record('MAL-1', 'a', { versions: ['1.0.1'] })),
    )
    writeFileSync(
      path.join(folder, 'osv/npm/MAL-2.json'),
      JSON.stringify(record('MAL-2', '@b/c', { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }] })),
    )
    writeFileSync(
      path.join(folder, 'osv/npm/MAL-3.json'),
      JSON.stringify({ ...record('MAL-3', 'gone', { versions: ['1.0.0'] }), withdrawn: '2026-01-01T00:00:00Z' }),
    )
    writeFileSync(
      path.join(folder, 'osv/npm/GHSA-1.json'),
      JSON.stringify(record('GHSA-1', 'merely-vulnerable', { versions: ['1.0.0'] })),
    )
    writeFileSync(path.join(folder, 'osv/npm/broken.json'), '{')
    const records = readBadRecords(path.join(folder, 'osv'))
    assert.deepEqual(records.map(({ id }) => id).sort(), ['MAL-1', 'MAL-2'])
    assert.deepEqual(readBadBytes(bundleOf(records)), records)

    keepBadRecords(records, path.join(folder, 'kept'))
    const kept = keptBadRecords(path.join(folder, 'kept'))
    assert.deepEqual(
      kept.of('a', '1.0.1').map(({ id }) => id),
      ['MAL-1'],
    )
    assert.deepEqual(kept.of('a', '1.0.2'), [])
    assert.deepEqual(
      kept.of('@b/c', '7.0.0').map(({ id }) => id),
      ['MAL-2'],
    )
    assert.deepEqual(kept.of('gone', '1.0.0'), [])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what is no list gives nothing; what cannot be unpacked is refused', () => {
  for (const text of ['', '{', '[1, null, "x"]', '{"id":7}']) assert.deepEqual(readBadBytes(Buffer.from(text)), [])
  assert.throws(() => readBadBytes(Uint8Array.of(0x1f, 0x8b, 1, 2)), { code: 'SP_INPUT' })
  assert.throws(() => readBadRecords('/nowhere/at/all'), { code: 'SP_INPUT' })
})
