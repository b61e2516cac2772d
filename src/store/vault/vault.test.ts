import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { SallyportError } from '../../core/errors.ts'
import { newId } from '../new-id.ts'
import { testHouse } from '../testing.ts'
import { inTransaction } from '../transaction.ts'
import { newMasterKey, readMasterKeys, writeMasterKeys } from './master-keys.ts'
import { memoryKeys, openVault, openVaultWith } from './open.ts'
import { rotateMasterKey } from './rotate.ts'
import { keyIdOf, seal, unseal } from './seal.ts'
import { orgScope } from './vault.ts'

const house = await testHouse()
const { vault, org, store } = house
const folder = mkdtempSync(join(tmpdir(), 'sallyport-vault-'))
after(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const isVaultKey = (error: unknown): boolean => error instanceof SallyportError && error.code === 'SP_VAULT_KEY'
const isGone = (error: unknown): boolean => error instanceof SallyportError && error.code === 'SP_NOT_FOUND'
const place = { table: 'subjects', column: 'sealed', row: 'a' }

describe('sealed values', () => {
  const key = { id: newId(), key: Buffer.alloc(32, 7) }
  const here = { org, ...place }

  test('open to what was sealed, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const sealed = seal(key, bytes, here)
        assert.equal(keyIdOf(sealed), key.id)
        assert.deepEqual(new Uint8Array(unseal(key, sealed, here)), bytes)
      }),
    )
  })

  test('do not open at another place, under another key, or after any change', () => {
    const sealed = seal(key, Buffer.from('a name'), here)
    for (const other of [
      { ...here, row: 'b' },
      { ...here, column: 'name' },
      { ...here, table: 'users' },
      { ...here, org: newId() },
    ]) {
      assert.throws(() => unseal(key, sealed, other), isVaultKey)
    }
    assert.throws(() => unseal({ ...key, key: Buffer.alloc(32, 8) }, sealed, here), isVaultKey)
    for (let i = 17; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] as number) ^ 1
      assert.throws(() => unseal(key, changed, here), isVaultKey, `byte ${i}`)
    }
  })

  test('two places never share their text', () => {
    const sealed = seal(key, Buffer.from('x'), { org, table: 'a/1:b', column: 'c', row: 'd' })
    assert.throws(() => unseal(key, sealed, { org, table: 'a', column: 'b/1:c', row: 'd' }), isVaultKey)
  })
})

describe('blobs', () => {
  test('come back whole, also over several parts and when empty', async () => {
    for (const size of [0, 1, 4 * 1024 * 1024, 9_000_000]) {
      const bytes = new Uint8Array(size).map((_, i) => (i * 31) & 255)
      const digest = await vault.put(org, newId(), bytes)
      assert.deepEqual(Buffer.from(await vault.get(org, digest)), Buffer.from(bytes), `${size} bytes`)
    }
  })

  test('are not in the database as they came', async () => {
    const secret = Buffer.from('Jane Example, 4 Main Street')
    const digest = await vault.put(org, newId(), secret)
    const { sealed } = await store.db
      .selectFrom('blobs')
      .select('sealed')
      .where('digest', '=', digest)
      .executeTakeFirstOrThrow()
    assert.equal(sealed.includes('Jane'), false)
  })

  test('the same bytes under two subjects survive the erasure of one', async () => {
    const [a, b, bytes] = [newId(), newId(), Buffer.from('the same file')]
    const digest = await vault.put(org, a, bytes)
    assert.equal(await vault.put(org, b, bytes), digest)
    await vault.eraseKey(org, a)
    assert.deepEqual(Buffer.from(await vault.get(org, digest)), bytes)
    await vault.eraseKey(org, b)
    await assert.rejects(vault.get(org, digest), isGone)
  })

  test('another organisation does not find them', async () => {
    const digest = await vault.put(org, newId(), Buffer.from('ours'))
    await assert.rejects(vault.get(newId(), digest), isGone)
  })
})

