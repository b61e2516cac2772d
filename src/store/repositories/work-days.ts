import { createHash } from 'node:crypto'
import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

/** A presence fact as the work door normalises it; this file knows only what it needs to keep it. */
export interface KeptEvent {
  readonly id: string
  readonly source: string
  readonly at: number
  readonly received: number | null
  readonly class: string
  readonly session: string | null
  readonly device: string | null
  readonly network: string | null
  readonly asn: number | null
  readonly country: string | null
  readonly offset: number | null
  readonly client: string | null
  readonly author: string | null
  readonly factor: string | null
}

const DAY = 86_400_000
const texts = ['class', 'session', 'device', 'network', 'country', 'client', 'author', 'factor'] as const

/** `words` holds each text once; a row is `[id, ms of the day, ms until received, asn, offset, word of each text]`. */
interface Packed {
  readonly words: readonly string[]
  readonly rows: readonly (readonly [string, number, number | null, number | null, number | null, ...number[]])[]
}

/**
 * Raw presence facts, sealed day by day under the key of the person they are about. Idempotent: an event is told by its
 * source and the source's own id, and merging a day twice, late or in another order gives the same day.
 */
export class WorkDays {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Adds events. Call it in a serializable transaction: two writers of one day must not lose each other's events.
   *
   * @returns how many were new, and whose days changed
   */
  async merge(org: Id, events: readonly { readonly subject: Id; readonly event: KeptEvent }[]): Promise<{ added: number; touched: Set<Id> }> {
    const { db, vault, clock } = this.#context
    const touched = new Set<Id>()
    let added = 0
    const wanted = Map.groupBy(events, ({ subject, event }) => `${subject}/${Math.floor(event.at / DAY)}/${event.source}`)
    for (const part of batches([...wanted.values()], 500)) {
      const blocks = part.map((group) => {
        const { subject, event } = group[0] as (typeof group)[number]
        return { subject, day: Math.floor(event.at / DAY), source: event.source, events: group.map((one) => one.event) }
      })
      const days = blocks.map(({ day }) => day)
      const found = await db
        .selectFrom('work_days')
        .select(['subject_id', 'day', 'source', 'sealed'])
        .where('org_id', '=', org)
        .where('subject_id', 'in', [...new Set(blocks.map(({ subject }) => subject))])
        .where('day', '>=', days.reduce((a, b) => Math.min(a, b)))
        .where('day', '<=', days.reduce((a, b) => Math.max(a, b)))
        .execute()
      const asked = new Set(blocks.map((block) => rowOf(block.subject, block.day, block.source)))
      const held = found.filter((row) => asked.has(rowOf(row.subject_id, row.day, row.source)))
      const opened = await vault.unsealAll(org, held.map((row) => ({ sealed: row.sealed, place: placeOf(row.subject_id, row.day, row.source) })), db)
      const known = new Map(held.map((row, i) => [rowOf(row.subject_id, row.day, row.source), opened[i] as Packed | undefined]))
      const changed = blocks.flatMap(({ subject, day, source, events: fresh }) => {
        const before = known.get(rowOf(subject, day, source))
        const packed = packDay(before, day, fresh)
        const more = packed.rows.length - (before?.rows.length ?? 0)
        added += more
        return more === 0 ? [] : [{ subject, day, source, packed }]
      })
      if (changed.length === 0) continue
      const sealed = await vault.sealAll(org, changed.map(({ subject, day, source, packed }) => ({ scope: subject, place: placeOf(subject, day, source), value: packed })), db)
      await db
        .insertInto('work_days')
        .values(changed.map(({ subject, day, source }, i) => ({ org_id: org, subject_id: subject, day, source, sealed: sealed[i] as Buffer, updated_at: clock.now() })))
        .onConflict((c) => c.columns(['org_id', 'subject_id', 'day', 'source']).doUpdateSet((e) => ({ sealed: e.ref('excluded.sealed'), updated_at: e.ref('excluded.updated_at') })))
        .execute()
      for (const { subject } of changed) touched.add(subject)
    }
    return { added, touched }
  }

