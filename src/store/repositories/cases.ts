import { sql, type Selectable, type Updateable } from 'kysely'
import type { CaseRecord, CaseState } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import type { DoorId } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { postures, type Posture } from '../../core/posture.ts'
import type { Ledger } from '../../core/weigh.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { CasesTable } from '../tables/cases.ts'
import { batches, type Context } from './context.ts'
import { asCase, type StoredCase } from './stored-case.ts'

export type { StoredCase } from './stored-case.ts'

export interface Judged {
  readonly subject: Id
  readonly door: DoorId
  readonly posture: Posture
  readonly why: string
  readonly ledger: Ledger
  readonly playbookVersion: string
}

export interface QueueQuery {
  readonly states?: readonly CaseState[]
  readonly doors?: readonly DoorId[]
  readonly postures?: readonly Posture[]
  readonly assignee?: string
  /** `opened`: first come, first served, whatever was judged. */
  readonly order?: 'gravest' | 'opened'
  readonly limit: number
  readonly offset?: number
}

export class Cases {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Writes a judgement: opens the case of the subject at the door, or gives the open one its new ledger and keeps the
   * old one in the history. Idempotent: the same posture and ledger change nothing. Call it in a transaction.
   */
  async judge(org: Id, judged: Judged): Promise<{ id: Id; isNew: boolean; changed: boolean; before: Posture | null }> {
    const { db, vault, clock } = this.#context
    const now = clock.now()
    const waits = judged.posture === 'routine' ? null : now
    const columns = {
      posture: judged.posture,
      posture_rank: postures.indexOf(judged.posture),
      why: judged.why,
      total_decibans: judged.ledger.totalDecibans,
      posterior: judged.ledger.posterior,
      playbook_version: judged.playbookVersion,
      judged_at: now,
    }
    const id = newId()
    const sealed = await vault.seal(org, judged.subject, ledgerPlace(id), judged.ledger, db)
    const made = await db
      .insertInto('cases')
      .values({
        org_id: org,
        id,
        subject_id: judged.subject,
        door: judged.door,
        state: 'evidence',
        ...columns,
        sealed_ledger: sealed,
        assignee: null,
        verifications: '[]',
        decision: null,
        notice_at: null,
        waiting_since: waits,
        opened_at: now,
        closed_at: null,
        revision: 1,
      })
      .onConflict((c) => c.columns(['org_id', 'subject_id', 'door']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined) return { id, isNew: true, changed: true, before: null }

    const old = await db
      .selectFrom('cases')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject_id', '=', judged.subject)
      .where('door', '=', judged.door)
      .executeTakeFirst()
    if (old === undefined)
      throw Object.assign(new Error('The same case is being opened by another transaction.'), { code: '40001' })
    const oldLedger = await vault.unseal(org, ledgerPlace(old.id), old.sealed_ledger, db)
    const same =
      old.posture === judged.posture &&
      old.playbook_version === judged.playbookVersion &&
      jsonText(oldLedger) === jsonText(judged.ledger)
    if (same) return { id: old.id, isNew: false, changed: false, before: old.posture }
    if (old.sealed_ledger !== null) await this.#keep(org, old, 'rejudged')
    const update = await db
      .updateTable('cases')
      .set({
        ...columns,
        sealed_ledger: await vault.seal(org, judged.subject, ledgerPlace(old.id), judged.ledger, db),
        waiting_since: judged.posture === 'routine' ? null : (old.waiting_since ?? now),
        revision: old.revision + 1,
      })
      .where('org_id', '=', org)
      .where('id', '=', old.id)
      .where('revision', '=', old.revision)
      .executeTakeFirst()
    if (update.numUpdatedRows !== 1n)
      throw Object.assign(new Error('The case was judged by another transaction.'), { code: '40001' })
    return { id: old.id, isNew: false, changed: true, before: old.posture }
  }

  async find(org: Id, id: Id): Promise<StoredCase | null> {
    const row = await this.#context.db
      .selectFrom('cases')
      .selectAll()
      .where('org_id', '=', org)
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? null : asCase(row)
  }

  async ofSubject(org: Id, subject: Id): Promise<readonly StoredCase[]> {
    return this.ofSubjects(org, [subject])
  }

  async ofSubjects(org: Id, subjects: readonly Id[]): Promise<readonly StoredCase[]> {
    if (subjects.length === 0) return []
    const rows = await this.#context.db
      .selectFrom('cases')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject_id', 'in', [...subjects])
      .orderBy('opened_at')
      .execute()
    return rows.map(asCase)
  }

  /** Cases on which a verification was recorded, whatever came of it. */
  async withVerification(org: Id): Promise<readonly StoredCase[]> {
    const rows = await this.#context.db.selectFrom('cases').selectAll().where('org_id', '=', org).where(sql<boolean>`verifications <> '[]'`).orderBy('opened_at').limit(100_000).execute()
    return rows.map(asCase)
  }

  /** Ledgers in force, of many cases; erased ones are left out. */
  async ledgersOf(org: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, Ledger>> {
    const { db, vault } = this.#context
    const out = new Map<Id, Ledger>()
    for (const batch of batches(ids)) {
      const rows = await db.selectFrom('cases').select(['id', 'sealed_ledger']).where('org_id', '=', org).where('id', 'in', batch).where('sealed_ledger', 'is not', null).execute()
      const opened = await vault.unsealAll(org, rows.map((row) => ({ sealed: row.sealed_ledger as Buffer, place: ledgerPlace(row.id) })), db)
      rows.forEach((row, i) => {
        if (opened[i] !== undefined) out.set(row.id, opened[i] as Ledger)
      })
    }
    return out
  }

  /** The ledger in force; null when the subject was erased. */
  async ledger(org: Id, id: Id): Promise<Ledger | null> {
    const { db, vault } = this.#context
    const row = await db
      .selectFrom('cases')
      .select('sealed_ledger')
      .where('org_id', '=', org)
      .where('id', '=', id)
      .executeTakeFirst()
    return ((await vault.unseal(org, ledgerPlace(id), row?.sealed_ledger ?? null, db)) as Ledger | undefined) ?? null
  }

  /** Gravest posture first; within it the likeliest, and of equals the one that waits longest. */
  async queue(org: Id, query: QueueQuery): Promise<{ total: number; cases: readonly StoredCase[] }> {
    let wanted = this.#context.db.selectFrom('cases').where('org_id', '=', org)
    if (query.states !== undefined) wanted = wanted.where('state', 'in', query.states)
    if (query.doors !== undefined) wanted = wanted.where('door', 'in', query.doors)
    if (query.postures !== undefined) wanted = wanted.where('posture', 'in', query.postures)
    if (query.assignee !== undefined) wanted = wanted.where('assignee', '=', query.assignee)
    const total = await wanted.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const ranked = query.order === 'opened' ? wanted.selectAll() : wanted.selectAll().orderBy('posture_rank', 'desc').orderBy('posterior', 'desc')
    const rows = await ranked
      .orderBy('opened_at')
      .orderBy('id')
      .limit(query.limit)
      .offset(query.offset ?? 0)
      .execute()
    return { total: total.n, cases: rows.map(asCase) }
  }

  /**
   * Writes what `moveCase` or `decideCase` returned. A decision freezes the ledger it rests on into the history.
   *
   * @param before the case as it was read
   * @throws SP_CONFLICT when somebody wrote the case in the meantime
   */
  async write(
    org: Id,
    before: StoredCase,
    after: CaseRecord & { readonly assignee?: string | null },
  ): Promise<StoredCase> {
    const { db, clock } = this.#context
    const now = clock.now()
    if (after.decision !== null && before.decision === null) {
      const row = await db
        .selectFrom('cases')
        .selectAll()
        .where('org_id', '=', org)
        .where('id', '=', before.id)
        .executeTakeFirst()
      if (row !== undefined && row.sealed_ledger !== null) await this.#keep(org, row, 'decision')
    }
    const closed = after.state === 'closed'
    const set: Updateable<CasesTable> = {
      state: after.state,
      verifications: jsonText(after.verifications),
      decision: after.decision === null ? null : jsonText(after.decision),
      notice_at: after.noticeAt,
      assignee: after.assignee === undefined ? before.assignee : after.assignee,
      closed_at: closed ? (before.closedAt ?? now) : null,
      waiting_since: closed ? null : before.waitingSince,
      revision: before.revision + 1,
    }
    const row = await db
      .updateTable('cases')
      .set(set)
      .where('org_id', '=', org)
      .where('id', '=', before.id)
      .where('revision', '=', before.revision)
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw new SallyportError('SP_CONFLICT', 'Somebody changed the case in the meantime.')
    return asCase(row)
  }

  /** Ledgers as they were, newest first. */
  async history(
    org: Id,
    id: Id,
  ): Promise<
    readonly { judgedAt: number; playbookVersion: string; posture: Posture; keptFor: string; ledger: Ledger | null }[]
  > {
    const { db, vault } = this.#context
    const rows = await db
      .selectFrom('ledgers_history')
      .selectAll()
      .where('org_id', '=', org)
      .where('case_id', '=', id)
      .orderBy('judged_at', 'desc')
      .execute()
    const ledgers = await vault.unsealAll(
      org,
      rows.map((row) => ({ sealed: row.sealed_ledger, place: ledgerPlace(id) })),
      db,
    )
    return rows.map((row, i) => ({
      judgedAt: row.judged_at,
      playbookVersion: row.playbook_version,
      posture: row.posture,
      keptFor: row.kept_for,
      ledger: (ledgers[i] as Ledger | undefined) ?? null,
    }))
  }

  async #keep(org: Id, row: Selectable<CasesTable>, keptFor: 'rejudged' | 'decision'): Promise<void> {
    await this.#context.db
      .insertInto('ledgers_history')
      .values({
        org_id: org,
        case_id: row.id,
        judged_at: row.judged_at,
        playbook_version: row.playbook_version,
        posture: row.posture,
        total_decibans: row.total_decibans,
        sealed_ledger: row.sealed_ledger as Buffer,
        kept_for: keptFor,
      })
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

// A case and its history share the place: a frozen ledger is the sealed bytes that were in force, not a copy.
const ledgerPlace = (id: Id) => ({ table: 'cases', column: 'sealed_ledger', row: id })
