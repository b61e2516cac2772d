import type { Selectable, Updateable } from 'kysely'
import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { WorkSourcesTable } from '../tables/work.ts'
import { orgScope } from '../vault/vault.ts'
import type { Context } from './context.ts'

export interface WorkSource {
  readonly id: Id
  readonly kind: string
  readonly name: string
  readonly state: 'stopped' | 'running'
  readonly config: Readonly<Record<string, string>>
  readonly agreement: string | null
  readonly cursor: unknown
  readonly nextAt: number
  /** When something last came from it. */
  readonly receivedAt: number | null
  readonly stoppedAt: number | null
  readonly failingSince: number | null
  readonly problem: string | null
  readonly createdAt: number
}

export interface SourceChange {
  readonly state?: 'stopped' | 'running'
  readonly agreement?: string | null
  readonly cursor?: unknown
  readonly nextAt?: number
  readonly receivedAt?: number
  readonly stoppedAt?: number | null
  readonly failingSince?: number | null
  readonly problem?: string | null
  readonly startedBy?: string
}

/** Where presence facts come from. A source is made stopped; its secret is sealed and never read out again. */
export class WorkSources {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(org: Id, source: { kind: string; name: string; config: Readonly<Record<string, string>>; secret: string | null }): Promise<Id> {
    const { db, vault, clock } = this.#context
    const id = newId()
    const now = clock.now()
    const sealed = source.secret === null ? null : await vault.seal(org, orgScope, secretPlace(id), source.secret, db)
    const { kind, name, config } = source
    const empty = { agreement: null, cursor: null, received_at: null, stopped_at: now, failing_since: null, problem: null, started_by: null }
    await db
      .insertInto('work_sources')
      .values({ org_id: org, id, kind, name, state: 'stopped', config: jsonText(config), sealed_secret: sealed, ...empty, next_at: now, created_at: now })
      .execute()
    return id
  }

  async list(org: Id): Promise<readonly WorkSource[]> {
    return (await this.#context.db.selectFrom('work_sources').selectAll().where('org_id', '=', org).orderBy('created_at').orderBy('id').execute()).map(asSource)
  }

  async find(org: Id, id: Id): Promise<WorkSource | null> {
    const row = await this.#context.db.selectFrom('work_sources').selectAll().where('org_id', '=', org).where('id', '=', id).executeTakeFirst()
    return row === undefined ? null : asSource(row)
  }

  async secret(org: Id, id: Id): Promise<string> {
    const { db, vault } = this.#context
    const row = await db.selectFrom('work_sources').select('sealed_secret').where('org_id', '=', org).where('id', '=', id).executeTakeFirst()
    return ((await vault.unseal(org, secretPlace(id), row?.sealed_secret ?? null, db)) as string | undefined) ?? ''
  }

  async change(org: Id, id: Id, to: SourceChange): Promise<void> {
    const set: Updateable<WorkSourcesTable> = {
      ...(to.state === undefined ? {} : { state: to.state }),
      ...(to.agreement === undefined ? {} : { agreement: to.agreement }),
      ...(to.cursor === undefined ? {} : { cursor: jsonText(to.cursor) }),
      ...(to.nextAt === undefined ? {} : { next_at: to.nextAt }),
      ...(to.receivedAt === undefined ? {} : { received_at: to.receivedAt }),
      ...(to.stoppedAt === undefined ? {} : { stopped_at: to.stoppedAt }),
      ...(to.failingSince === undefined ? {} : { failing_since: to.failingSince }),
      ...(to.problem === undefined ? {} : { problem: to.problem }),
      ...(to.startedBy === undefined ? {} : { started_by: to.startedBy }),
    }
    await this.#context.db.updateTable('work_sources').set(set).where('org_id', '=', org).where('id', '=', id).execute()
  }

  async remove(org: Id, id: Id): Promise<void> {
    await this.#context.db.deleteFrom('work_sources').where('org_id', '=', org).where('id', '=', id).execute()
  }
}

function asSource(row: Selectable<WorkSourcesTable>): WorkSource {
  const { id, kind, name, config, agreement, cursor, problem } = row
  return {
    id,
    kind,
    name,
    state: row.state === 'running' ? 'running' : 'stopped',
    config,
    agreement,
    cursor,
    nextAt: row.next_at,
    receivedAt: row.received_at,
    stoppedAt: row.stopped_at,
    failingSince: row.failing_since,
    problem,
    createdAt: row.created_at,
  }
}

const secretPlace = (id: Id) => ({ table: 'work_sources', column: 'sealed_secret', row: id })
