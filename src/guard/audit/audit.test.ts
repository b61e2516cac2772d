import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from '../../core/clock.ts'
import type { Json } from '../../core/facts.ts'
import { canonicalJson } from './canonical.ts'
import { checkpointFromText, checkpointToText, isSigned, signCheckpoint, type Checkpoint } from './checkpoint.ts'
import { commitRule, isCommitted } from './commitment.ts'
import { auditLog, memoryAuditStore, readLog, sealEntry, type StoredEntry } from './log.ts'
import { GrowingTree, inclusionProof, leafHash, rootOf, verifyInclusion } from './merkle.ts'
import { verifyAudit } from './verify.ts'

const keys = generateKeyPairSync('ed25519')
const others = generateKeyPairSync('ed25519')
const org = 'org'

const entry = (index: number, object = `case/${index}`): StoredEntry =>
  sealEntry({ index, at: 1000 + index, actor: 'ada', action: 'case.read', object, outcome: 'allowed', details: {} })
const logOf = (size: number): StoredEntry[] => Array.from({ length: size }, (_, index) => entry(index))
const treeOf = (entries: readonly StoredEntry[]): GrowingTree => {
  const tree = new GrowingTree()
  for (const one of entries) tree.append(one.leaf)
  return tree
}
const checkpointOf = (entries: readonly StoredEntry[], size = entries.length): Checkpoint =>
  signCheckpoint(keys.privateKey, org, treeOf(entries.slice(0, size)), 5000 + size)
const check = (entries: readonly StoredEntry[], checkpoints: readonly Checkpoint[]) =>
  verifyAudit(entries, checkpoints, [keys.publicKey])

describe('the Merkle tree', () => {
  it('is that of RFC 6962: the roots of its test vectors', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    const roots = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]
    const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')))
    const tree = new GrowingTree()
    for (const [size, root] of roots.entries()) {
      assert.equal(rootOf(leaves.slice(0, size)).toString('hex'), root)
      assert.equal(tree.root().toString('hex'), root)
      if (size < leaves.length) tree.append(leaves[size] as Buffer)
    }
  })

  it('grown leaf by leaf it is the tree over all leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (size) => {
        const entries = logOf(size)
        assert.deepEqual(treeOf(entries).root(), rootOf(entries.map((one) => one.leaf)))
      }),
      { numRuns: 40 },
    )
  })

  it('proves each entry, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = logOf(size).map((one) => one.leaf)
        const [index, other] = [a % size, b % size]
        const proof = inclusionProof(leaves, index)
        const root = rootOf(leaves)
        assert.equal(verifyInclusion(leaves[index] as Buffer, index, size, proof, root), true)
        if (other !== index) {
          assert.equal(verifyInclusion(leaves[other] as Buffer, index, size, proof, root), false)
          assert.equal(verifyInclusion(leaves[index] as Buffer, other, size, proof, root), false)
        }
        assert.equal(verifyInclusion(leaves[index] as Buffer, index, size, [...proof, root], root), false)
      }),
      { numRuns: 60 },
    )
  })
})

