import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { Context } from './context.ts'

export interface CaseEvent {
  readonly id: Id
  readonly at: number
  readonly actor: string
  readonly type: string
  readonly data: unknown
  /** What a person wrote; null when nothing was, or when the subject was erased. */
  readonly text: string | null
}

/** The timeline of a case. */
export class CaseEvents {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** @param event `data` holds ids and codes only; what a person wrote goes into `text`, which is sealed */
  async add(
    org: Id,
    of: { case: Id; subject: Id },
    event: { actor: string; type: string; data?: unknown; text?: string },
  ): Promise<Id> {
    const { db, vault, clock } = this.#context
    const id = newId()
    const sealed = event.text === undefined ? null : await vault.seal(org, of.subject, textPlace(id), event.text, db)
    await db
      .insertInto('case_events')
      .values({
        org_id: org,
        case_id: of.case,
        id,
        at: clock.now(),
        actor: event.actor,
        type: event.type,
        data: jsonText(event.data ?? {}),
        sealed,
      })
      .execute()
    return id
  }

  async list(org: Id, caseId: Id): Promise<readonly CaseEvent[]> {
    const { db, vault } = this.#context
    const rows = await db
      .selectFrom('case_events')
      .selectAll()
      .where('org_id', '=', org)
      .where('case_id', '=', caseId)
      .orderBy('at')
      .orderBy('id')
      .execute()
    const written = rows.filter((row) => row.sealed !== null)
    const texts = await vault.unsealAll(
      org,
      written.map((row) => ({ sealed: row.sealed as Buffer, place: textPlace(row.id) })),
      db,
    )
    const textOf = new Map(written.map((row, i) => [row.id, texts[i] as string | undefined]))
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      actor: row.actor,
      type: row.type,
      data: row.data,
      text: textOf.get(row.id) ?? null,
    }))
  }
}

const textPlace = (id: Id) => ({ table: 'case_events', column: 'sealed', row: id })
