import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { ja4Of, readClientHello, tlsFamily, type ClientHello } from './client-hello.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const word = (value: number): number[] => [value >> 8, value & 255]
const block = (size: 1 | 2, bytes: readonly number[]): number[] => [...(size === 1 ? [bytes.length] : word(bytes.length)), ...bytes]

/** A hello as bytes, cut into records of `cut`. */
function helloBytes(suites: readonly number[], extensions: readonly (readonly [kind: number, content: readonly number[]])[], cut = 16_000): Uint8Array {
  const body = [3, 3, ...Array.from({ length: 32 }, () => 7), ...block(1, []), ...block(2, suites.flatMap(word)), ...block(1, [0]), ...block(2, extensions.flatMap(([kind, content]) => [...word(kind), ...block(2, content)]))]
  const message = [1, 0, ...word(body.length), ...body]
  const records: number[] = []
  for (let at = 0; at < message.length; at += cut) records.push(22, 3, 1, ...block(2, message.slice(at, at + cut)))
  return Uint8Array.from(records)
}

const chrome = helloBytes([0x1a1a, 0x1301, 0x1302, 0xc02b], [[0x2a2a, []], [0, [0, 5, 0, 0, 2, 0x61, 0x62]], [16, [0, 12, 2, 0x68, 0x32, 8, ...Buffer.from('http/1.1')]], [43, [6, 0x5a, 0x5a, 3, 4, 3, 3]], [13, [0, 4, 4, 3, 8, 4]], [17_613, [0]]], 90)

test('a hello is read whole, reserved values are set aside, whatever the records', () => {
  const hello = readClientHello(chrome) as ClientHello
  assert.deepEqual(hello.suites, [0x1301, 0x1302, 0xc02b])
  assert.deepEqual(hello.extensions, [0, 16, 43, 13, 17_613])
  assert.equal(hello.version, 0x0304)
  assert.equal(hello.protocol, 'h2')
  assert.ok(hello.greased && hello.named)
  assert.equal(tlsFamily(hello), 'chromium')
})

test('JA4: the published form, sorted, with its two short hashes', () => {
  const hello = readClientHello(chrome) as ClientHello
  const suites = sha256('1301,1302,c02b').slice(0, 12)
  const extensions = sha256('000d,002b,44cd_0403,0804').slice(0, 12)
  assert.equal(ja4Of(hello, sha256), `t13d0305h2_${suites}_${extensions}`)
  // Chromium shuffles its extensions: the fingerprint does not change.
  assert.equal(ja4Of({ ...hello, extensions: hello.extensions.toReversed() }, sha256), ja4Of(hello, sha256))
})

test('families by marks of one engine; everything else is a program', () => {
  const base = readClientHello(chrome) as ClientHello
  assert.equal(tlsFamily({ ...base, extensions: [0, 16, 28, 34, 43], greased: false }), 'firefox')
  assert.equal(tlsFamily({ ...base, extensions: [0, 16, 43] }), 'webkit')
  assert.equal(tlsFamily({ ...base, extensions: [0, 16, 43], greased: false }), 'program')
})

test('half a hello asks for more, noise is none, and no bytes throw', () => {
  for (const cut of [0, 3, 5, 20, 94, chrome.length - 1]) assert.equal(readClientHello(chrome.subarray(0, cut)), 'more', String(cut))
  assert.equal(readClientHello(Buffer.from('GET / HTTP/1.1')), null)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readClientHello(bytes)))
  fc.assert(fc.property(fc.nat(chrome.length - 1), fc.nat(255), (at, value) => void readClientHello(Uint8Array.from(chrome).with(at, value))))
})
