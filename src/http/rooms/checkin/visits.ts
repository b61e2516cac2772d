import type { Id } from '../../../core/ids.ts'
import type { CheckinLink } from '../../../checkin/house.ts'
import type { SessionFacts } from '../../../doors/apply/session.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import type { SessionDocument, Stage } from '../../../measure/device/session-document.ts'
import { labelOf } from '../../desk/queue-desk.ts'
import type { VisitRow } from './contract.ts'
import { comparedHands, keepHands } from './hands.ts'

/** Visits that one is compared with; more belong to nobody honest. */
const mostEarlier = 100

interface Earlier {
  readonly evidence: Id
  readonly at: number
  readonly facts: SessionFacts
}

/** Keeps a visit as evidence of its person, with what earlier visits showed. Then it is measured like any evidence. */
export async function keepVisit(house: House, { org, subject, stage }: CheckinLink, visit: SessionDocument): Promise<void> {
  const earlier = await earlierVisits(house, org, subject)
  const last = earlier.at(-1)
  const compared = visit.consent?.identity === true ? await comparedHands(house, org, subject, visit.typing) : null
  const whole: SessionDocument = {
    ...visit,
    hands: compared,
    earlierKeys: earlier.slice(-mostEarlier).map(({ facts }) => facts.device?.key ?? null),
    before: last === undefined ? null : { at: last.at, places: [], sameDevice: sameKey(visit, last.facts), anonymous: ['vpn', 'relay', 'hosting', 'mobile'].includes(last.facts.address?.class ?? '') },
  }
  const bytes = new TextEncoder().encode(JSON.stringify(whole))
  const accepted = await accept(house, org, { name: `Check-in, ${stageWords[stage]}`, bytes, door: 'apply', subject, source: 'check-in', observedAt: visit.at })
  if (visit.consent?.identity === true) await keepHands(house, org, subject, accepted.evidence, visit)
}

export const stageWords: Readonly<Record<Stage, string>> = { application: 'application', test: 'coding test', interview: 'interview', 'first-week': 'first week' }

/** Says on the case that the person prefers the call. It is a wish, and no rule reads it. */
export async function noteCall(house: House, { org, subject }: CheckinLink): Promise<void> {
  const tables = rows(house)
  for (const { id } of await tables.cases.ofSubject(org, subject)) {
    await tables.caseEvents.add(org, { case: id, subject }, { actor: 'rules', type: 'comment', text: 'Prefers the call to the check-in. It counts the same: please offer one.' })
  }
}

/** A person's visits in order, each with the letter of its browser and where else that browser was seen. */
export async function visitsOf(house: House, org: Id, subject: Id): Promise<VisitRow[]> {
  const tables = rows(house)
  const visits = await earlierVisits(house, org, subject)
  const keys = [...new Set(visits.flatMap(({ facts }) => (facts.device?.key ? [facts.device.key] : [])))]
  const links = (await tables.links.of(org, [subject])).filter(({ type }) => type === 'device-key')
  const others = new Map<string, { case: Id; label: string }[]>()
  for (const key of keys) {
    const hash = await tables.artefacts.hash(org, { type: 'device-key', value: key })
    const people = new Set(links.filter((link) => link.hash.equals(hash)).map(({ a, b }) => (a.subject === subject ? b.subject : a.subject)))
    others.set(key, await casesOf(house, org, [...people]))
  }
  return visits.map(({ evidence, at, facts }) => {
    const key = facts.device?.key ?? null
    return { evidence, at, stage: facts.stage ?? 'application', browser: key === null ? null : letter(keys.indexOf(key)), alsoIn: key === null ? [] : (others.get(key) ?? []) }
  })
}

async function casesOf(house: House, org: Id, people: readonly Id[]): Promise<{ case: Id; label: string }[]> {
  const tables = rows(house)
  const names = await tables.subjects.find(org, people)
  const cases = await Promise.all(people.map(async (person) => (await tables.cases.ofSubject(org, person))[0]))
  return cases.flatMap((item) => (item === undefined ? [] : [{ case: item.id, label: labelOf(names.get(item.subject)?.name ?? null, item) }]))
}

async function earlierVisits(house: House, org: Id, subject: Id): Promise<Earlier[]> {
  const tables = rows(house)
  const evidence = new Map((await tables.evidence.ofSubject(org, subject)).filter(({ kind }) => kind === 'session').map((item) => [item.id, item]))
  return (await tables.facts.ofSubject(org, subject))
    .flatMap((stored) => {
      const item = evidence.get(stored.evidence)
      return stored.root !== 'session' || item === undefined ? [] : [{ evidence: item.id, at: item.observedAt, facts: stored.facts as unknown as SessionFacts }]
    })
    .sort((a, b) => a.at - b.at)
}

function sameKey(visit: SessionDocument, before: SessionFacts): boolean | null {
  const [now, then] = [visit.browser?.deviceKey ?? null, before.device?.key ?? null]
  return now === null || then === null ? null : now === then
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${index + 1}`
}

/** How long a link works when nobody says: three days. */
export const defaultHours = 72
/** The longest: a fortnight. */
export const longestHours = 14 * 24