describe('erasure', () => {
  test('leaves rows that nothing opens, and a later value gets a new key', async () => {
    const subject = newId()
    const sealed = await vault.seal(org, subject, place, { name: 'Jane' })
    assert.deepEqual(await vault.unseal(org, place, sealed), { name: 'Jane' })
    await vault.eraseKey(org, subject)
    assert.equal(await vault.unseal(org, place, sealed), undefined)
    const later = await vault.seal(org, subject, place, { name: 'again' })
    assert.notEqual(keyIdOf(later), keyIdOf(sealed))
    assert.deepEqual(await vault.unseal(org, place, later), { name: 'again' })
  })

  test('a transaction that was rolled back leaves no key in memory', async () => {
    const subject = newId()
    await assert.rejects(
      inTransaction(store, async (trx) => {
        await vault.seal(org, subject, place, 'lost', trx)
        throw new Error('rolled back')
      }),
      /rolled back/,
    )
    const sealed = await vault.seal(org, subject, place, 'kept')
    assert.equal(await vault.unseal(org, place, sealed), 'kept')
  })
})

test('hostile strings are stored as what databases accept', async () => {
  const sealed = await vault.seal(org, orgScope, place, { text: 'a\u0000b\uD800c' })
  assert.deepEqual(await vault.unseal(org, place, sealed), { text: 'a\uFFFDb\uFFFDc' })
})

test('the blind index is equal for equal values of one organisation only', async () => {
  const blind = await vault.blind(org)
  assert.deepEqual(blind('email', 'a@example.com'), blind('email', 'a@example.com'))
  assert.notDeepEqual(blind('email', 'a@example.com'), blind('phone', 'a@example.com'))
  assert.notDeepEqual(blind('email', 'x'), (await vault.blind(newId()))('email', 'x'))
  assert.equal(blind('email', 'x').length, 16)
})

describe('master keys', () => {
  test('file, refusal and rotation, over one life', async () => {
    const other = await testHouse()
    try {
      await other.store.db.deleteFrom('vault_masters').execute()
      const path = join(folder, 'keys', 'master.key')
      const first = await openVault(other.store, path)
      assert.equal(statSync(path).mode & 0o777, 0o600)
      const subject = newId()
      const sealed = await first.seal(other.org, subject, place, 'before')
      const hash = (await first.blind(other.org))('email', 'x')

      const before = readFileSync(path, 'utf8')
      const rotated = await rotateMasterKey(other.store, path)
      assert.notEqual(readFileSync(path, 'utf8'), before)
      assert.equal(readMasterKeys(path).all.size, 1)
      assert.equal(await rotated.unseal(other.org, place, sealed), 'before')
      assert.deepEqual((await rotated.blind(other.org))('email', 'x'), hash, 'look-ups go on')

      await assert.rejects(openVault(other.store, join(folder, 'missing.key')), isVaultKey)
      const wrong = join(folder, 'wrong.key')
      writeMasterKeys(wrong, [newMasterKey()])
      await assert.rejects(openVault(other.store, wrong), isVaultKey)
      await assert.rejects(openVaultWith(other.store, memoryKeys()), isVaultKey)
    } finally {
      await other.close()
    }
  })

  test('a rotation that was cut off goes on where it stopped', async () => {
    const other = await testHouse()
    try {
      await other.store.db.deleteFrom('vault_masters').execute()
      const path = join(folder, 'cut.key')
      const first = await openVault(other.store, path)
      const sealed = await Promise.all([1, 2, 3].map((n) => first.seal(other.org, newId(), place, n)))
      writeMasterKeys(path, [...readMasterKeys(path).all.values(), newMasterKey()])
      const half = await openVault(other.store, path)
      assert.equal(await half.rewrap(2), 2)
      const whole = await rotateMasterKey(other.store, path)
      for (const [i, value] of sealed.entries()) assert.equal(await whole.unseal(other.org, place, value), i + 1)
      assert.equal(
        await other.store.db
          .selectFrom('vault_masters')
          .select('id')
          .execute()
          .then((rows) => rows.length),
        1,
      )
    } finally {
      await other.close()
    }
  })

  test('a line that is no key is refused', () => {
    const path = join(folder, 'odd.key')
    writeMasterKeys(path, [{ id: 'x', key: Buffer.from('short') }])
    assert.throws(() => readMasterKeys(path), isVaultKey)
  })
})
