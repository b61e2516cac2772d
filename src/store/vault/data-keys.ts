import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Schema } from '../schema.ts'
import { newId } from '../new-id.ts'
import { deriveKey, type MasterKeys } from './master-keys.ts'
import type { DataKey } from './seal.ts'

/** Unwrapped keys kept for reading. A reader in another process may hold an erased key this long, its data is gone. */
const keepMs = 30_000
const keepAtMost = 5_000

type Db = Kysely<Schema>

/** The data keys of organisations and subjects, wrapped under the master key. */
export class DataKeys {
  #masters: MasterKeys
  #clock: Clock
  #cache = new Map<string, { key: DataKey; until: number }>()

  constructor(masters: MasterKeys, clock: Clock) {
    this.#masters = masters
    this.#clock = clock
  }

  /**
   * The key to write with, made if there is none. Always read from the database: a key that was erased a moment ago
   * must not seal anything new.
   */
  async toWrite(db: Db, org: Id, scopes: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const wanted = [...new Set(scopes)].sort()
    const found = await this.#read(db, org, wanted)
    const missing = wanted.filter((scope) => !found.has(scope))
    if (missing.length === 0) return found
    const rows = missing.map((scope) => {
      const id = newId()
      const wrapped = this.#wrap(org, id, randomBytes(32))
      return { org_id: org, id, scope, wrapped, master_id: this.#masters.current.id, created_at: this.#clock.now() }
    })
    await db
      .insertInto('data_keys')
      .values(rows)
      .onConflict((c) => c.columns(['org_id', 'scope']).doNothing())
      .execute()
    return this.#read(db, org, wanted)
  }

  /** Keys to read with, by their ids; an erased one is not among them. */
  async toRead(db: Db, org: Id, ids: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const now = this.#clock.now()
    const out = new Map<string, DataKey>()
    const missing: string[] = []
    for (const id of new Set(ids)) {
      const kept = this.#cache.get(`${org}/${id}`)
      if (kept !== undefined && kept.until > now) out.set(id, kept.key)
      else missing.push(id)
    }
    for (let i = 0; i < missing.length; i += 1_000) {
      const rows = await db
        .selectFrom('data_keys')
        .select(['id', 'wrapped', 'master_id'])
        .where('org_id', '=', org)
        .where('id', 'in', missing.slice(i, i + 1_000))
        .execute()
      for (const row of rows)
        out.set(row.id, this.#keep(org, { id: row.id, key: this.#unwrap(org, row.id, row.wrapped, row.master_id) }))
    }
    return out
  }

  /** Deletes the key of a scope: nothing that it sealed opens again. */
  async erase(db: Db, org: Id, scope: string): Promise<void> {
    const rows = await db
      .deleteFrom('data_keys')
      .where('org_id', '=', org)
      .where('scope', '=', scope)
      .returning('id')
      .execute()
    for (const row of rows) this.#cache.delete(`${org}/${row.id}`)
  }

  /**
   * Wraps keys anew that are still under an older master key; at most `limit` of them.
   *
   * @returns how many were wrapped; 0 means that the older master keys are no longer needed
   */
  async rewrap(db: Db, limit: number): Promise<number> {
    const rows = await db
      .selectFrom('data_keys')
      .selectAll()
      .where('master_id', '!=', this.#masters.current.id)
      .orderBy('org_id')
      .orderBy('id')
      .limit(limit)
      .execute()
    for (const row of rows) {
      const key = this.#unwrap(row.org_id, row.id, row.wrapped, row.master_id)
      await db
        .updateTable('data_keys')
        .set({ wrapped: this.#wrap(row.org_id, row.id, key), master_id: this.#masters.current.id })
        .where('org_id', '=', row.org_id)
        .where('id', '=', row.id)
        .execute()
    }
    return rows.length
  }

  forget(): void {
    this.#cache.clear()
  }

  async #read(db: Db, org: Id, scopes: readonly string[]): Promise<Map<string, DataKey>> {
    const rows = await db
      .selectFrom('data_keys')
      .select(['id', 'scope', 'wrapped', 'master_id'])
      .where('org_id', '=', org)
      .where('scope', 'in', [...scopes])
      .execute()
    return new Map(
      rows.map((row) => [row.scope, { id: row.id, key: this.#unwrap(org, row.id, row.wrapped, row.master_id) }]),
    )
  }

  #keep(org: Id, key: DataKey): DataKey {
    const cacheKey = `${org}/${key.id}`
    this.#cache.delete(cacheKey)
    this.#cache.set(cacheKey, { key, until: this.#clock.now() + keepMs })
    if (this.#cache.size > keepAtMost) this.#cache.delete(this.#cache.keys().next().value as string)
    return key
  }

  #wrap(org: Id, id: Id, key: Buffer): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', deriveKey(this.#masters.current, org, 'wrap'), nonce)
    cipher.setAAD(Buffer.from(`${org}/data_keys/wrapped/${id}`))
    return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
  }

  #unwrap(org: Id, id: Id, wrapped: Buffer, masterId: string): Buffer {
    const master = this.#masters.all.get(masterId)
    if (master === undefined)
      throw new SallyportError(
        'SP_VAULT_KEY',
        'A data key is wrapped under a master key that the file does not hold.',
        { master: masterId },
      )
    try {
      const decipher = createDecipheriv('aes-256-gcm', deriveKey(master, org, 'wrap'), wrapped.subarray(0, 12))
      decipher.setAAD(Buffer.from(`${org}/data_keys/wrapped/${id}`))
      decipher.setAuthTag(wrapped.subarray(-16))
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
    } catch (error) {
      throw new SallyportError(
        'SP_VAULT_KEY',
        'A data key does not open: it was changed or moved.',
        {},
        { cause: error },
      )
    }
  }
}
