import type { EvidenceKind } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

export interface ClockedRow {
  readonly subject: Id
  readonly evidence: Id | null
  readonly startedAt: number | null
}

/** Marks evidence whose content a clock took away. */
export const expiredCode = 'SP_EXPIRED'

/** Source of records that are renewed in place. A capital letter: nothing that is handed in can call itself so. */
export const rollingSource = 'Presence'

/** What retention clocks look at and take away. */
export class Retention {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Evidence of given kinds that still has content, with the time its clock started: a page of it, by id. */
  async evidence(org: Id, kinds: readonly EvidenceKind[], from: 'received' | 'cleared' | 'closed', after: Id | null = null, limit = 1_000): Promise<readonly ClockedRow[]> {
    const { db } = this.#context
    let wanted = db
      .selectFrom('evidence as e')
      .innerJoin('subjects as s', (join) => join.onRef('s.org_id', '=', 'e.org_id').onRef('s.id', '=', 'e.subject_id'))
      .select(['e.id', 'e.subject_id', 'e.received_at', 's.cleared_at'])
      .where('e.org_id', '=', org)
      .where('e.kind', 'in', [...kinds])
      // The rolling record of a colleague is measured anew each night, and forgets by itself (jobs/work/keep.ts).
      .where('e.source', '!=', rollingSource)
      .where('s.erased_at', 'is', null)
      .where((x) => x.or([x('e.error_code', 'is', null), x('e.error_code', '!=', expiredCode)]))
      .orderBy('e.id')
      .limit(limit)
    if (after !== null) wanted = wanted.where('e.id', '>', after)
    const rows = await wanted.execute()
    const closed = from === 'closed' ? await this.#closedAt(org, rows.map((row) => row.subject_id)) : new Map<Id, number | null>()
    return rows.map((row) => ({
      subject: row.subject_id,
      evidence: row.id,
      startedAt: from === 'received' ? row.received_at : from === 'cleared' ? row.cleared_at : (closed.get(row.subject_id) ?? null),
    }))
  }

  /** People that are not erased, with the time their last case closed: a page of them, by id. */
  async people(org: Id, after: Id | null = null, limit = 1_000): Promise<readonly ClockedRow[]> {
    let wanted = this.#context.db.selectFrom('subjects').select('id').where('org_id', '=', org).where('kind', '=', 'person').where('erased_at', 'is', null).orderBy('id').limit(limit)
    if (after !== null) wanted = wanted.where('id', '>', after)
    const rows = await wanted.execute()
    const closed = await this.#closedAt(org, rows.map((row) => row.id))
    return rows.map((row) => ({ subject: row.id, evidence: null, startedAt: closed.get(row.id) ?? null }))
  }

  /** Takes bytes, facts and findings of evidence; that it was received stays. @returns rows it deleted */
  async expireContent(org: Id, evidence: readonly Id[]): Promise<number> {
    const { db, clock } = this.#context
    let gone = 0
    for (const batch of batches(evidence)) {
      for (const table of ['facts', 'findings'] as const) {
        gone += Number((await db.deleteFrom(table).where('org_id', '=', org).where('evidence_id', 'in', batch).executeTakeFirst()).numDeletedRows)
      }
      const rows = await db.selectFrom('evidence').select(['id', 'digest', 'subject_id']).where('org_id', '=', org).where('id', 'in', batch).execute()
      for (const row of rows) {
        gone += Number((await db.deleteFrom('blobs').where('org_id', '=', org).where('digest', '=', row.digest).where('subject_id', '=', row.subject_id).executeTakeFirst()).numDeletedRows)
      }
      await db.updateTable('evidence').set({ status: 'failed', error_code: expiredCode, measured_at: clock.now() }).where('org_id', '=', org).where('id', 'in', batch).execute()
    }
    return gone
  }

  /** Takes what ties subjects to others. @returns rows it deleted */
  async expireLinks(org: Id, subjects: readonly Id[]): Promise<number> {
    const { db } = this.#context
    let gone = 0
    for (const batch of batches(subjects)) {
      for (const table of ['artefacts', 'bands'] as const) gone += Number((await db.deleteFrom(table).where('org_id', '=', org).where('subject_id', 'in', batch).executeTakeFirst()).numDeletedRows)
      gone += Number((await db.deleteFrom('links').where('org_id', '=', org).where((e) => e.or([e('subject_a', 'in', batch), e('subject_b', 'in', batch)])).executeTakeFirst()).numDeletedRows)
      await db.deleteFrom('cluster_members').where('org_id', '=', org).where('subject_id', 'in', batch).execute()
    }
    return gone
  }

  /** Rows about a subject, by table: what erasure proves with. Tables without such rows are left out. */
  async rowsOf(org: Id, subject: Id): Promise<Readonly<Record<string, number>>> {
    const { db } = this.#context
    const counts: Record<string, number> = {}
    const note = (name: string, n: number | undefined): void => {
      if ((n ?? 0) > 0) counts[name] = n as number
    }
    for (const table of ['blobs', 'facts', 'findings', 'artefacts', 'bands', 'door_rows', 'one_time_links', 'cluster_members', 'work_days', 'work_presence', 'work_names'] as const) {
      note(table, (await db.selectFrom(table).select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where('subject_id', '=', subject).executeTakeFirst())?.n)
    }
    for (const table of ['links', 'link_removals'] as const) {
      note(table, (await db.selectFrom(table).select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where((e) => e.or([e('subject_a', '=', subject), e('subject_b', '=', subject)])).executeTakeFirst())?.n)
    }
    note('data_keys', (await db.selectFrom('data_keys').select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where('scope', '=', subject).executeTakeFirst())?.n)
    note('ledgers', (await db.selectFrom('cases').select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where('subject_id', '=', subject).where('sealed_ledger', 'is not', null).executeTakeFirst())?.n)
    note('corpus_members', (await db.selectFrom('corpus_members').select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where('evidence_id', 'in', (e) => e.selectFrom('evidence').select('id').where('org_id', '=', org).where('subject_id', '=', subject)).executeTakeFirst())?.n)
    return counts
  }

  /** When the last case of each subject closed; null while one is open. */
  async #closedAt(org: Id, subjects: readonly Id[]): Promise<Map<Id, number | null>> {
    const out = new Map<Id, number | null>()
    for (const batch of batches([...new Set(subjects)])) {
      const rows = await this.#context.db.selectFrom('cases').select(['subject_id', 'closed_at']).where('org_id', '=', org).where('subject_id', 'in', batch).execute()
      for (const [subject, cases] of Map.groupBy(rows, (row) => row.subject_id)) {
        const times = cases.map((row) => row.closed_at)
        out.set(subject, times.includes(null) ? null : Math.max(...(times as number[])))
      }
    }
    return out
  }
}
