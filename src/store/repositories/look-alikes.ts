import { sql } from 'kysely'
import type { DoorId } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { LookAlikes, ClusterEvent, ClusterMember } from '../../core/ports.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import { batches, type Context } from './context.ts'

const door: DoorId = 'apply'
const historyOf = (space: string): string => `${space}/history`

/** A cluster in a list. */
export interface ClusterSummary {
  readonly cluster: Id
  readonly subjects: number
  readonly cleared: number
  readonly firstAt: number
  readonly lastAt: number
}

/**
 * Clusters as rows of a door: `<space>` holds one row an evidence (id: the evidence, ref: its cluster), and
 * `<space>/history` what befell each cluster. Rows name their subject, so that they go when it is erased; they hold
 * nothing else of a person and are not sealed.
 */
export class LookAlikeRows implements LookAlikes {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async of(org: Id, space: string, evidence: readonly Id[]): Promise<ReadonlyMap<Id, Id>> {
    const found = new Map<Id, Id>()
    for (const batch of batches([...new Set(evidence)])) {
      const rows = await this.#in(org, space).select(['d.id', 'd.ref']).where('d.id', 'in', batch).execute()
      for (const { id, ref } of rows) if (ref !== null) found.set(id, ref)
    }
    return found
  }

  async members(org: Id, space: string, cluster: Id, limit: number): Promise<readonly ClusterMember[]> {
    return this.#in(org, space)
      .select(['d.id as evidence', 'd.subject_id as subject', sql<boolean>`s.cleared_at is not null`.as('cleared'), 'd.sort_at as since'])
      .where('d.ref', '=', cluster)
      .orderBy('d.sort_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(limit)
      .$castTo<ClusterMember & { since: number }>()
      .execute()
  }

  async counts(org: Id, space: string, cluster: Id | null): Promise<{ readonly subjects: number; readonly cleared: number }> {
    const all = this.#in(org, space).select([
      sql<number>`count(distinct d.subject_id)`.as('subjects'),
      sql<number>`count(distinct case when s.cleared_at is not null then d.subject_id end)`.as('cleared'),
    ])
    const row = await (cluster === null ? all : all.where('d.ref', '=', cluster)).executeTakeFirstOrThrow()
    return { subjects: Number(row.subjects), cleared: Number(row.cleared) }
  }

  /** Clusters of two people and more, those with the newest member first. */
  async list(org: Id, space: string, limit: number): Promise<readonly ClusterSummary[]> {
    const rows = await this.#in(org, space)
      .select([
        'd.ref as cluster',
        sql<number>`count(distinct d.subject_id)`.as('subjects'),
        sql<number>`count(distinct case when s.cleared_at is not null then d.subject_id end)`.as('cleared'),
        sql<number>`min(d.sort_at)`.as('firstAt'),
        sql<number>`max(d.sort_at)`.as('lastAt'),
      ])
      .groupBy('d.ref')
      .having(sql<number>`count(distinct d.subject_id)`, '>=', 2)
      .orderBy('lastAt', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      cluster: row.cluster as Id,
      subjects: Number(row.subjects),
      cleared: Number(row.cleared),
      firstAt: Number(row.firstAt),
      lastAt: Number(row.lastAt),
    }))
  }

  async put(org: Id, space: string, member: { evidence: Id; subject: Id; cluster: Id; margin: number }): Promise<void> {
    const { db, clock } = this.#context
    const { evidence, subject, cluster, margin } = member
    const born = (await this.#in(org, space).select('d.id').where('d.ref', '=', cluster).limit(1).execute()).length === 0
    const now = clock.now()
    const written = await db
      .insertInto('door_rows')
      .values(row(org, space, evidence, cluster, subject, { margin }, now))
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (written === undefined) return
    await this.#note(org, space, { type: born ? 'born' : 'joined', cluster, evidence, margin }, subject)
  }

  async move(org: Id, space: string, from: Id, into: Id, evidence: readonly Id[] | null, margin: number): Promise<void> {
    const { db, clock } = this.#context
    const moved = db
      .updateTable('door_rows')
      .set({ ref: into, updated_at: clock.now() })
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
      .where('ref', '=', from)
    if (evidence === null) await moved.execute()
    else for (const batch of batches([...evidence])) await moved.where('id', 'in', batch).execute()
    if (evidence === null) await this.#note(org, space, { type: 'merged', cluster: into, other: from, margin }, null)
    else await this.#note(org, space, { type: 'split', cluster: from, other: into, margin }, null)
  }

  /** What befell a cluster, and those it took in or let go, oldest first. */
  async history(org: Id, space: string, cluster: Id): Promise<readonly (ClusterEvent & { readonly at: number })[]> {
    const events: (ClusterEvent & { readonly at: number })[] = []
    const open = [cluster]
    for (const seen = new Set<Id>(); open.length > 0;) {
      const next = open.pop() as Id
      if (seen.has(next) || seen.size > 200) continue
      seen.add(next)
      const rows = await this.#in(org, historyOf(space)).select(['d.body', 'd.sort_at']).where('d.ref', '=', next).orderBy('d.sort_at').orderBy('d.id').limit(2_000).execute()
      for (const { body, sort_at: at } of rows) {
        const event = body as ClusterEvent
        events.push({ ...event, at })
        if (event.type === 'merged' && event.other !== undefined) open.push(event.other)
      }
    }
    return events.toSorted((a, b) => a.at - b.at)
  }

  async #note(org: Id, space: string, event: ClusterEvent, subject: Id | null): Promise<void> {
    const { db, clock } = this.#context
    // A split stands in the history of both.
    const refs = event.type === 'split' ? [event.cluster, event.other as Id] : [event.cluster]
    await db
      .insertInto('door_rows')
      .values(refs.map((ref) => row(org, historyOf(space), newId(), ref, subject, event, clock.now())))
      .execute()
  }

  #in(org: Id, space: string) {
    return this.#context.db
      .selectFrom('door_rows as d')
      .leftJoin('subjects as s', (join) => join.onRef('s.org_id', '=', 'd.org_id').onRef('s.id', '=', 'd.subject_id'))
      .where('d.org_id', '=', org)
      .where('d.door', '=', door)
      .where('d.space', '=', space)
  }
}

function row(org: Id, space: string, id: string, ref: Id, subject: Id | null, value: unknown, now: number) {
  return {
    org_id: org,
    door,
    space,
    id,
    subject_id: subject,
    ref,
    sort_at: now,
    body: jsonText(value),
    sealed: null,
    created_at: now,
    updated_at: now,
  }
}
