import type { ErrorCode } from '../../core/error-codes.ts'
import type { DoorId, Evidence, EvidenceKind } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { EvidenceStatus, EvidenceTable } from '../tables/evidence.ts'
import type { Selectable } from 'kysely'
import type { Context } from './context.ts'

export interface StoredEvidence extends Evidence {
  readonly status: EvidenceStatus
  readonly errorCode: string | null
  readonly measuredAt: number | null
}

/** Rows of `evidence`. The bytes lie in the vault. */
export class EvidenceRows {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Writes evidence unless the same content of the same kind came in at the same door before.
   *
   * @param onceFor `content`: the content counts once in the organisation; `subject`: once for each subject, for
   *   sources that name the subject (the same file under two applicants is the strongest of links)
   * @returns the row as it stands, and whether it was written now
   */
  async insertIfNew(
    evidence: Evidence,
    onceFor: 'content' | 'subject' = 'content',
  ): Promise<{ evidence: StoredEvidence; isNew: boolean }> {
    const { db, vault } = this.#context
    const once = onceFor === 'subject' ? evidence.subject : ''
    const found = await this.#same(evidence, once)
    if (found !== null) return { evidence: found, isNew: false }
    const sealedName = await vault.seal(evidence.org, evidence.subject, namePlace(evidence.id), evidence.name, db)
    const written = await db
      .insertInto('evidence')
      .values({
        org_id: evidence.org,
        id: evidence.id,
        door: evidence.door,
        kind: evidence.kind,
        subject_id: evidence.subject,
        digest: evidence.digest,
        once_for: once,
        bytes: evidence.bytes,
        media_type: evidence.mediaType,
        sealed_name: sealedName,
        source: evidence.source,
        observed_at: evidence.observedAt,
        received_at: evidence.receivedAt,
        status: 'received',
        error_code: null,
        measured_at: null,
      })
      .onConflict((c) => c.columns(['org_id', 'digest', 'door', 'kind', 'once_for']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (written !== undefined)
      return { evidence: { ...evidence, status: 'received', errorCode: null, measuredAt: null }, isNew: true }
    const other = await this.#same(evidence, once)
    // Another transaction wrote it and we cannot see it yet: let the transaction run again.
    if (other === null)
      throw Object.assign(new Error('The same evidence is being written by another transaction.'), { code: '40001' })
    return { evidence: other, isNew: false }
  }

  async find(org: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, StoredEvidence>> {
    if (ids.length === 0) return new Map()
    const rows = await this.#context.db
      .selectFrom('evidence')
      .selectAll()
      .where('org_id', '=', org)
      .where('id', 'in', [...new Set(ids)])
      .execute()
    return new Map((await this.#open(org, rows)).map((evidence) => [evidence.id, evidence]))
  }

  /** All evidence of a subject, oldest first. */
  async ofSubject(org: Id, subject: Id): Promise<readonly StoredEvidence[]> {
    const rows = await this.#context.db
      .selectFrom('evidence')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject_id', '=', subject)
      .orderBy('received_at')
      .orderBy('id')
      .execute()
    return this.#open(org, rows)
  }

  /** Evidence of a status, oldest first: what is re-enqueued after a restore. */
  async withStatus(
    org: Id,
    status: EvidenceStatus,
    limit: number,
    after: Id | null = null,
  ): Promise<readonly { id: Id; door: DoorId; kind: EvidenceKind; subject: Id }[]> {
    let query = this.#context.db
      .selectFrom('evidence')
      .select(['id', 'door', 'kind', 'subject_id as subject'])
      .where('org_id', '=', org)
      .where('status', '=', status)
    if (after !== null) query = query.where('id', '>', after)
    return query.orderBy('id').limit(limit).execute()
  }

  async markMeasured(org: Id, id: Id): Promise<void> {
    await this.#context.db
      .updateTable('evidence')
      .set({ status: 'measured', error_code: null, measured_at: this.#context.clock.now() })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }

  async markFailed(org: Id, id: Id, code: ErrorCode): Promise<void> {
    await this.#context.db
      .updateTable('evidence')
      .set({ status: 'failed', error_code: code, measured_at: this.#context.clock.now() })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }

  /** How many there are of each status. */
  async counts(org: Id): Promise<Readonly<Record<EvidenceStatus, number>>> {
    const rows = await this.#context.db
      .selectFrom('evidence')
      .select(['status', (e) => e.fn.countAll<number>().as('n')])
      .where('org_id', '=', org)
      .groupBy('status')
      .execute()
    return { received: 0, measured: 0, failed: 0, ...Object.fromEntries(rows.map((row) => [row.status, row.n])) }
  }

  async #same(evidence: Evidence, once: string): Promise<StoredEvidence | null> {
    const rows = await this.#context.db
      .selectFrom('evidence')
      .selectAll()
      .where('org_id', '=', evidence.org)
      .where('digest', '=', evidence.digest)
      .where('door', '=', evidence.door)
      .where('kind', '=', evidence.kind)
      .where('once_for', '=', once)
      .execute()
    return (await this.#open(evidence.org, rows))[0] ?? null
  }

  async #open(org: Id, rows: readonly Selectable<EvidenceTable>[]): Promise<StoredEvidence[]> {
    const sealed = rows.map((row) => ({ sealed: row.sealed_name, place: namePlace(row.id) }))
    const names = await this.#context.vault.unsealAll(org, sealed, this.#context.db)
    return rows.map((row, i) => ({
      id: row.id,
      org: row.org_id,
      door: row.door,
      kind: row.kind,
      subject: row.subject_id,
      digest: row.digest,
      bytes: row.bytes,
      mediaType: row.media_type,
      name: (names[i] as string | undefined) ?? '(erased)',
      source: row.source,
      observedAt: row.observed_at,
      receivedAt: row.received_at,
      status: row.status,
      errorCode: row.error_code,
      measuredAt: row.measured_at,
    }))
  }
}

const namePlace = (id: Id) => ({ table: 'evidence', column: 'sealed_name', row: id })
