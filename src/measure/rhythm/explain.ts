import type { Explainer, PresenceEvent } from './event.ts'
import { around } from './half-hours.ts'

/**
 * What is no sign of a person at a keyboard is taken out before anything is measured: that is where most false alarms
 * come from (research: travel, scheduled jobs, merges, machines set to UTC).
 */
export interface Explained {
  /** What is left: a person's own activity. */
  readonly own: readonly PresenceEvent[]
  /** Shares of all events. */
  readonly automatedShare: number
  readonly scheduledShare: number
  readonly mergeShare: number
  readonly travelShare: number
  readonly onCallShare: number
  /** Share of the git events whose machine says +00:00: unknown rather than London. */
  readonly utcMachineShare: number | null
}

const HOUR = 3_600_000
/** Events of one source at the same second of the hour, at least this often, … */
const SCHEDULE_REPEATS = 12
/** … and at this many times the rate that chance gives. */
const SCHEDULE_SURPRISE = 8

export function explainAway(events: readonly PresenceEvent[], explainers: readonly Explainer[]): Explained {
  const scheduled = scheduledEvents(events)
  const during = (kind: Explainer['kind'], at: number): boolean =>
    explainers.some((e) => e.kind === kind && at >= e.from && at < e.to)
  let automated = 0
  let merges = 0
  let travel = 0
  let onCall = 0
  const own = events.filter((event) => {
    if (event.class === 'token' || event.class === 'automated') automated++
    else if (event.class === 'merge') merges++
    else if (scheduled.has(event)) return false
    else if (during('travel', event.at)) travel++
    else if (during('on-call', event.at)) onCall++
    else return true
    return false
  })
  const git = events.filter(({ source, offset }) => source === 'git' && offset !== null)
  const all = Math.max(1, events.length)
  return {
    own,
    automatedShare: automated / all,
    scheduledShare: scheduled.size / all,
    mergeShare: merges / all,
    travelShare: travel / all,
    onCallShare: onCall / all,
    utcMachineShare: git.length === 0 ? null : git.filter(({ offset }) => offset === 0).length / git.length,
  }
}

/**
 * Events that come at the same second of the hour again and again, in one source and client: a job, whoever's name it
 * runs under. People do not commit at :00:03 forty times.
 */
function scheduledEvents(events: readonly PresenceEvent[]): ReadonlySet<PresenceEvent> {
  const found = new Set<PresenceEvent>()
  for (const group of Map.groupBy(events, ({ source, client }) => `${source} ${client}`).values()) {
    const slots = Map.groupBy(group, ({ at }) => Math.floor((((at % HOUR) + HOUR) % HOUR) / 5000))
    const byChance = group.length / 720
    for (const slot of slots.values()) {
      const days = new Set(slot.map(({ at }) => Math.floor(at / (24 * HOUR)))).size
      if (slot.length < SCHEDULE_REPEATS || days < SCHEDULE_REPEATS / 2 || slot.length < SCHEDULE_SURPRISE * byChance)
        continue
      for (const event of slot) found.add(event)
    }
  }
  return found
}

/** A stretch in which the machine's own clock stood in another zone for at least three days. */
export interface Journey {
  readonly from: number
  readonly to: number
  readonly offset: number
}

/**
 * Journeys that the machine itself tells of: its offset leaves the usual one by three hours or more, and stays for
 * three days. Such a stretch is read in its own zone instead of being added up as contradictions.
 */
export function journeys(events: readonly PresenceEvent[], usual: number): Journey[] {
  const told = events.filter(({ offset }) => offset !== null && offset !== 0).toSorted((a, b) => a.at - b.at)
  const out: Journey[] = []
  let open: { from: number; to: number; offset: number } | null = null
  const close = (): void => {
    if (open !== null && open.to - open.from >= 72 * HOUR) out.push(open)
    open = null
  }
  for (const { at, offset } of told) {
    const away = Math.abs(around((offset as number) - usual, 1440)) >= 180
    if (!away) close()
    else if (open !== null && Math.abs(around(open.offset - (offset as number), 1440)) <= 60) open.to = at
    else {
      close()
      open = { from: at, to: at, offset: offset as number }
    }
  }
  close()
  return out
}
