import type { Id } from '../../../core/ids.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { comparison } from '../../../jobs/work/baseline.ts'
import { explainersOf } from '../../../jobs/work/measure.ts'
import { listOpenings } from '../../../jobs/work/openings.ts'
import { BITMAP_DAYS, DAY, pseudonym, RAW_DAYS, spaces, type Person } from '../../../jobs/work/person.ts'
import { privacyOf } from '../../../jobs/work/privacy.ts'
import type { ActivityFacts } from '../../../measure/rhythm/facts.ts'
import type { KeptEvent } from '../../../store/repositories/work-days.ts'
import { QUARTER_DAYS } from '../../../store/repositories/work-presence.ts'
import type { Lane, OwnRecord, RecordFacts, WorkRecord } from './contract.ts'

const LANE_DAYS = 28
const MOST_LANES = 6
const HALF_HOUR = 1_800_000

/** The record of one colleague under their pseudonym, for whoever two people let in. */
export async function readRecord(house: House, org: Id, subject: Id, actor: Id): Promise<WorkRecord> {
  const tables = rows(house)
  const measured = await measuredOf(house, org, subject)
  const item = (await tables.cases.ofSubject(org, subject)).find(({ door }) => door === 'work')
  const open = (await listOpenings(house, org, subject)).filter(({ state, askedBy }) => state === 'open' && askedBy === actor)
  const fromDay = Math.floor(house.clock.now() / DAY) - LANE_DAYS
  return {
    subject,
    label: pseudonym(subject),
    case: item?.id ?? null,
    posture: item?.posture ?? 'routine',
    why: item === undefined || item.posture === 'routine' ? null : item.why,
    opened: open.some(({ opens }) => opens === 'name') ? 'name' : 'record',
    facts: measured.facts === null ? null : shown(measured.facts),
    unavailable: measured.unavailable,
    measuredAt: measured.at,
    compared: measured.facts === null ? { claim: null, handover: null, twoShifts: null, turns: null, night: null } : await comparison(house, org, measured.facts),
    lanes: lanesOf(await tables.workDays.read(org, subject, fromDay)),
    until: open.length === 0 ? null : Math.max(...open.map(({ until }) => until)),
  }
}

async function measuredOf(house: House, org: Id, subject: Id): Promise<{ facts: ActivityFacts | null; unavailable: Readonly<Record<string, string>>; at: number | null }> {
  const found = (await rows(house).facts.ofSubject(org, subject)).findLast(({ root }) => root === 'activity')
  return { facts: (found?.facts as ActivityFacts | undefined) ?? null, unavailable: found?.unavailable ?? {}, at: found?.measuredAt ?? null }
}

function shown({ keys: _tied, ...facts }: ActivityFacts): RecordFacts {
  return facts
}

/** Devices, then networks, then clients, each with the half hours a person was at it; the first ones seen come first. */
export function lanesOf(events: readonly KeptEvent[]): Lane[] {
  const own = events.filter((event) => event.class === 'interactive')
  const of = (kind: Lane['kind'], title: string, key: (event: KeptEvent) => string | null): Lane[] =>
    [...Map.groupBy(own.filter((event) => key(event) !== null), (event) => key(event) as string)]
      .slice(0, MOST_LANES)
      .map(([value, group], i) => ({
        kind,
        name: kind === 'client' ? value : `${title} ${String.fromCodePoint(65 + i)}`,
        country: group.find(({ country }) => country !== null)?.country ?? null,
        halfHours: [...new Set(group.map(({ at }) => Math.floor(at / HALF_HOUR)))].sort((a, b) => a - b),
      }))
  return [...of('device', 'Device', ({ device }) => device), ...of('network', 'Network', ({ network }) => network), ...of('client', 'Client', ({ client }) => client)]
}

/** Everything held about somebody, for themselves. */
export async function readOwn(house: House, org: Id, subject: Id | null): Promise<OwnRecord> {
  const tables = rows(house)
  const rules = await privacyOf(house, org)
  const notice = { text: rules.notice, version: rules.version, publishedAt: rules.publishedAt }
  const kept = { rawDays: RAW_DAYS, bitmapDays: BITMAP_DAYS }
  const nothing = { known: false, names: [], zone: null, facts: null, unavailable: {}, sources: [], bitmapDays: 0, explanations: [], openings: [], kept }
  if (subject === null) return { ...nothing, notice: { ...notice, acknowledgedAt: null } }
  const person = (await tables.doorRows.get<Person>(org, 'work', spaces.person, subject))?.value
  const measured = await measuredOf(house, org, subject)
  const acknowledged = person?.acknowledged ?? null
  const bitmaps = await tables.workPresence.read(org, subject)
  return {
    known: true,
    notice: { ...notice, acknowledgedAt: acknowledged?.version === rules.version ? acknowledged.at : null },
    names: await tables.workNames.of(org, subject),
    zone: person?.zone ?? null,
    facts: measured.facts === null ? null : shown(measured.facts),
    unavailable: measured.unavailable,
    sources: await tables.workDays.spans(org, subject),
    bitmapDays: bitmaps.reduce((sum, { words }) => sum + daysIn(words), 0),
    explanations: (await explainersOf(house, org, subject)).filter(({ kind }) => kind !== 'source-gap').map(({ kind, from, to }) => ({ kind, from, to })),
    openings: (await listOpenings(house, org, subject)).flatMap(({ state, askedAt, opens, answer }) => (state === 'waiting' || state === 'open' ? [] : [{ askedAt, opens, agreed: answer?.agreed === true }])),
    kept,
  }
}

function daysIn(words: Uint16Array): number {
  let days = 0
  for (let day = 0; day < QUARTER_DAYS; day++) if (words[day * 3] !== 0 || words[day * 3 + 1] !== 0 || words[day * 3 + 2] !== 0) days += 1
  return days
}
