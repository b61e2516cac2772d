import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aliasesOf, withAliases } from './aliases.ts'
import { skeletonOf } from './spelling.ts'
import { bar, strengthOf, type SharedThing } from './strength.ts'
import { causes, tieBits, typeWeights } from './weights.ts'

const things = fc.array(fc.record({ cause: fc.constantFrom(...causes), bits: fc.double({ min: 0, max: 30, noNaN: true }) }), { maxLength: 12 })
const of = (type: keyof typeof typeWeights, holders: number, population: number): SharedThing => ({ cause: typeWeights[type].cause, bits: tieBits(typeWeights[type], holders, population) })

test('a couple shares telephone, street and network, and that is one coincidence: no tie', () => {
  for (const population of [300, 20_000, 1_000_000]) {
    const couple = [of('phone', 2, population), of('postal-address', 2, population), of('egress-network', 2, population)]
    assert.ok(strengthOf(couple) < bar(population), `${population}`)
  }
})

test('a mailbox ties by itself; a telephone only together with something of another cause', () => {
  for (const population of [300, 20_000, 1_000_000]) {
    assert.ok(strengthOf([of('email', 2, population)]) >= bar(population), `${population}`)
    assert.ok(strengthOf([of('phone', 2, population)]) < bar(population))
    assert.ok(strengthOf([of('phone', 2, population), of('file-id', 2, population)]) >= bar(population))
  }
})

test('a mailbox that a whole crew has is no less telling than one that two have; an agency’s has become a hub', () => {
  for (const holders of [3, 8, 15]) assert.ok(strengthOf([of('email', holders, 300)]) >= bar(300), `${holders}`)
  assert.equal(tieBits(typeWeights.email, 16, 300), 0)
})

test('two repositories of one large owner are no tie, the same repository is', () => {
  assert.ok(strengthOf([of('repository-owner', 2, 300)]) < bar(300))
  assert.ok(strengthOf([of('repository', 2, 300), of('repository-owner', 5, 300)]) >= bar(300))
})

test('an office, a university, a carrier and a popular template tie nobody', () => {
  assert.equal(tieBits(typeWeights['egress-network'], 13, 300), 0)
  assert.equal(tieBits(typeWeights.domain, 41, 300), 0)
  assert.ok(strengthOf([of('template-fingerprint', 20, 300), of('ip', 8, 300)]) < bar(300))
})

test('a common skeleton weighs less than a rare one: term frequency', () => {
  assert.ok(tieBits(typeWeights['near-contact'], 10, 1_000) < tieBits(typeWeights['near-contact'], 2, 1_000))
})

test('strength: order-free, never lowered by one more shared thing, never above the plain sum', () => {
  fc.assert(
    fc.property(things, things, (some, more) => {
      const all = strengthOf([...some, ...more])
      assert.ok(Math.abs(all - strengthOf([...more, ...some].toReversed())) < 1e-9)
      assert.ok(all >= strengthOf(some) - 1e-9)
      assert.ok(all <= [...some, ...more].reduce((sum, { bits }) => sum + bits, 0) + 1e-9)
    }),
  )
})

test('skeletons: what changes between throw-away accounts is gone, what differs between people stays', () => {
  const email = (value: string) => skeletonOf({ type: 'email', value })
  assert.equal(email('mira.exampel07@example.com'), email('mira3xampel+jobs@example.net'))
  assert.notEqual(email('mira.exampel@example.com'), email('lars.exampel@example.com'))
  assert.equal(email('jo@example.com'), null)
  assert.equal(skeletonOf({ type: 'phone', value: '+12025550141' }), skeletonOf({ type: 'phone', value: '+12025550148' }))
  assert.equal(skeletonOf({ type: 'author-email', value: '9f3c1a7be4d2c1a7' }), null, 'a hash has no skeleton')
})

test('other doors know a value by another name; aliases of aliases are none', () => {
  const found = withAliases([{ type: 'author-email', value: 'mira.exampel@example.com', from: 'pkg' }, { type: 'repository', value: 'github.com/exampel-labs/take-home', from: 'message' }])
  assert.ok(found.some(({ type, value }) => type === 'email' && value === 'mira.exampel@example.com'))
  assert.ok(found.some(({ type, value }) => type === 'repository-owner' && value === 'github:exampel-labs'))
  assert.deepEqual(aliasesOf({ type: 'package', value: 'npm:@scope/a@1.2.3', from: 'pkg' }).map(({ value }) => value), ['npm:@scope/a'])
  assert.deepEqual(withAliases(found).length, withAliases(withAliases(found)).length)
})
