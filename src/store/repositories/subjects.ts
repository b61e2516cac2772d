import { sql } from 'kysely'
import type { Id } from '../../core/ids.ts'
import { newId } from '../new-id.ts'
import { batches, type Context } from './context.ts'

export interface Subject {
  readonly id: Id
  readonly kind: string
  /** Null when it has none, or when the subject was erased. */
  readonly name: string | null
  readonly clearedAt: number | null
  readonly createdAt: number
  readonly erasedAt: number | null
}

export interface NewSubject {
  readonly id?: Id
  readonly kind: string
  readonly name?: string | null
  /** Name under which another system knows it, for instance `ats:ashby:123`. */
  readonly ref?: string
}

/** Whom or what evidence is about. */
export class Subjects {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Makes a subject, or finds the one with the same `ref`. @returns its id */
  async insert(org: Id, subject: NewSubject): Promise<Id> {
    const { db, vault, clock } = this.#context
    const id = subject.id ?? newId()
    const name = subject.name ?? null
    const sealed = name === null ? null : await vault.seal(org, id, namePlace(id), { name }, db)
    const refHash = subject.ref === undefined ? null : (await vault.blind(org, db))('ref', subject.ref)
    const row = {
      org_id: org,
      id,
      kind: subject.kind,
      sealed,
      ref_hash: refHash,
      cleared_at: null,
      created_at: clock.now(),
      erased_at: null,
    }
    const made = await db
      .insertInto('subjects')
      .values(row)
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined) return made.id
    const found = subject.ref === undefined ? null : await this.byRef(org, subject.ref)
    return found ?? id
  }

  async byRef(org: Id, ref: string): Promise<Id | null> {
    const { db, vault } = this.#context
    const hash = (await vault.blind(org, db))('ref', ref)
    const row = await db
      .selectFrom('subjects')
      .select('id')
      .where('org_id', '=', org)
      .where('ref_hash', '=', hash)
      .executeTakeFirst()
    return row?.id ?? null
  }

  async find(org: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, Subject>> {
    if (ids.length === 0) return new Map()
    const { db, vault } = this.#context
    const rows = await db
      .selectFrom('subjects')
      .selectAll()
      .where('org_id', '=', org)
      .where('id', 'in', [...new Set(ids)])
      .execute()
    const named = rows.filter((row) => row.sealed !== null)
    const names = await vault.unsealAll(
      org,
      named.map((row) => ({ sealed: row.sealed as Buffer, place: namePlace(row.id) })),
      db,
    )
    const nameOf = new Map(named.map((row, i) => [row.id, (names[i] as { name: string } | undefined)?.name ?? null]))
    return new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          kind: row.kind,
          name: nameOf.get(row.id) ?? null,
          clearedAt: row.cleared_at,
          createdAt: row.created_at,
          erasedAt: row.erased_at,
        },
      ]),
    )
  }

  async rename(org: Id, id: Id, name: string): Promise<void> {
    const { db, vault } = this.#context
    const sealed = await vault.seal(org, id, namePlace(id), { name }, db)
    await db
      .updateTable('subjects')
      .set({ sealed })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .execute()
  }

  /** A person found nothing against it (or took that back, with null). Rarity is measured among the cleared. */
  async setCleared(org: Id, id: Id, at: number | null): Promise<void> {
    await this.#context.db
      .updateTable('subjects')
      .set({ cleared_at: at })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }

  /** Takes the subject's records out of the counts of the corpora: what was derived from them goes too. */
  async #forgetTerms(org: Id, id: Id): Promise<void> {
    const { db } = this.#context
    const evidence = (await db.selectFrom('evidence').select('id').where('org_id', '=', org).where('subject_id', '=', id).execute()).map((row) => row.id)
    if (evidence.length === 0) return
    const terms = await db
      .selectFrom('bands as b')
      .innerJoin('corpus_members as m', (join) => join.onRef('m.org_id', '=', 'b.org_id').onRef('m.space', '=', 'b.space').onRef('m.evidence_id', '=', 'b.evidence_id'))
      .select(['b.space', 'b.band'])
      .where('b.org_id', '=', org)
      .where('b.evidence_id', 'in', evidence)
      .orderBy('b.space')
      .orderBy('b.band')
      .execute()
    for (const [space, rows] of Map.groupBy(terms, (row) => row.space)) {
      for (const batch of batches([...new Set(rows.map((row) => row.band))])) {
        await db.updateTable('term_counts').set({ count: sql`count - 1` }).where('org_id', '=', org).where('space', '=', space).where('term', 'in', batch).execute()
        await db.deleteFrom('term_counts').where('org_id', '=', org).where('space', '=', space).where('term', 'in', batch).where('count', '<=', 0).execute()
      }
    }
    await db.deleteFrom('corpus_members').where('org_id', '=', org).where('evidence_id', 'in', evidence).execute()
  }

  async count(org: Id): Promise<number> {
    const row = await this.#context.db
      .selectFrom('subjects')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('org_id', '=', org)
      .executeTakeFirstOrThrow()
    return row.n
  }

  /**
   * Erases a subject: its key first (from then on nothing opens, wherever copies lie), then what it sealed. What stays
   * says only that there was somebody: the subject's row, its cases without ledger, the audit log.
   */
  async erase(org: Id, id: Id): Promise<void> {
    const { db, vault, clock } = this.#context
    await vault.eraseKey(org, id, db)
    await this.#forgetTerms(org, id)
    for (const table of ['blobs', 'facts', 'findings', 'artefacts', 'bands', 'work_days', 'work_presence', 'work_names'] as const) {
      await db.deleteFrom(table).where('org_id', '=', org).where('subject_id', '=', id).execute()
    }
    await db.deleteFrom('door_rows').where('org_id', '=', org).where('subject_id', '=', id).execute()
    await db.deleteFrom('one_time_links').where('org_id', '=', org).where('subject_id', '=', id).execute()
    await db
      .deleteFrom('links')
      .where('org_id', '=', org)
      .where((e) => e.or([e('subject_a', '=', id), e('subject_b', '=', id)]))
      .execute()
    await db
      .deleteFrom('link_removals')
      .where('org_id', '=', org)
      .where((e) => e.or([e('subject_a', '=', id), e('subject_b', '=', id)]))
      .execute()
    await db.deleteFrom('cluster_members').where('org_id', '=', org).where('subject_id', '=', id).execute()
    const cases = await db
      .updateTable('cases')
      .set({ sealed_ledger: null })
      .where('org_id', '=', org)
      .where('subject_id', '=', id)
      .returning('id')
      .execute()
    for (const { id: caseId } of cases) {
      await db.deleteFrom('ledgers_history').where('org_id', '=', org).where('case_id', '=', caseId).execute()
      await db
        .updateTable('case_events')
        .set({ sealed: null })
        .where('org_id', '=', org)
        .where('case_id', '=', caseId)
        .execute()
    }
    await db
      .updateTable('subjects')
      .set({ sealed: null, ref_hash: null, erased_at: clock.now() })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }
}

const namePlace = (id: Id) => ({ table: 'subjects', column: 'sealed', row: id })
