import { OpenAPIHono, z } from '@hono/zod-openapi'
import { postures } from '../../../core/posture.ts'
import type { Id } from '../../../core/ids.ts'
import type { Resource } from '../../../guard/policy/policy.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { aboutColleague, answerOpening, askToOpen, findOpening, listOpenings, openable, type ListedOpening } from '../../../jobs/work/openings.ts'
import { pseudonym, spaces } from '../../../jobs/work/person.ts'
import { privacyOf } from '../../../jobs/work/privacy.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { OpeningRow, WatchedPerson, WorkOverview } from './contract.ts'
import { readRecord } from './record.ts'
import { idParam, json, overview, record } from './schemas.ts'

/** Everybody's: nothing of one person in particular. */
const door = (caller: Caller): Resource => ({ org: caller.actor.org, place: 'work', compartment: null })

/** `/api/work`: who is watched over, under a pseudonym, and what two people opened. */
export function peopleRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const of = async (caller: Caller, subject: Id, opens: 'record' | 'name' = 'record'): Promise<Resource> => ({ ...door(caller), ...(await aboutColleague(house, caller.actor.org, subject, caller.actor.id, opens)) })

  app.openapi(guarded({ method: 'get', path: '/api/work', summary: 'Colleagues under pseudonyms, and requests to open a record', action: 'case.read', answer: overview }), async (context) => {
    const caller = await enter(context, desk, 'case.read', door)
    const body: WorkOverview = await readOverview(house, caller)
    return context.json(mutable(body), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/work/people/{id}/record', summary: 'A colleague’s record under its pseudonym: two people and a reason', action: 'evidence.read', request: { params: idParam }, answer: record }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'evidence.read', (me) => of(me, id), id)
    // Opening a record is worth a line in the log, although it only reads.
    await desk.record(caller.actor, 'evidence.read', id, 'allowed')
    return context.json(mutable(await readRecord(house, caller.actor.org, id, caller.actor.id)), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/work/people/{id}/names', summary: 'Whose record it is: two people, a reason and two classes of evidence', action: 'work.unmask', request: { params: idParam }, answer: z.object({ names: z.array(z.string()) }) }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'work.unmask', (me) => of(me, id, 'name'), id)
    return context.json({ names: [...(await rows(house).workNames.of(caller.actor.org, id))] }, 200)
  })

  const asked = z.object({ subject: z.uuid(), opens: z.enum(openable), reason: z.string().trim().min(1).max(2_000) })
  app.openapi(guarded({ method: 'post', path: '/api/work/requests', summary: 'Ask for a record to be opened', action: 'work.ask', status: 201, request: json(asked), answer: z.object({ id: z.string() }) }), async (context) => {
    const wanted = context.req.valid('json')
    const caller = await enter(context, desk, 'work.ask', (me) => of(me, wanted.subject), wanted.subject)
    return context.json({ id: await askToOpen(house, caller.actor.org, caller.actor.id, wanted) }, 201)
  })

  app.openapi(guarded({ method: 'post', path: '/api/work/requests/{id}/answer', summary: 'Agree to a request, or refuse it: another person than the one who asked', action: 'work.approve', status: 204, request: { params: idParam, ...json(z.object({ agreed: z.boolean() })) } }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'work.approve', async (me) => {
      const opening = await findOpening(house, me.actor.org, id)
      return { ...(await of(me, opening.subject)), madeBy: opening.askedBy }
    }, id)
    await answerOpening(house, caller.actor.org, id, caller.actor.id, context.req.valid('json').agreed)
    return context.body(null, 204)
  })
  return app
}

async function readOverview(house: House, { actor }: Caller): Promise<WorkOverview> {
  const tables = rows(house)
  const [people, stale, { cases }, openings, users, rules, sources] = [
    await tables.doorRows.ids(actor.org, 'work', spaces.person),
    new Set(await tables.doorRows.ids(actor.org, 'work', spaces.person, { ref: 'stale' })),
    await tables.cases.queue(actor.org, { doors: ['work'], limit: 10_000 }),
    await listOpenings(house, actor.org),
    new Map((await tables.users.list(actor.org)).map(({ id, name }) => [id, name])),
    await privacyOf(house, actor.org),
    await tables.workSources.list(actor.org),
  ]
  const caseOf = new Map(cases.map((item) => [item.subject, item]))
  const subjects = [...new Set([...people, ...caseOf.keys()])]
  const listed = subjects.map((subject): WatchedPerson => {
    const item = caseOf.get(subject)
    const open = openings.filter((one) => one.subject === subject && one.state === 'open' && one.askedBy === actor.id)
    return {
      subject,
      label: pseudonym(subject),
      case: item?.id ?? null,
      posture: item?.posture ?? 'routine',
      why: item === undefined || item.posture === 'routine' ? null : item.why,
      measured: item !== undefined && !stale.has(subject),
      opened: open.some(({ opens }) => opens === 'name') ? 'name' : open.length > 0 ? 'record' : null,
    }
  })
  return {
    // What asks for a person comes first; within it the pseudonym, which says nothing.
    people: listed.sort((a, b) => postures.indexOf(b.posture) - postures.indexOf(a.posture) || (a.label < b.label ? -1 : 1)),
    requests: openings.map((one) => openingRowOf(one, users, actor.id)),
    notice: { version: rules.version, publishedAt: rules.publishedAt, council: rules.council },
    sources: {
      running: sources.filter(({ state, failingSince }) => state === 'running' && failingSince === null).length,
      failing: sources.filter(({ state, failingSince }) => state === 'running' && failingSince !== null).length,
      stopped: sources.filter(({ state }) => state === 'stopped').length,
    },
  }
}

function openingRowOf(one: ListedOpening, users: ReadonlyMap<Id, string>, actor: Id): OpeningRow {
  const { id, subject, pseudonym: label, opens, reason, askedBy, askedAt, state, answer, until } = one
  return { id, subject, label, opens, reason, askedBy: users.get(askedBy) ?? askedBy, askedAt, state, answeredBy: answer === null ? null : (users.get(answer.by) ?? answer.by), until, own: askedBy === actor }
}

/** The contract says readonly, the schemas do not: the same JSON. */
export function mutable<T>(value: T): never {
  return value as never
}