describe('verifying the log', () => {
  const size = fc.integer({ min: 2, max: 60 })
  /** A log, its checkpoint, and two places in it. */
  const damage = (how: (entries: StoredEntry[], a: number, b: number) => StoredEntry[]) =>
    fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (length, a, b) => {
        const entries = logOf(length)
        const checkpoint = checkpointOf(entries)
        const report = await check(how([...entries], a % length, b % length), [checkpoint])
        assert.equal(report.ok, false)
        assert.notEqual(report.problem, null)
      }),
      { numRuns: 60 },
    )

  it('a whole log verifies, with any of its checkpoints', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.array(fc.nat(), { maxLength: 5 }), async (length, sizes) => {
        const entries = logOf(length)
        const checkpoints = sizes.map((one) => checkpointOf(entries, one % (length + 1)))
        const report = await check(entries, checkpoints)
        assert.deepEqual([report.ok, report.problem, report.entries], [true, null, length])
        assert.equal(report.uncovered, length - Math.max(0, ...checkpoints.map((one) => one.size)))
      }),
      { numRuns: 40 },
    )
  })

  it('sees an edit', () =>
    damage((entries, at) =>
      entries.with(at, {
        ...(entries[at] as StoredEntry),
        entry: (entries[at] as StoredEntry).entry.replace('ada', 'eve'),
      }),
    ))
  it('sees an edit whose hash was redone', () => damage((entries, at) => entries.with(at, entry(at, 'case/another'))))
  it('sees a deletion', () => damage((entries, at) => entries.toSpliced(at, 1)))
  it('sees a deletion after which all were numbered anew', () =>
    damage((entries, at) => entries.slice(1).map((_, index) => entry(index, `case/${index < at ? index : index + 1}`))))
  it('sees an insertion', () => damage((entries, at) => entries.toSpliced(at, 0, entry(at, 'case/planted'))))
  it('sees two entries that changed places', () =>
    damage((entries, a, b) => {
      const [first, second] = a === b ? [0, 1] : [a, b]
      return entries.with(first, entries[second] as StoredEntry).with(second, entries[first] as StoredEntry)
    }))
  it('sees truncation, to any length', () => damage((entries, at) => entries.slice(0, at)))
  it('sees a log replaced as a whole', () =>
    damage((entries) => entries.map((_, index) => entry(index, 'nothing happened'))))

  it('without a checkpoint from outside it cannot see truncation, and says so', async () => {
    const report = await check(logOf(10).slice(0, 4), [])
    assert.deepEqual([report.ok, report.checkpointAt, report.uncovered], [true, null, 4])
  })

  it('believes no checkpoint of another key, another organisation, or changed by a bit', async () => {
    const entries = logOf(5)
    const good = checkpointOf(entries)
    const foreign = signCheckpoint(others.privateKey, org, treeOf(entries), 1)
    const elsewhere = signCheckpoint(keys.privateKey, 'elsewhere', treeOf(entries), 1)
    const changed = [
      { ...good, size: 4 },
      { ...good, at: 1 },
      { ...good, org: 'x' },
      { ...good, keyId: '0'.repeat(16) },
      { ...good, root: Buffer.alloc(32) },
    ]
    for (const bad of [[foreign], [good, elsewhere], ...changed.map((one) => [one])])
      assert.equal((await check(entries, bad)).ok, false)
    assert.equal((await verifyAudit(entries, [good, foreign], [keys.publicKey, others.publicKey])).ok, true)
  })

  it('a checkpoint goes out as a line and comes back', () => {
    const one = checkpointOf(logOf(7))
    const back = checkpointFromText(`${checkpointToText(one)}\n`)
    assert.ok(back !== null && isSigned(back, keys.publicKey))
    assert.deepEqual(back, { ...one, root: Buffer.from(one.root), signature: Buffer.from(one.signature) })
    for (const bad of ['', 'sallyport-audit org 1', checkpointToText(one).slice(0, -1)])
      assert.equal(checkpointFromText(bad), null)
  })
})

describe('the log', () => {
  it('numbers entries without gaps and reads them back page by page', async () => {
    const store = memoryAuditStore()
    const log = auditLog(store, fixedClock(7))
    for (let i = 0; i < 25; i += 1)
      await log.record(org, {
        actor: 'ada',
        action: 'case.read',
        object: `case/${i}`,
        outcome: i % 2 === 0 ? 'allowed' : 'refused',
      })
    const report = await verifyAudit(readLog(store, org, 10), [], [])
    assert.deepEqual([report.ok, report.entries], [true, 25])
    assert.equal(
      store.entries[0]?.entry,
      '{"action":"case.read","actor":"ada","at":7,"details":{},"index":0,"object":"case/0","outcome":"allowed"}',
    )
  })

  it('one value has one text, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as Json)
        assert.equal(canonicalJson(JSON.parse(text)), text)
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
        assert.equal(canonicalJson(reversed(value as Json)), text)
      }),
    )
    assert.equal(canonicalJson({ b: 1, a: [1e21, 0.1, 'é\n'] }), '{"a":[1e+21,0.1,"é\\n"],"b":1}')
    assert.throws(() => canonicalJson(Number.NaN), { code: 'SP_INPUT' })
    assert.throws(() => canonicalJson('\ud800'), { code: 'SP_INPUT' })
  })

  it('commits to a sealed rule without naming it', () => {
    const key = Buffer.alloc(32, 7)
    const one = commitRule(key, 'apply/secret@1', 'evidence-1')
    assert.equal(isCommitted(one, key, 'apply/secret@1', 'evidence-1'), true)
    assert.equal(isCommitted(one, key, 'apply/other@1', 'evidence-1'), false)
    assert.equal(isCommitted(one, Buffer.alloc(32, 8), 'apply/secret@1', 'evidence-1'), false)
    assert.notEqual(one, commitRule(key, 'apply/secret@1', 'evidence-2'))
    assert.notEqual(commitRule(key, 'b', 'a'), commitRule(key, '', 'ab'))
    assert.doesNotMatch(one, /secret/)
  })
})

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field as Json)]),
  )
}
