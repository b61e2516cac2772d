import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { answer, ask, open } from './check.ts'
import { confirm, isPublished, lifetime, propose, withdraw, type Entry } from './entry.ts'
import { Filter, encodeFilter } from './filter.ts'
import { PeerFilter, publish } from './publish.ts'
import { Responder, type CheckLine } from './responder.ts'
import { tokensOf, type Identifier } from './tokens.ts'
import { passes, vectors } from './vectors.ts'
import { deriveKeyPair } from './voprf.ts'

const now = Date.UTC(2026, 10, 23)
const keys = deriveKeyPair(Buffer.alloc(32, 7), Buffer.from('test'))
const signing = generateKeyPairSync('ed25519')
const publicRaw = signing.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
const email = (value: string): Identifier => ({ type: 'email', value })
const entry = (identifiers: readonly Identifier[], victim = false): Entry =>
  confirm(
    propose({ id: randomBytes(4).toString('hex'), identifiers, evidence: 'proxy-interview', victim }, 'ana', now),
    'bo',
    now,
  )
const filterOf = (entries: readonly Entry[], at = now): PeerFilter =>
  new PeerFilter(
    publish(entries, { peer: 'b', epoch: 1, keys, signing: signing.privateKey, contact: 'desk@b.example', now: at }),
    publicRaw,
    at,
  )

describe('RFC 9497, ristretto255-SHA512', () => {
  for (const [i, vector] of vectors.entries())
    it(`vector ${i + 1}, mode ${vector.mode}, batch of ${vector.input.length}`, () => assert.ok(passes(vector)))
})

describe('a check', () => {
  it('finds what the peer has, under other spellings, and nothing else', () => {
    const filter = filterOf([entry([email('Jane.Doe+x@GMail.com'), { type: 'phone', value: '+44 20 7946 0958' }])])
    const asked = ask([
      email('janedoe@googlemail.com'),
      { type: 'phone', value: '+442079460958' },
      email('other@example.org'),
    ])
    const hits = filter.hits(open(asked, answer(asked.question, keys), keys.public))
    assert.deepEqual([...new Set(hits.map((hit) => hit.of))].sort(), [0, 1])
    assert.deepEqual(hits[0]?.label, {
      victim: false,
      evidence: 'proxy-interview',
      month: '2026-11',
      contact: 'desk@b.example',
    })
  })

  it('has one size, hit or miss, one identifier or six', () => {
    const sizes = [[email('a@b.example')], Array.from({ length: 6 }, (_, i) => email(`p${i}@b.example`))].map(
      (list) => {
        const asked = ask(list)
        const given = answer(asked.question, keys)
        return [asked.question.elements.length, given.elements.length, given.proof.length]
      },
    )
    assert.deepEqual(sizes, [
      [512, 512, 64],
      [512, 512, 64],
    ])
  })

  it('refuses an answer under another key, with a changed element or a changed proof', () => {
    const asked = ask([email('a@b.example')])
    const given = answer(asked.question, keys)
    const other = deriveKeyPair(Buffer.alloc(32, 8), Buffer.from('test'))
    assert.throws(() => open(asked, answer(asked.question, other), keys.public), { code: 'SP_CIRCLE_PROOF' })
    const elements = Buffer.from(given.elements)
    elements.set(given.elements.subarray(32, 64), 0)
    assert.throws(() => open(asked, { ...given, elements }, keys.public), { code: 'SP_CIRCLE_PROOF' })
    const proof = Buffer.from(given.proof)
    proof[5] = (proof[5] as number) ^ 1
    assert.throws(() => open(asked, { ...given, proof }, keys.public), { code: 'SP_CIRCLE_PROOF' })
  })

  it('refuses what is no point and questions of another size', () => {
    assert.throws(() => answer({ elements: Buffer.alloc(512, 255) }, keys), { code: 'SP_INPUT' })
    assert.throws(() => answer({ elements: Buffer.alloc(512) }, keys), { code: 'SP_INPUT' })
    assert.throws(() => answer({ elements: randomBytes(96) }, keys), { code: 'SP_INPUT' })
  })
})

