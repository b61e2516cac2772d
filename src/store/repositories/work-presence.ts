import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

/** Days of one row, and words of 16 half hours a day. */
export const QUARTER_DAYS = 92
const WORDS = 3
const LENGTH = QUARTER_DAYS * WORDS

export const quarterOf = (day: number): number => Math.floor(day / QUARTER_DAYS)

/** A person's bitmap of one quarter: 92 days × 3 words, half hour 0 in the lowest bit of a day's first word. */
export interface Quarter {
  readonly quarter: number
  readonly words: Uint16Array
}

/** Presence bitmaps, sealed a quarter at a time under the key of the person they are about. */
export class WorkPresence {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async write(org: Id, subject: Id, quarters: readonly Quarter[]): Promise<void> {
    if (quarters.length === 0) return
    const { db, vault, clock } = this.#context
    const sealed = await vault.sealAll(org, quarters.map(({ quarter, words }) => ({ scope: subject, place: placeOf(subject, quarter), value: toText(words) })), db)
    await db
      .insertInto('work_presence')
      .values(quarters.map(({ quarter }, i) => ({ org_id: org, subject_id: subject, quarter, sealed: sealed[i] as Buffer, updated_at: clock.now() })))
      .onConflict((c) => c.columns(['org_id', 'subject_id', 'quarter']).doUpdateSet((e) => ({ sealed: e.ref('excluded.sealed'), updated_at: e.ref('excluded.updated_at') })))
      .execute()
  }

  async read(org: Id, subject: Id): Promise<Quarter[]> {
    return (await this.readAll(org, [subject])).get(subject) ?? []
  }

  /** Bitmaps of many people; of everybody without `subjects`. Erased people are left out. */
  async readAll(org: Id, subjects: readonly Id[] | null, fromQuarter = 0): Promise<Map<Id, Quarter[]>> {
    const out = new Map<Id, Quarter[]>()
    const parts = subjects === null ? [null] : [...batches(subjects)]
    for (const part of parts) {
      const { db, vault } = this.#context
      let query = db.selectFrom('work_presence').select(['subject_id', 'quarter', 'sealed']).where('org_id', '=', org).where('quarter', '>=', fromQuarter)
      if (part !== null) query = query.where('subject_id', 'in', part)
      const rows = await query.orderBy('subject_id').orderBy('quarter').execute()
      const opened = await vault.unsealAll(org, rows.map((row) => ({ sealed: row.sealed, place: placeOf(row.subject_id, row.quarter) })), db)
      rows.forEach(({ subject_id: subject, quarter }, i) => {
        if (opened[i] === undefined) return
        const quarters = out.get(subject) ?? []
        quarters.push({ quarter, words: fromText(opened[i] as string) })
        out.set(subject, quarters)
      })
    }
    return out
  }

  async forget(org: Id, beforeQuarter: number): Promise<number> {
    const gone = await this.#context.db.deleteFrom('work_presence').where('org_id', '=', org).where('quarter', '<', beforeQuarter).executeTakeFirst()
    return Number(gone.numDeletedRows)
  }
}

export function emptyQuarter(quarter: number): Quarter {
  return { quarter, words: new Uint16Array(LENGTH) }
}

function toText(words: Uint16Array): string {
  const bytes = new Uint8Array(words.length * 2)
  const view = new DataView(bytes.buffer)
  words.forEach((word, at) => view.setUint16(at * 2, word, true))
  return Buffer.from(bytes).toString('base64')
}

function fromText(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'base64')
  return Uint16Array.from({ length: LENGTH }, (_, at) => (at * 2 + 1 < bytes.length ? bytes.readUInt16LE(at * 2) : 0))
}

const placeOf = (subject: Id, quarter: number) => ({ table: 'work_presence', column: 'sealed', row: `${subject}/${quarter}` })
