import type { ClusterEvent, Regrouping } from '../../core/cluster.ts'
import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import { batches, type Context } from './context.ts'

export interface StoredClusterEvent extends ClusterEvent {
  readonly at: number
}

/** Which records stand together, under names that stay. */
export class Clusters {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Clusters of the given subjects with all their members. */
  async around(org: Id, subjects: readonly Id[]): Promise<ReadonlyMap<Id, readonly Id[]>> {
    if (subjects.length === 0) return new Map()
    const { db } = this.#context
    const rows = await db
      .selectFrom('cluster_members as m')
      .select(['m.cluster_id', 'm.subject_id'])
      .where('m.org_id', '=', org)
      .where('m.cluster_id', 'in', (e) =>
        e.selectFrom('cluster_members as s').select('s.cluster_id').where('s.org_id', '=', org).where('s.subject_id', 'in', [...new Set(subjects)]),
      )
      .orderBy('m.subject_id')
      .execute()
    const out = new Map<Id, Id[]>()
    for (const row of rows) out.set(row.cluster_id, [...(out.get(row.cluster_id) ?? []), row.subject_id])
    return out
  }

  async of(org: Id, subject: Id): Promise<Id | null> {
    const row = await this.#context.db.selectFrom('cluster_members').select('cluster_id').where('org_id', '=', org).where('subject_id', '=', subject).executeTakeFirst()
    return row?.cluster_id ?? null
  }

  async members(org: Id, cluster: Id): Promise<readonly Id[]> {
    const rows = await this.#context.db.selectFrom('cluster_members').select('subject_id').where('org_id', '=', org).where('cluster_id', '=', cluster).orderBy('since').orderBy('subject_id').execute()
    return rows.map((row) => row.subject_id)
  }

  /** Largest first. */
  async list(org: Id, limit = 200): Promise<readonly { id: Id; size: number; since: number }[]> {
    const rows = await this.#context.db
      .selectFrom('cluster_members')
      .select((e) => ['cluster_id', e.fn.countAll<number>().as('size'), e.fn.min<number>('since').as('since')])
      .where('org_id', '=', org)
      .groupBy('cluster_id')
      .orderBy('size', 'desc')
      .orderBy('cluster_id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ id: row.cluster_id, size: row.size, since: row.since }))
  }

  /** Writes what `regroup` found. Only what changed is written. */
  async write(org: Id, before: ReadonlyMap<Id, readonly Id[]>, { assigned, events }: Regrouping): Promise<void> {
    const { db, clock } = this.#context
    const now = clock.now()
    const old = new Map([...before].flatMap(([cluster, members]) => members.map((member) => [member, cluster] as const)))
    const moved = [...assigned].filter(([member, cluster]) => (old.get(member) ?? null) !== cluster).sort(([a], [b]) => (a < b ? -1 : 1))
    const left = moved.flatMap(([member, cluster]) => (cluster === null ? [member] : []))
    for (const batch of batches(left)) await db.deleteFrom('cluster_members').where('org_id', '=', org).where('subject_id', 'in', batch).execute()
    const came = moved.flatMap(([member, cluster]) => (cluster === null ? [] : [{ org_id: org, subject_id: member, cluster_id: cluster, since: now }]))
    for (const batch of batches(came)) {
      await db
        .insertInto('cluster_members')
        .values(batch)
        .onConflict((c) => c.columns(['org_id', 'subject_id']).doUpdateSet((e) => ({ cluster_id: e.ref('excluded.cluster_id'), since: e.ref('excluded.since') })))
        .execute()
    }
    const rows = events.map(({ cluster, what, members, other }) => ({ org_id: org, cluster_id: cluster, id: newId(), at: now, what, other_id: other, members: jsonText(members) }))
    for (const batch of batches(rows)) await db.insertInto('cluster_events').values(batch).execute()
  }

  /** Oldest first; with the events of clusters that merged into it. */
  async history(org: Id, cluster: Id): Promise<readonly StoredClusterEvent[]> {
    const rows = await this.#context.db
      .selectFrom('cluster_events')
      .selectAll()
      .where('org_id', '=', org)
      .where((e) => e.or([e('cluster_id', '=', cluster), e('other_id', '=', cluster)]))
      .orderBy('at')
      .orderBy('id')
      .limit(500)
      .execute()
    return rows.map((row) => ({ cluster: row.cluster_id, what: row.what as ClusterEvent['what'], other: row.other_id, members: row.members, at: row.at }))
  }
}
