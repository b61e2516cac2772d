import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTar, tarLimits, type Tar } from './tar.ts'

interface Entry {
  readonly name: string
  readonly text?: string
  readonly type?: string
  readonly size?: number
}

const encoder = new TextEncoder()

function archive(entries: readonly Entry[]): Uint8Array {
  const blocks: Uint8Array[] = []
  for (const { name, text = '', type = '0', size } of entries) {
    const bytes = encoder.encode(text)
    const block = new Uint8Array(512)
    const put = (at: number, value: string): void => block.set(encoder.encode(value), at)
    put(0, name.slice(0, 100))
    put(100, '0000644\0')
    put(124, `${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`)
    put(148, '        ')
    put(156, type)
    put(257, 'ustar\u000000')
    put(
      148,
      `${block
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
    )
    const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512)
    body.set(bytes)
    blocks.push(block, body)
  }
  blocks.push(new Uint8Array(1024))
  const all = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}

const texts = (tar: Tar): Record<string, string> =>
  Object.fromEntries(tar.files.map((file) => [file.path, new TextDecoder().decode(file.bytes)]))
const kinds = (tar: Tar): string[] => tar.anomalies.map((one) => one.kind)

test('a plain package: the first folder goes, contents stay', () => {
  const tar = readTar(
    archive([
      { name: 'package/package.json', text: '{}' },
      { name: 'package/lib/a.js', text: 'a' },
    ]),
  )
  assert.deepEqual(texts(tar), { 'package.json': '{}', 'lib/a.js': 'a' })
  assert.deepEqual(tar.anomalies, [])
})

test('pax and GNU long names', () => {
  const path = `package/${'long/'.repeat(40)}x.js`
  const record = `path=${path}\n`
  const length = record.length + 4
  const tar = readTar(
    archive([
      { name: 'pax', type: 'x', text: `${length} ${record}` },
      { name: 'package/short', text: '1' },
      { name: '././@LongLink', type: 'L', text: `${path}\0` },
      { name: 'package/cut', text: '2' },
    ]),
  )
  assert.deepEqual(Object.keys(texts(tar)), [path.slice(8)])
  assert.deepEqual(kinds(tar), ['duplicate-entry'])
})

test('tricks are named: parent paths, absolute paths, links, devices, duplicates, case twins', () => {
  const tar = readTar(
    archive([
      { name: 'package/../../etc/x', text: '1' },
      { name: '/etc/passwd', text: '1' },
      { name: 'package/link', type: '2' },
      { name: 'package/fifo', type: '6' },
      { name: 'package/a.js', text: 'first' },
      { name: 'package/a.js', text: 'second' },
      { name: 'package/A.js', text: 'third' },
      { name: 'package/b\u202ejs.txt', text: '' },
    ]),
  )
  assert.deepEqual(kinds(tar), [
    'parent-path',
    'absolute-path',
    'link',
    'device',
    'duplicate-entry',
    'case-collision',
    'control-in-path',
  ])
  assert.equal(texts(tar)['a.js'], 'second', 'the last entry wins, as with npm')
})

test('limits: entries, sizes, totals; a size that lies', () => {
  const many = archive(Array.from({ length: 30 }, (_, index) => ({ name: `package/${index}`, text: 'x' })))
  assert.deepEqual(kinds(readTar(many, { ...tarLimits, entries: 20 })), ['too-many-entries'])
  assert.equal(readTar(many, { ...tarLimits, entries: 20 }).files.length, 20)
  assert.ok(
    kinds(readTar(archive([{ name: 'package/a', text: 'x'.repeat(600) }]), { ...tarLimits, fileBytes: 500 })).includes(
      'file-too-large',
    ),
  )
  assert.ok(kinds(readTar(many, { ...tarLimits, totalBytes: 10 })).includes('archive-too-large'))
  assert.deepEqual(kinds(readTar(archive([{ name: 'package/a', size: 0o77777777777, text: 'x' }]))), ['truncated'])
})

test('what is no archive, or is cut off, says so', () => {
  assert.deepEqual(kinds(readTar(new Uint8Array(2048).fill(65))), ['not-an-archive'])
  assert.deepEqual(kinds(readTar(new Uint8Array(0))), ['not-an-archive'])
  const whole = archive([{ name: 'package/a', text: 'x'.repeat(5000) }])
  assert.deepEqual(kinds(readTar(whole.subarray(0, 2000))), ['truncated'])
})

test('no bytes make it throw', () => {
  const base = archive([
    { name: 'package/a.js', text: 'const a = 1' },
    { name: 'package/b', text: 'y'.repeat(700) },
  ])
  for (let at = 0; at < base.length; at += 7) {
    const broken = base.slice()
    broken[at] = (broken[at] as number) ^ 0xff
    readTar(broken)
  }
})
