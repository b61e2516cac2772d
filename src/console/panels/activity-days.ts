import { at, isRecord, listAt, numberAt, stringAt, unrooted } from '../screens/case/facts.ts'

export interface ActivityDay {
  /** ISO date in the clock of the drawing. */
  readonly date: string
  /** 1 in each of the 48 half hours from midnight that held activity, else 0. How much there was is not kept. */
  readonly halfHours: readonly number[]
}

/** Time that explains a gap, or that no source covers; in half hours of one day. */
export interface DayMark {
  readonly kind: string
  readonly from: number
  readonly to: number
}

export interface ActivityDays {
  readonly days: readonly ActivityDay[]
  readonly zone: string
  /** Marks of a day, by its date. */
  readonly marks: ReadonlyMap<string, readonly DayMark[]>
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
  const zone = stringAt(source, 'zone') ?? 'UTC'
  return {
    days,
    zone,
    marks: marksOf(listAt(source, 'marks'), days, zone),
    second: ahead === null ? null : { zone: stringAt(source, 'second.zone') ?? 'second clock', aheadHours: ahead },
  }
}

function marksOf(
  marks: readonly unknown[],
  days: readonly ActivityDay[],
  zone: string,
): ReadonlyMap<string, readonly DayMark[]> {
  const clock = clockIn(zone)
  const found = new Map<string, DayMark[]>()
  for (const mark of marks) {
    const fromMs = numberAt(mark, 'fromMs')
    const toMs = numberAt(mark, 'toMs')
    if (fromMs === null || toMs === null) continue
    const [first, start] = clock(fromMs)
    const [last, end] = clock(toMs)
    for (const { date } of days) {
      if (date < first || date > last) continue
      const part = {
        kind: stringAt(mark, 'kind') ?? 'mark',
        from: date === first ? start : 0,
        to: date === last ? end : 48,
      }
      if (part.to > part.from) found.set(date, [...(found.get(date) ?? []), part])
    }
  }
  return found
}

/** A moment as date and half hour of a zone; of UTC when the zone has no name the browser knows. */
function clockIn(zone: string): (ms: number) => readonly [date: string, half: number] {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('sv', { ...options, timeZone: zone })
  } catch {
    format = new Intl.DateTimeFormat('sv', { ...options, timeZone: 'UTC' })
  }
  return (ms) => {
    if (Math.abs(ms) > 8.64e15) return ['', 0]
    const [date = '', time = ''] = format.format(ms).split(' ')
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return [date, hours * 2 + minutes / 30]
  }
}
