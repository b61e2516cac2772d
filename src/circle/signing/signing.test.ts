import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { EnvelopeReader, seal } from './envelope.ts'
import {
  exportKey,
  importKey,
  newSigningKey,
  publicKeyFile,
  publicKeyText,
  readPublicKey,
  signFile,
  verifyFile,
} from './minisign.ts'
import { acceptDescriptor, signDescriptor, wordsOf, type KnownPeer } from './peer.ts'
import { fingerprint, wordCount } from './words.ts'

const key = newSigningKey()
const hasMinisign = spawnSync('minisign', ['-v']).error === undefined

describe('a signature', () => {
  it('verifies, with its comment, after the key was stored and read back', () => {
    const again = importKey(exportKey(key))
    assert.deepEqual(
      verifyFile(
        Buffer.from('x'),
        signFile(Buffer.from('x'), again, 'tlp:amber\nfile:a'),
        readPublicKey(publicKeyText(key)),
      ),
      { trustedComment: 'tlp:amber file:a' },
    )
  })

  it('tampered with anywhere, is refused: 1,000 of 1,000', () => {
    const bytes = randomBytes(200)
    const text = signFile(bytes, key, 'timestamp:1 file:a.json tlp:green')
    const from = text.indexOf('\n') + 1
    let refused = 0
    for (let i = 0; i < 1000; i++) {
      const changed = Buffer.from(bytes)
      let signature = text
      if (i % 2 === 0) changed[i % 200] = (changed[i % 200] as number) ^ (1 << (i % 8))
      else {
        // Any character of the signed lines becomes another one.
        const at = from + (i % (text.length - from - 1))
        const other = text[at] === 'A' ? 'B' : 'A'
        signature = text.slice(0, at) + other + text.slice(at + 1)
      }
      try {
        verifyFile(changed, signature, key)
      } catch {
        refused += 1
      }
    }
    assert.equal(refused, 1000)
  })

  it(
    'is one that the minisign tool verifies, and ours verifies its',
    { skip: hasMinisign ? false : 'minisign is not installed' },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'sallyport-sign-'))
      try {
        const file = join(folder, 'a.json')
        writeFileSync(file, '{"a":1}')
        writeFileSync(`${file}.minisig`, signFile(Buffer.from('{"a":1}'), key, 'tlp:clear'))
        writeFileSync(join(folder, 'key.pub'), publicKeyFile(key, 'test'))
        assert.equal(spawnSync('minisign', ['-Vm', file, '-p', join(folder, 'key.pub')]).status, 0)
        writeFileSync(file, '{"a":2}')
        assert.notEqual(spawnSync('minisign', ['-Vm', file, '-p', join(folder, 'key.pub')]).status, 0)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})

describe('an envelope', () => {
  const clock = fixedClock(1_000_000_000)
  it('is opened once, by whom it is for, in time', () => {
    const reader = new EnvelopeReader(clock, 'b', () => [key])
    const made = seal(Buffer.from('{}'), { id: 'one', at: clock.now(), to: 'b' }, key)
    assert.equal(Buffer.from(reader.open(made).payload).toString(), '{}')
    assert.throws(() => reader.open(made), /received before/)
    assert.throws(
      () => reader.open(seal(Buffer.from('{}'), { id: 'two', at: clock.now(), to: 'c' }, key)),
      /somebody else/,
    )
    assert.throws(
      () => reader.open(seal(Buffer.from('{}'), { id: 'three', at: clock.now() - 3_600_000, to: 'b' }, key)),
      /too old/,
    )
    assert.throws(
      () => reader.open(seal(Buffer.from('{}'), { id: 'four', at: clock.now(), to: 'b' }, newSigningKey())),
      { code: 'SP_CIRCLE_SIGNATURE' },
    )
    assert.throws(() => reader.open({ ...made, payloadType: made.payloadType.replace('one', 'six') }), {
      code: 'SP_CIRCLE_SIGNATURE',
    })
  })
})

describe('a peer', () => {
  const about = { name: 'b', taxii: [], contact: 'desk@b.example', matching: [], serial: 1 }
  it('is believed by its words first, by its key later', () => {
    const first = signDescriptor(about, key)
    assert.throws(() => acceptDescriptor(first, null, 'apple apple'), { code: 'SP_CIRCLE_SIGNATURE' })
    const known: KnownPeer = {
      descriptor: acceptDescriptor(first, null, ` ${wordsOf(first.descriptor).toUpperCase()}`),
      clearance: 'AMBER',
      revoked: false,
    }
    const next = newSigningKey()
    assert.throws(
      () => acceptDescriptor(signDescriptor({ ...about, serial: 2 }, next), known, null),
      /not signed by the old/,
    )
    assert.equal(acceptDescriptor(signDescriptor({ ...about, serial: 2 }, next, key), known, null).serial, 2)
    assert.throws(() => acceptDescriptor(first, known, null), /newer/)
    assert.throws(
      () => acceptDescriptor(signDescriptor({ ...about, serial: 3 }, key), { ...known, revoked: true }, null),
      /revoked/,
    )
    assert.throws(
      () =>
        acceptDescriptor(
          { ...first, descriptor: { ...first.descriptor, contact: 'x' } },
          null,
          wordsOf(first.descriptor),
        ),
      { code: 'SP_CIRCLE_SIGNATURE' },
    )
  })
  it('has twelve words for its key', () => {
    assert.equal(wordCount, 64)
    assert.equal(fingerprint(key.public).split(' ').length, 12)
    assert.notEqual(fingerprint(key.public), fingerprint(newSigningKey().public))
  })
})