  /** Events of one person from a day on, ascending in time. */
  async read(org: Id, subject: Id, fromDay: number): Promise<KeptEvent[]> {
    const { db, vault } = this.#context
    const rows = await db.selectFrom('work_days').select(['day', 'source', 'sealed']).where('org_id', '=', org).where('subject_id', '=', subject).where('day', '>=', fromDay).execute()
    const opened = await vault.unsealAll(org, rows.map(({ sealed, day, source }) => ({ sealed, place: placeOf(subject, day, source) })), db)
    return rows.flatMap(({ day, source }, i) => (opened[i] === undefined ? [] : unpackDay(opened[i] as Packed, day, source))).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  }

  /** Forgets what is older. @returns how many days of people */
  async forget(org: Id, beforeDay: number): Promise<number> {
    const gone = await this.#context.db.deleteFrom('work_days').where('org_id', '=', org).where('day', '<', beforeDay).executeTakeFirst()
    return Number(gone.numDeletedRows)
  }

  /** Forgets what is older of one person, once their bitmaps hold it. */
  async forgetOf(org: Id, subject: Id, beforeDay: number): Promise<void> {
    await this.#context.db.deleteFrom('work_days').where('org_id', '=', org).where('subject_id', '=', subject).where('day', '<', beforeDay).execute()
  }

  /** How many people each source had anything of, by day: what tells a gap of the source from somebody's sleep. */
  async peopleByDay(org: Id, fromDay: number): Promise<readonly { source: string; day: number; people: number }[]> {
    return this.#context.db
      .selectFrom('work_days')
      .select(['source', 'day', (e) => e.fn.countAll<number>().as('people')])
      .where('org_id', '=', org)
      .where('day', '>=', fromDay)
      .groupBy(['source', 'day'])
      .orderBy('source')
      .orderBy('day')
      .execute()
  }

  /** Which sources hold anything of a person, since and until when (UTC days). */
  async spans(org: Id, subject: Id): Promise<readonly { source: string; fromDay: number; toDay: number }[]> {
    return this.#context.db
      .selectFrom('work_days')
      .select(['source', (e) => e.fn.min('day').as('fromDay'), (e) => e.fn.max('day').as('toDay')])
      .where('org_id', '=', org)
      .where('subject_id', '=', subject)
      .groupBy('source')
      .orderBy('source')
      .execute()
  }
}

function packDay(before: Packed | undefined, day: number, events: readonly KeptEvent[]): Packed {
  const words = [...(before?.words ?? [])]
  const rows = [...(before?.rows ?? [])]
  const known = new Set(rows.map(([id]) => id))
  const index = new Map(words.map((word, at) => [word, at]))
  const wordOf = (text: string | null): number => {
    if (text === null) return -1
    const at = index.get(text) ?? words.push(text) - 1
    index.set(text, at)
    return at
  }
  for (const event of events) {
    // Eight bytes of the id's hash: within a person's day of one source, two ids do not meet by chance.
    const id = createHash('sha256').update(event.id).digest('base64url').slice(0, 11)
    if (known.has(id)) continue
    known.add(id)
    rows.push([id, event.at - day * DAY, event.received === null ? null : event.received - event.at, event.asn, event.offset, ...texts.map((name) => wordOf(event[name]))])
  }
  return { words, rows }
}

function unpackDay({ words, rows }: Packed, day: number, source: string): KeptEvent[] {
  return rows.map(([id, ms, delay, asn, offset, ...at]) => {
    const text = Object.fromEntries(texts.map((name, i) => [name, words[at[i] as number] ?? null])) as Record<(typeof texts)[number], string | null>
    return { ...text, class: text.class ?? 'interactive', id, source, at: day * DAY + ms, received: delay === null ? null : day * DAY + ms + delay, asn, offset }
  })
}

const rowOf = (subject: Id, day: number, source: string): string => `${subject}/${day}/${source}`
const placeOf = (subject: Id, day: number, source: string) => ({ table: 'work_days', column: 'sealed', row: rowOf(subject, day, source) })
