import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { allowed } from '../../../guard/policy/policy.ts'
import { stages } from '../../../measure/device/session-document.ts'
import { rows } from '../../../jobs/house.ts'
import { findCase } from '../../desk/case-file.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { CheckinOfCase, CheckinSettingsView, MadeLink, SentLink } from './contract.ts'
import { forgetHands, handsPairs, handsSetting, setHands, templatesOf } from './hands.ts'
import { linksOf, makeLink, sentLinks, withdrawLink } from './links.ts'
import type { ServedCheckin } from './serve.ts'
import { defaultHours, longestHours, visitsOf } from './visits.ts'

const stage = z.enum(stages)
const hours = z.number().int().min(1).max(longestHours).default(defaultHours)
const made = z.object({ id: z.string(), url: z.string(), subject: z.string(), expiresAt: z.number() })
const link = z.object({ id: z.string(), stage, madeBy: z.string(), madeAt: z.number(), expiresAt: z.number(), state: z.enum(['open', 'used', 'expired', 'call', 'withdrawn']) })
const sent: z.ZodType<SentLink> = link.extend({ name: z.string().nullable(), case: z.string().nullable() })
const visit = z.object({ evidence: z.string(), at: z.number(), stage, browser: z.string().nullable(), alsoIn: z.array(z.object({ case: z.string(), label: z.string() })) })
const pair = z.object({ a: stage, b: stage, decibans: z.number().nullable(), strength: z.enum(['indicative', 'strong']).nullable(), why: z.string().nullable(), keysA: z.number(), keysB: z.number() })
const hands = z.object({ on: z.boolean(), consents: z.array(z.object({ stage, at: z.number(), version: z.string() })), kept: z.array(z.object({ stage, keys: z.number() })), pairs: z.array(pair) })
const ofCase: z.ZodType<CheckinOfCase> = z.object({ served: z.boolean(), links: z.array(link), visits: z.array(visit), hands })
const settingsView: z.ZodType<CheckinSettingsView> = z.object({ served: z.boolean(), url: z.string().nullable(), seesConnections: z.boolean(), comparesHands: z.boolean(), decided: z.object({ by: z.string(), at: z.number(), reason: z.string() }).nullable(), addressesAsOf: z.string().nullable() })
const id = z.object({ id: z.uuid() })
const linkId = z.object({ id: z.uuid(), link: z.string().regex(/^[0-9a-f]{64}$/) })
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** Making links, and what came of them, for those who work in the house. */
export function checkinDeskRoutes(keeper: Keeper, served: ServedCheckin | null): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const { house, desk, org } = keeper
  const ofTheCase = (id: string) => (caller: Caller) => desk.caseResource(caller.actor.org, id, caller.actor.id)
  const make = async (caller: Caller, subject: string, at: z.infer<typeof stage>, forHours: number): Promise<MadeLink> => {
    if (served === null) throw new SallyportError('SP_CONFIG', 'This installation serves no check-in. An operator turns it on with SALLYPORT_CHECKIN_PORT.', { variable: 'SALLYPORT_CHECKIN_PORT' })
    const { id, token, expiresAt } = await makeLink(house, org, subject, caller.name, at, forHours)
    return { id, url: `${served.url}/check-in/${token}`, subject, expiresAt }
  }

  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/check-in', summary: 'Links, visits and compared typing of a case', action: 'case.read', request: { params: id }, answer: ofCase }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.read', ofTheCase(id), id)
    const { subject } = await findCase(house, org, id)
    // A recruiter needs the links and whether a visit was made; measurements are the analysts' to read.
    const whole = allowed(caller.actor, 'playbook.read', theHouse(caller))
    const own = await templatesOf(house, org, subject)
    return context.json({
      served: served !== null,
      links: await linksOf(house, org, subject),
      visits: (await visitsOf(house, org, subject)).map((row) => (whole ? row : { ...row, browser: null, alsoIn: [] })),
      hands: {
        on: (await handsSetting(house, org))?.on ?? false,
        consents: own.map((one) => ({ stage: one.stage, ...one.consent })),
        kept: own.map((one) => ({ stage: one.stage, keys: Math.round(one.template.keys) })),
        pairs: whole ? handsPairs(own) : [],
      },
    } satisfies CheckinOfCase, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/check-in/links', summary: 'Make a one-time check-in link for the person of a case', action: 'case.check', status: 201, request: { params: id, ...body(z.object({ stage, hours })) }, answer: made }), async (context) => {
    const { id } = context.req.valid('param')
    const order = context.req.valid('json')
    const caller = await enter(context, desk, 'case.check', ofTheCase(id), id)
    const { subject } = await findCase(house, org, id)
    return context.json(await make(caller, subject, order.stage, order.hours), 201)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/cases/{id}/check-in/links/{link}', summary: 'Take back a link that was not used', action: 'case.check', status: 204, request: { params: linkId } }), async (context) => {
    const { id, link } = context.req.valid('param')
    await enter(context, desk, 'case.check', ofTheCase(id), id)
    await withdrawLink(house, org, (await findCase(house, org, id)).subject, link)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/cases/{id}/check-in/hands', summary: 'Forget how this person types', action: 'case.check', status: 204, request: { params: id } }), async (context) => {
    const { id } = context.req.valid('param')
    await enter(context, desk, 'case.check', ofTheCase(id), id)
    await forgetHands(house, org, (await findCase(house, org, id)).subject)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'post', path: '/api/check-in/links', summary: 'Make a one-time check-in link for a new applicant', action: 'evidence.submit', status: 201, request: body(z.object({ name: z.string().trim().min(1).max(200), stage, hours })), answer: made }), async (context) => {
    const order = context.req.valid('json')
    const caller = await enter(context, desk, 'evidence.submit', (me) => ({ org: me.actor.org, place: 'apply' }))
    // Refused before there is a person without anything.
    if (served === null) await make(caller, '', order.stage, order.hours)
    const subject = await rows(house).subjects.insert(org, { kind: 'person', name: order.name })
    return context.json(await make(caller, subject, order.stage, order.hours), 201)
  })

  app.openapi(guarded({ method: 'get', path: '/api/check-in/links', summary: 'The newest check-in links of everybody', action: 'evidence.submit', answer: z.array(sent) }), async (context) => {
    await enter(context, desk, 'evidence.submit', (me) => ({ org: me.actor.org, place: 'apply' }))
    return context.json(await sentLinks(house, org), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/check-in/settings', summary: 'How the check-in is set up', action: 'health.read', answer: settingsView }), async (context) => {
    await enter(context, desk, 'health.read', theHouse)
    const setting = await handsSetting(house, org)
    return context.json({
      served: served !== null,
      url: served?.url ?? null,
      seesConnections: served?.seesConnections ?? false,
      comparesHands: setting?.on ?? false,
      decided: setting === null ? null : { by: setting.by, at: setting.at, reason: setting.reason },
      addressesAsOf: served?.addressesAsOf ?? null,
    }, 200)
  })

  const change = z.object({ comparesHands: z.boolean(), reason: z.string().trim().min(10).max(2_000) })
  app.openapi(guarded({ method: 'put', path: '/api/check-in/settings', summary: 'Turn the comparison of hands on or off, with the reason', action: 'settings.write', status: 204, request: body(change) }), async (context) => {
    const { comparesHands, reason } = context.req.valid('json')
    const caller = await enter(context, desk, 'settings.write', theHouse)
    await setHands(house, org, { on: comparesHands, by: caller.name, at: house.clock.now(), reason })
    return context.body(null, 204)
  })
  return app
}
