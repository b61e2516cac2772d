import type { Id } from '../../../core/ids.ts'
import { shipped } from '../../../doors/apply/session.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { sameName } from '../../../links/shared.ts'
import { stages, type SessionDocument, type Stage } from '../../../measure/device/session-document.ts'
import { handsOf } from '../../../measure/typing/compare.ts'
import { compareHands, type Account } from '../../../measure/typing/identity.ts'
import { clean } from '../../../measure/typing/keystrokes.ts'
import { measureTyping } from '../../../measure/typing/measure.ts'
import { mergeTemplates, readTemplate, storeTemplate, templateOf, type StoredTemplate, type Template } from '../../../measure/typing/template.ts'
import type { HandsRow } from './contract.ts'

const space = 'typing-template'
const settingName = 'check-in.hands'
/** Templates of other people that one visit is searched against. */
const mostAccounts = 2_000

/** A template with the consent it rests on; sealed under the subject's key, erased with it. */
interface Kept {
  readonly stage: Stage
  readonly evidence: Id
  readonly consent: { readonly at: number; readonly version: string }
  readonly template: StoredTemplate
}

/** Who turned the identity module on or off. */
export interface HandsSetting {
  readonly on: boolean
  readonly by: string
  readonly at: number
  readonly reason: string
}

export async function handsSetting(house: House, org: Id): Promise<HandsSetting | null> {
  return ((await rows(house).settings.get(org, settingName)) as HandsSetting | undefined) ?? null
}

export async function setHands(house: House, org: Id, setting: HandsSetting): Promise<void> {
  await rows(house).settings.set(org, settingName, setting, setting.by)
}

/**
 * Compares a visit's typing with what was kept of the same person and of others. Only with consent; the result goes
 * into the record, the templates do not, so that they can be deleted.
 */
export async function comparedHands(house: House, org: Id, subject: Id, typing: SessionDocument['typing']): Promise<SessionDocument['hands']> {
  if (typing === null) return null
  const own = await templatesOf(house, org, subject)
  const earlier = own.length === 0 ? null : { template: mergeTemplates(own.map(({ template }) => template)), evidence: (own.at(-1) as { evidence: Id }).evidence }
  const { facts, unavailable } = measureTyping(typing, { population: shipped(), identity: true, earlier, accounts: await accounts(house, org, subject) })
  const { hands, several, accounts: found } = facts
  const kept = ['hands', 'several', 'accounts'] as const
  return {
    facts: { hands, several, accounts: found },
    unavailable: Object.fromEntries(kept.flatMap((name) => (unavailable[name] === undefined ? [] : [[name, unavailable[name]]]))),
    stage: own.at(-1)?.stage ?? null,
  }
}

/** Keeps the averages of a visit's typing. A second visit at one stage adds to the first. */
export async function keepHands(house: House, org: Id, subject: Id, evidence: Id, visit: SessionDocument): Promise<void> {
  if (visit.typing === null || visit.consent === null) return
  const { runs } = clean(visit.typing.strokes)
  if (runs.length === 0) return
  const { doorRows } = rows(house)
  const id = `${subject}.${visit.stage}`
  const before = await doorRows.get<Kept>(org, 'apply', space, id)
  const known = before?.value === undefined ? null : readTemplate(before.value.template)
  const template = mergeTemplates([...(known === null ? [] : [known]), templateOf(runs)])
  await doorRows.put(org, 'apply', space, id, { stage: visit.stage, evidence, consent: { at: visit.consent.at, version: visit.consent.version }, template: storeTemplate(template) } satisfies Kept, { subject, ref: subject, sortAt: visit.at })
}

/** Forgets a person's hands. @returns how many templates were deleted */
export async function forgetHands(house: House, org: Id, subject: Id): Promise<number> {
  const { doorRows } = rows(house)
  const found = await doorRows.list(org, 'apply', space, { subject, limit: 100 })
  for (const { id } of found) await doorRows.remove(org, 'apply', space, id)
  return found.length
}

export interface OwnTemplate {
  readonly stage: Stage
  readonly evidence: Id
  readonly consent: Kept['consent']
  readonly template: Template
}

/** What is kept of a person, in order of the stages. */
export async function templatesOf(house: House, org: Id, subject: Id): Promise<OwnTemplate[]> {
  const found = await rows(house).doorRows.list<Kept>(org, 'apply', space, { subject, limit: 100 })
  return found
    .flatMap(({ value }) => {
      const template = value === undefined ? null : readTemplate(value.template)
      return value === undefined || template === null ? [] : [{ stage: value.stage, evidence: value.evidence, consent: value.consent, template }]
    })
    .sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage))
}

/** Every stage against every later one. */
export function handsPairs(own: readonly OwnTemplate[]): HandsRow[] {
  const population = shipped()
  const read = own.map((one) => ({ ...one, hands: handsOf(one.template, population) }))
  return read.flatMap((a, i) =>
    read.slice(i + 1).map((b): HandsRow => {
      const found = compareHands(b, a, population)
      const keys = { keysA: Math.round(a.template.keys), keysB: Math.round(b.template.keys) }
      return typeof found === 'string' ? { a: a.stage, b: b.stage, decibans: null, strength: null, why: found, ...keys } : { a: a.stage, b: b.stage, decibans: found.decibans, strength: found.strength, why: null, ...keys }
    }),
  )
}

/** Everybody else's templates, one an account. */
async function accounts(house: House, org: Id, subject: Id): Promise<Account[]> {
  const tables = rows(house)
  const found = (await tables.doorRows.list<Kept>(org, 'apply', space, { newestFirst: true, limit: mostAccounts })).filter((row) => row.subject !== null && row.subject !== subject)
  const names = await tables.subjects.find(org, [subject, ...found.map((row) => row.subject as Id)])
  const nameOf = (id: Id): string | null => names.get(id)?.name ?? null
  return [...Map.groupBy(found, (row) => row.subject as Id)].flatMap(([other, kept]) => {
    const read = kept.flatMap(({ value }) => (value === undefined ? [] : [{ evidence: value.evidence, template: readTemplate(value.template) }]))
    const templates = read.flatMap(({ template }) => (template === null ? [] : [template]))
    return templates.length === 0 ? [] : [{ template: mergeTemplates(templates), evidence: (read[0] as { evidence: Id }).evidence, otherName: !sameName(nameOf(subject), nameOf(other)) }]
  })
}
