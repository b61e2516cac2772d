import { createHash, createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Digest } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { Vault } from '../../core/ports.ts'
import { jsonText } from '../json.ts'
import type { Store } from '../open.ts'
import type { Schema } from '../schema.ts'
import { DataKeys } from './data-keys.ts'
import type { MasterKeys } from './master-keys.ts'
import { keyIdOf, seal, unseal, type SealPlace } from './seal.ts'

/** Bytes of one row of `blobs`. */
const partBytes = 4 * 1024 * 1024

/** Scope of what belongs to the organisation and to nobody in particular. */
export const orgScope = 'org'
const blindScope = 'blind'

type Db = Kysely<Schema>

export interface ToSeal {
  /** A subject's id, or `orgScope`. */
  readonly scope: string
  readonly place: Omit<SealPlace, 'org'>
  readonly value: unknown
}

export interface ToUnseal {
  readonly sealed: Uint8Array
  readonly place: Omit<SealPlace, 'org'>
}

/**
 * Encrypted bytes and fields. Each subject has a data key of its own; erasing that key erases all of the subject,
 * in backups made with the same master key too once their key rows are gone.
 */
export class StoreVault implements Vault {
  #store: Store
  #keys: DataKeys
  #clock: Clock
  #blind = new Map<Id, Buffer>()

  constructor(store: Store, masters: MasterKeys, clock: Clock) {
    this.#store = store
    this.#keys = new DataKeys(masters, clock)
    this.#clock = clock
  }

  /** Stores bytes about a subject; twice the same is once. @returns their SHA-256 */
  async put(org: Id, subject: Id, bytes: Uint8Array, db: Db = this.#store.db): Promise<Digest> {
    const digest = createHash('sha256').update(bytes).digest('hex')
    const held = await db
      .selectFrom('blobs')
      .select('part')
      .where('org_id', '=', org)
      .where('digest', '=', digest)
      .where('subject_id', '=', subject)
      .limit(1)
      .executeTakeFirst()
    if (held !== undefined) return digest
    const key = (await this.#keys.toWrite(db, org, [subject])).get(subject)
    if (key === undefined)
      throw new SallyportError('SP_VAULT_KEY', 'The key of a subject was erased while its data was being written.')
    const parts = Math.max(1, Math.ceil(bytes.length / partBytes))
    for (let part = 0; part < parts; part++) {
      const plain = bytes.subarray(part * partBytes, (part + 1) * partBytes)
      const sealed = seal(key, plain, blobPlace(org, subject, digest, part, parts))
      await db
        .insertInto('blobs')
        .values({ org_id: org, digest, subject_id: subject, part, parts, sealed, created_at: this.#clock.now() })
        .onConflict((conflict) => conflict.columns(['org_id', 'digest', 'subject_id', 'part']).doNothing())
        .execute()
    }
    return digest
  }

  /** @throws SP_NOT_FOUND when nobody's bytes of that digest are held, or their subject was erased */
  async get(org: Id, digest: Digest, db: Db = this.#store.db): Promise<Uint8Array> {
    const rows = await db
      .selectFrom('blobs')
      .select(['subject_id', 'part', 'parts', 'sealed'])
      .where('org_id', '=', org)
      .where('digest', '=', digest)
      .orderBy('subject_id')
      .orderBy('part')
      .execute()
    const keys = await this.#keys.toRead(
      db,
      org,
      rows.map((row) => keyIdOf(row.sealed)),
    )
    for (const holder of new Set(rows.map((row) => row.subject_id))) {
      const own = rows.filter((row) => row.subject_id === holder)
      const plain = own.flatMap((row) => {
        const key = keys.get(keyIdOf(row.sealed))
        return key === undefined ? [] : [unseal(key, row.sealed, blobPlace(org, holder, digest, row.part, row.parts))]
      })
      if (plain.length === own[0]?.parts) return new Uint8Array(Buffer.concat(plain))
    }
    throw new SallyportError('SP_NOT_FOUND', 'The vault does not hold these bytes, or their subject was erased.')
  }

  /** Seals values as JSON, in the order given; keys are looked up once for all of them. */
  async sealAll(org: Id, values: readonly ToSeal[], db: Db = this.#store.db): Promise<Buffer[]> {
    if (values.length === 0) return []
    const keys = await this.#keys.toWrite(
      db,
      org,
      values.map((value) => value.scope),
    )
    return values.map((value) => {
      const key = keys.get(value.scope)
      if (key === undefined)
        throw new SallyportError('SP_VAULT_KEY', 'The key of a subject was erased while its data was being written.')
      return seal(key, Buffer.from(jsonText(value.value)), { org, ...value.place })
    })
  }

  async seal(
    org: Id,
    scope: string,
    place: Omit<SealPlace, 'org'>,
    value: unknown,
    db: Db = this.#store.db,
  ): Promise<Buffer> {
    return (await this.sealAll(org, [{ scope, place, value }], db))[0] as Buffer
  }

  /** Opens values, in the order given; `undefined` for one whose subject was erased. */
  async unsealAll(org: Id, values: readonly ToUnseal[], db: Db = this.#store.db): Promise<unknown[]> {
    const ids = values.map((value) => keyIdOf(value.sealed))
    const keys = await this.#keys.toRead(db, org, ids)
    return values.map((value, i) => {
      const key = keys.get(ids[i] as string)
      return key === undefined
        ? undefined
        : (JSON.parse(unseal(key, value.sealed, { org, ...value.place }).toString()) as unknown)
    })
  }

  async unseal(
    org: Id,
    place: Omit<SealPlace, 'org'>,
    sealed: Uint8Array | null,
    db: Db = this.#store.db,
  ): Promise<unknown> {
    return sealed === null ? undefined : (await this.unsealAll(org, [{ sealed, place }], db))[0]
  }

  /**
   * The blind index: equal values of one organisation have equal hashes, and without the key no value can be tried.
   *
   * @returns first 128 bits of HMAC-SHA-256 over `type NUL value`
   */
  async blind(org: Id, db: Db = this.#store.db): Promise<(type: string, value: string) => Buffer> {
    let key = this.#blind.get(org)
    if (key === undefined) {
      key = (await this.#keys.toWrite(db, org, [blindScope])).get(blindScope)?.key as Buffer
      // Made inside a transaction that may yet be rolled back: remembered only when read outside of one.
      if (db === this.#store.db) this.#blind.set(org, key)
    }
    const fixed = key
    return (type, value) =>
      createHmac('sha256', fixed).update(type).update('\0').update(value.toWellFormed()).digest().subarray(0, 16)
  }

  /** Crypto-erasure: deletes the key of a subject. Rows that hold only sealed data may then stay or go. */
  async eraseKey(org: Id, subject: Id, db: Db = this.#store.db): Promise<void> {
    await this.#keys.erase(db, org, subject)
  }

  /** One step of wrapping all data keys under the newest master key. @returns how many were wrapped; 0: done */
  async rewrap(limit = 500): Promise<number> {
    return this.#keys.rewrap(this.#store.db, limit)
  }

  /** Drops unwrapped keys from memory. */
  forget(): void {
    this.#keys.forget()
    this.#blind.clear()
  }
}

function blobPlace(org: Id, subject: Id, digest: Digest, part: number, parts: number): SealPlace {
  return { org, table: 'blobs', column: 'sealed', row: `${digest}/${subject}/${part}/${parts}` }
}
