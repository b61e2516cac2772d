import type { Id } from '../../core/ids.ts'
import { newId } from '../new-id.ts'
import { batches, type Context } from './context.ts'

/**
 * Under which names sources know a person (`kim@example.com`, `kim-gh`). A name is found by a keyed hash and readable
 * only with the person's key: everybody else sees a pseudonym.
 */
export class WorkNames {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Name → person, for the names somebody is known under. Case does not matter. */
  async find(org: Id, names: readonly string[]): Promise<ReadonlyMap<string, Id>> {
    const { db, vault } = this.#context
    const blind = await vault.blind(org, db)
    const out = new Map<string, Id>()
    for (const part of batches([...new Set(names.map(plain))])) {
      const byHash = new Map(part.map((name) => [blind('work-name', name).toString('hex'), name]))
      const rows = await db
        .selectFrom('work_names')
        .select(['hash', 'subject_id'])
        .where('org_id', '=', org)
        .where('hash', 'in', [...byHash.keys()].map((hex) => Buffer.from(hex, 'hex')))
        .execute()
      for (const row of rows) out.set(byHash.get(row.hash.toString('hex')) as string, row.subject_id)
    }
    return out
  }

  /**
   * Makes these names one person: the one that already has one of them, or a new one. Call it in a transaction.
   *
   * @returns the person, and whether it is new; null when the names belong to two people
   */
  async join(org: Id, names: readonly string[]): Promise<{ subject: Id; isNew: boolean } | null> {
    const { db, vault, clock } = this.#context
    const wanted = [...new Set(names.map(plain))]
    const known = await this.find(org, wanted)
    const people = new Set(known.values())
    if (people.size > 1 || wanted.length === 0) return null
    const [old] = people
    const subject = old ?? newId()
    if (old === undefined) {
      await db
        .insertInto('subjects')
        .values({ org_id: org, id: subject, kind: 'person', sealed: null, ref_hash: null, cleared_at: null, created_at: clock.now(), erased_at: null })
        .execute()
    }
    const blind = await vault.blind(org, db)
    const missing = wanted.filter((name) => !known.has(name))
    if (missing.length > 0) {
      const hashes = missing.map((name) => blind('work-name', name))
      const sealed = await vault.sealAll(org, missing.map((name, i) => ({ scope: subject, place: placeOf(hashes[i] as Buffer), value: { name } })), db)
      await db
        .insertInto('work_names')
        .values(missing.map((_, i) => ({ org_id: org, hash: hashes[i] as Buffer, subject_id: subject, sealed: sealed[i] as Buffer })))
        .execute()
    }
    return { subject, isNew: old === undefined }
  }

  /** The names of a person: only for whoever may see whose record it is. */
  async of(org: Id, subject: Id): Promise<readonly string[]> {
    const { db, vault } = this.#context
    const rows = await db.selectFrom('work_names').select(['hash', 'sealed']).where('org_id', '=', org).where('subject_id', '=', subject).execute()
    const opened = await vault.unsealAll(org, rows.map(({ hash, sealed }) => ({ sealed, place: placeOf(hash) })), db)
    return opened.flatMap((value) => (value === undefined ? [] : [(value as { name: string }).name])).sort()
  }

  /** Everybody who is watched over, in the order of their ids, which says nothing about them. */
  async people(org: Id): Promise<readonly Id[]> {
    const rows = await this.#context.db.selectFrom('work_names').select('subject_id').distinct().where('org_id', '=', org).orderBy('subject_id').execute()
    return rows.map((row) => row.subject_id)
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase().slice(0, 200)
}

const placeOf = (hash: Buffer) => ({ table: 'work_names', column: 'sealed', row: hash.toString('hex') })
