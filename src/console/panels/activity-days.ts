import { at, isRecord, listAt, numberAt, stringAt, unrooted } from '../screens/case/facts.ts'

export interface ActivityDay {
  /** ISO date in the clock of the drawing. */
  readonly date: string
  /** Events or minutes in each of the 48 half hours from midnight. */
  readonly halfHours: readonly number[]
}

export interface ActivityDays {
  readonly days: readonly ActivityDay[]
  readonly zone: string
  /** A second clock to lay beside the first: its name, and by how many hours it runs ahead. */
  readonly second: { readonly zone: string; readonly aheadHours: number } | null
}

/** Days with 48 half hours each, out of unknown facts; null when there are none to draw. */
export function activityDays(facts: unknown): ActivityDays | null {
  const own = unrooted(facts)
  const source = isRecord(at(own, 'actogram')) ? at(own, 'actogram') : own
  const days = listAt(source, 'days').flatMap((day) => {
    const date = stringAt(day, 'date')
    const halfHours = listAt(day, 'halfHours').filter((value) => typeof value === 'number')
    return date !== null && halfHours.length === 48 ? [{ date, halfHours }] : []
  })
  if (days.length === 0) return null
  const ahead = numberAt(source, 'second.aheadHours')
  return {
    days,
    zone: stringAt(source, 'zone') ?? 'UTC',
    second: ahead === null ? null : { zone: stringAt(source, 'second.zone') ?? 'second clock', aheadHours: ahead },
  }
}