describe('an entry', () => {
  it('needs two people, ends after 24 months and can be taken back', () => {
    const proposed = propose(
      { id: '1', identifiers: [email('a@b.example')], evidence: 'admitted', victim: false },
      'ana',
      now,
    )
    assert.equal(isPublished(proposed, now), false)
    assert.throws(() => confirm(proposed, 'ana', now), { code: 'SP_FORBIDDEN' })
    const confirmed = confirm(proposed, 'bo', now)
    assert.equal(isPublished(confirmed, now), true)
    assert.equal(isPublished(confirmed, now + lifetime), false)
    assert.equal(filterOf([withdraw(confirmed, 'appeal', now)]).size, 0)
  })

  it('that is a victim stays a victim whoever else enters it', () => {
    const filter = filterOf([entry([email('v@b.example')], true), entry([email('v@b.example')])])
    const asked = ask([email('v@b.example')])
    assert.equal(filter.hits(open(asked, answer(asked.question, keys), keys.public))[0]?.label?.victim, true)
  })
})

describe('a filter', () => {
  it('holds all of 2,000 and none of 2,000 others', () => {
    const outputs = Array.from({ length: 2000 }, () => randomBytes(64))
    const filter = new Filter(encodeFilter(outputs))
    assert.ok(outputs.every((output) => filter.rank(output) >= 0))
    assert.ok(Array.from({ length: 2000 }, () => randomBytes(64)).every((output) => filter.rank(output) < 0))
  })

  it('is refused when altered, cut off or out of date', () => {
    const made = publish([entry([email('a@b.example')])], {
      peer: 'b',
      epoch: 1,
      keys,
      signing: signing.privateKey,
      contact: 'x',
      now,
    })
    assert.throws(() => new PeerFilter({ ...made, epoch: 2 }, publicRaw, now), { code: 'SP_CIRCLE_SIGNATURE' })
    assert.throws(() => new PeerFilter(made, publicRaw, made.until), { code: 'SP_CIRCLE_SIGNATURE' })
    assert.throws(() => new Filter(encodeFilter([randomBytes(64), randomBytes(64)]).subarray(0, 12)), {
      code: 'SP_INPUT',
    })
  })
})

describe('the responder', () => {
  const make = (quota: number) => {
    const clock = fixedClock(now)
    const lines: CheckLine[] = []
    const alarms: string[] = []
    const responder = new Responder({
      clock,
      quota,
      keys: (epoch) => (epoch === 1 ? keys : null),
      write: (line) => lines.push(line),
      alarm: (peer, why) => alarms.push(`${peer}: ${why}`),
    })
    const question = ask([email('a@b.example')]).question
    return {
      clock,
      lines,
      alarms,
      request: (nonce: string, epoch = 1) =>
        responder.answer({ peer: 'a', epoch, purpose: 'application', nonce, question }),
    }
  }

  it('keeps the quota of the day, alarms, and writes every question down', () => {
    const { clock, lines, alarms, request } = make(5)
    for (let i = 0; i < 5; i++) request(`n${i}`)
    assert.throws(() => request('n5'), { code: 'SP_RATE_LIMITED' })
    assert.equal(alarms.length, 1)
    clock.advance(24 * 3_600_000 + 1)
    request('n6')
    assert.deepEqual(
      lines.map((line) => line.outcome),
      [...Array.from({ length: 5 }, () => 'answered'), 'refused-quota', 'answered'],
    )
  })

  it('refuses replays and forgotten epochs', () => {
    const { request } = make(50)
    request('same')
    assert.throws(() => request('same'), { code: 'SP_CONFLICT' })
    assert.throws(() => request('old', 0), { code: 'SP_NOT_FOUND' })
  })
})

it('tokens are canonical', () => {
  const text = (one: Identifier): string[] => tokensOf(one).map((token) => Buffer.from(token).toString())
  assert.deepEqual(text(email('Ann@Bücher.example')), ['sp1|email|ann@xn--bcher-kva.example'])
  assert.deepEqual(text({ type: 'document', value: 'de|passport|c01 x-00t47' }), ['sp1|document|DE|passport|C01X00T47'])
  assert.throws(() => tokensOf({ type: 'phone', value: '12' }), { code: 'SP_INPUT' })
})
