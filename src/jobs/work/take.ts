import { createHash } from 'node:crypto'
import type { Id } from '../../core/ids.ts'
import type { Intake } from '../../doors/work/intake.ts'
import { zoneClock } from '../../measure/rhythm/zone-clock.ts'
import type { SourceChange } from '../../store/repositories/work-sources.ts'
import { repositories, type Repositories } from '../../store/repositories/repositories.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { House } from '../house.ts'
import { newPerson, spaces, type Person } from './person.ts'

export interface Taken {
  /** Events that were not known before. */
  readonly added: number
  /** Events of accounts that belong to nobody who was told of this. */
  readonly strangers: number
  /** Whose record changed. */
  readonly touched: ReadonlySet<Id>
}

export interface TakeOptions {
  /** What happens to accounts nobody entered: an open repository is full of people who do not work here. */
  readonly strangers: 'leave-out' | 'add'
  /** Written in the same transaction: either the events and the cursor are there, or neither. */
  readonly source?: { readonly id: Id; readonly change: SourceChange }
}

/**
 * Keeps what a source delivered. Taking the same again changes nothing. Facts of accounts that nobody entered are counted
 * and left out: there is no record of somebody who was given no notice.
 *
 * @param items at most a few thousand: one transaction
 */
export async function take(house: House, org: Id, items: readonly Intake[], options: TakeOptions): Promise<Taken> {
  return inTransaction(
    house.store,
    async (trx) => {
      const tables = repositories({ db: trx, vault: house.vault, clock: house.clock })
      const people = await peopleOf(tables, org, items, options)
      const of = (name: string | null | undefined): Id | undefined => (name == null ? undefined : people.get(name.trim().toLowerCase()))
      const events = items.flatMap(({ event }) => {
        const subject = event === undefined ? undefined : of(event.account)
        return event === undefined || subject === undefined ? [] : [{ subject, event }]
      })
      const { added, touched } = await tables.workDays.merge(org, events)
      for (const item of items) {
        const subject = of(item.account)
        if (item.zone !== undefined && subject !== undefined && (await setZone(tables, org, subject, item.zone))) touched.add(subject)
        if (item.explainer?.kind === 'source-gap') await putGap(tables, org, item.explainer)
        else if (item.explainer !== undefined && subject !== undefined) {
          await tables.doorRows.put(org, 'work', spaces.explainer, keyOf(subject, item.explainer), item.explainer, { subject, sortAt: item.explainer.to })
          touched.add(subject)
        }
      }
      await tables.doorRows.mark(org, 'work', spaces.person, [...touched], 'stale')
      if (options.source !== undefined) await tables.workSources.change(org, options.source.id, options.source.change)
      const all = items.filter(({ event }) => event !== undefined).length
      return { added, strangers: all - events.length, touched }
    },
    { isolation: 'serializable' },
  )
}

/** Name → person. Adding somebody makes a row for them. */
async function peopleOf(tables: Repositories, org: Id, items: readonly Intake[], { strangers }: TakeOptions): Promise<Map<string, Id>> {
  const names = [...new Set(items.flatMap((item) => [item.event?.account, item.account].flatMap((name) => (name == null || name === '' ? [] : [name.trim().toLowerCase()]))))]
  const known = new Map(await tables.workNames.find(org, names))
  if (strangers === 'leave-out') return known
  for (const name of names) {
    if (known.has(name)) continue
    const subject = await enter(tables, org, [name], null)
    if (subject !== null) known.set(name, subject)
  }
  return known
}

/**
 * Enters a colleague, or adds names to one. Call it in a transaction.
 *
 * @returns null when the names belong to two people already
 */
export async function enter(tables: Repositories, org: Id, names: readonly string[], zone: string | null): Promise<Id | null> {
  const joined = await tables.workNames.join(org, names)
  if (joined === null) return null
  if (joined.isNew) await tables.doorRows.put(org, 'work', spaces.person, joined.subject, { ...newPerson, zone } satisfies Person, { subject: joined.subject, ref: 'stale' })
  else if (zone !== null && (await setZone(tables, org, joined.subject, zone))) await tables.doorRows.mark(org, 'work', spaces.person, [joined.subject], 'stale')
  return joined.subject
}

async function setZone(tables: Repositories, org: Id, subject: Id, zone: string): Promise<boolean> {
  const row = await tables.doorRows.get<Person>(org, 'work', spaces.person, subject)
  if (row?.value === undefined || row.value.zone === zone || zoneClock(zone) === null) return false
  await tables.doorRows.put(org, 'work', spaces.person, subject, { ...row.value, zone }, { subject, ...(row.ref === null ? {} : { ref: row.ref }) })
  return true
}

export interface Gap {
  readonly from: number
  readonly to: number
  readonly source: string | null
}

/** Notes a time in which a source reported for nobody. Everybody is measured anew: their silence says less now. */
export async function putGap(tables: Repositories, org: Id, gap: Gap): Promise<void> {
  const { from, to, source } = gap
  await tables.doorRows.put(org, 'work', spaces.gap, keyOf(source ?? '', gap), { from, to, source }, { sortAt: to })
}

function keyOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
}

/** Takes a stream in, part by part, in flat memory. */
export async function takeAll(house: House, org: Id, items: AsyncIterable<Intake>, options: TakeOptions, size = 4_000): Promise<Taken> {
  let [added, strangers] = [0, 0]
  const touched = new Set<Id>()
  let part: Intake[] = []
  const flush = async (): Promise<void> => {
    const taken = await take(house, org, part, options)
    added += taken.added
    strangers += taken.strangers
    for (const subject of taken.touched) touched.add(subject)
    part = []
  }
  for await (const item of items) {
    part.push(item)
    if (part.length >= size) await flush()
  }
  if (part.length > 0) await flush()
  return { added, strangers, touched }
}
