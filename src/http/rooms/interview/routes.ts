import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { mayAskRegimeQuestion, regimeQuestion, stages } from '../../../doors/interview/kit.ts'
import { scriptRoles } from '../../../doors/interview/script.ts'
import { observe, openStep, recordOf, setMark, takeBack, tap, turnUp, type Sitting } from '../../../doors/interview/sitting.ts'
import type { Resource } from '../../../guard/policy/policy.ts'
import { challengeMarks, observationKinds } from '../../../measure/challenge/marks.ts'
import { enter, guarded, house } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { Call, Kit } from './contract.ts'
import { callFor, rowOf } from './shown.ts'
import type { meetings } from './meeting/meetings.ts'
import type { Kept, sittings } from './sittings.ts'

const id = z.object({ id: z.uuid() })
const at = z.number().min(0).max(86_400_000)
const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })
const beginning = z.object({
  label: z.string().trim().min(1).max(120),
  role: z.enum(scriptRoles.map((one) => one.id)),
  stage: z.enum(stages.map((one) => one.id)),
  accommodated: z.boolean().default(false),
  place: z.string().trim().max(80).nullable().default(null),
  case: z.uuid().nullable().default(null),
})

/** A place for calls of nobody in particular: whoever may run calls at all passes. */
const ownDesk = (caller: Caller): Resource => ({ org: caller.actor.org, place: 'interview', assigned: [caller.actor.id], compartment: null })

/** `/api/interview/…`: the kit, and one call while it is run. */
export function callRoutes(keeper: Keeper, calls: ReturnType<typeof sittings>, rooms: ReturnType<typeof meetings>): OpenAPIHono<Environment> {
  const { desk } = keeper
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const resource = (kept: Kept, org: string): Resource => ({ org, place: 'interview', assigned: kept.sitting.people, compartment: null })
  const mayAsk = async (org: string): Promise<boolean> =>
    mayAskRegimeQuestion(await calls.regime(org), keeper.house.settings.jurisdiction ?? null)
  const shown = async (kept: Kept, caller: Caller): Promise<Call> => {
    const { org } = caller.actor
    const room = kept.sitting.meeting === null ? null : await rooms.ofCall(kept.id)
    return callFor(kept, caller.actor.id, await calls.burns(org), keeper.house.clock.now(), await mayAsk(org), room)
  }

  app.openapi(guarded({ method: 'get', path: '/api/interview/kit', summary: 'Roles, stages and burn counters of the interview kit', action: 'challenge.draw' }), async (context) => {
    const { org } = (await enter(context, desk, 'challenge.draw', ownDesk)).actor
    const allowed = await mayAsk(org)
    const kit: Kit = {
      roles: scriptRoles,
      stages: stages.map(({ id: stage, title, cards }) => ({ id: stage, title, cards: Object.values(cards).reduce((sum, count) => sum + count, 0) })),
      regime: { allowed, why: allowed ? 'Turned on for this jurisdiction.' : 'Off. An admin can turn it on where the law allows it.' },
      burns: Object.fromEntries(Object.entries(await calls.burns(org)).filter(([key]) => !key.includes(' '))),
    }
    return context.json(kit as never, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/interview/calls', summary: 'Calls one runs or ran', action: 'challenge.draw', request: { query: z.object({ case: z.uuid().optional() }) } }), async (context) => {
    const caller = await enter(context, desk, 'challenge.draw', ownDesk)
    const wanted = context.req.valid('query').case
    const all = caller.actor.roles.some((role) => role === 'analyst' || role === 'lead')
    const found = (await calls.list(caller.actor.org)).filter(({ sitting }) => (all || sitting.people.includes(caller.actor.id)) && (wanted === undefined || sitting.case === wanted))
    return context.json(found.map(rowOf) as never, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/interview/calls', summary: 'Begin a call: script and cards are drawn now', action: 'challenge.draw', request: json(beginning) }), async (context) => {
    const plan = context.req.valid('json')
    // On a case, only whoever sees the case; without one, a new person.
    const caller = await enter(context, desk, 'challenge.draw', (me) => (plan.case === null ? ownDesk(me) : desk.caseResource(me.actor.org, plan.case, me.actor.id)), plan.case)
    const subject = plan.case === null ? null : (await desk.caseFile(caller.actor.org, plan.case, false)).subject
    const kept = await calls.begin(caller.actor.org, caller.actor.id, { ...plan, case: plan.case === null || subject === null ? null : { id: plan.case, subject } })
    return context.json((await shown(kept, caller)) as never, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/interview/calls/{id}', summary: 'A call as it stands', action: 'challenge.draw', request: { params: id } }), async (context) => {
    const { id: call } = context.req.valid('param')
    const caller = await enter(context, desk, 'challenge.draw', async (me) => resource(await calls.find(me.actor.org, call), me.actor.org), call)
    return context.json((await shown(await calls.find(caller.actor.org, call), caller)) as never, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/interview/calls/{id}/join', summary: 'Join: to run the call, or as the second pair of eyes', action: 'challenge.draw', request: { params: id, ...json(z.object({ key: z.string().max(60), as: z.enum(['first', 'second']).default('second') })) } }), async (context) => {
    const { id: call } = context.req.valid('param')
    const { key, as } = context.req.valid('json')
    const caller = await enter(context, desk, 'challenge.draw', ownDesk, call)
    const kept = await calls.change(caller.actor.org, call, (one) => {
      if (one.key !== key) throw new SallyportError('SP_NOT_FOUND', 'There is no such call, or its notes were erased.')
      const others = one.people.filter((who) => who !== caller.actor.id)
      if (as === 'first') return { ...one, people: [caller.actor.id, ...others].slice(0, 8) }
      return one.people.includes(caller.actor.id) ? one : { ...one, people: [...one.people, caller.actor.id].slice(0, 8) }
    })
    return context.json((await shown(kept, caller)) as never, 200)
  })

  /** A route that changes the call and answers how it stands then. */
  const act = <T extends z.ZodType>(name: string, summary: string, schema: T, how: (call: Sitting, asked: z.output<T>, caller: Caller, now: number) => Sitting): void => {
    app.openapi(guarded({ method: 'post', path: `/api/interview/calls/{id}/${name}`, summary, action: 'challenge.draw', request: { params: id, ...json(schema) } }), async (context) => {
      const { id: call } = context.req.valid('param' as never) as { id: string }
      const asked = context.req.valid('json' as never) as z.output<T>
      const caller = await enter(context, desk, 'challenge.draw', async (me) => resource(await calls.find(me.actor.org, call), me.actor.org), call)
      return context.json((await shown(await calls.change(caller.actor.org, call, (one, now) => how(one, asked, caller, now)), caller)) as never, 200)
    })
  }
  const isSecond = (call: Sitting, caller: Caller): boolean => call.people[0] !== caller.actor.id

  act('cards', 'Turn the next card up', z.object({}), (call, _, __, now) => turnUp(call, now))
  act('marks', 'Mark a card, or take the mark back', z.object({ n: z.int().min(0).max(50), mark: z.enum(challengeMarks).nullable() }), (call, { n, mark }, caller, now) =>
    setMark(call, n, mark, caller.actor.id, now, isSecond(call, caller)),
  )
  act('observations', 'Note something that was seen', z.object({ what: z.enum(observationKinds) }), (call, { what }, caller, now) => observe(call, keeper.newId(), what, caller.actor.id, now))
  act('withdrawals', 'Take a note back', z.object({ observation: z.uuid() }), (call, { observation }, caller) => takeBack(call, observation, caller.actor.id))
  act('taps', 'Time an answer by key', z.object({ line: z.string().max(40), endedAt: at, answeredAt: at }), (call, { line, endedAt, answeredAt }) => tap(call, line, endedAt, answeredAt))
  act('steps', 'Say which step lies open', z.object({ step: z.string().max(60) }), (call, { step }, _, now) => openStep(call, step, now))
  act('accommodation', 'An agreed interpreter or aid: nothing is concluded from delay', z.object({ agreed: z.boolean() }), (call, { agreed }) => ({ ...call, accommodated: agreed }))

  app.openapi(guarded({ method: 'post', path: '/api/interview/calls/{id}/regime', summary: 'How the question about a head of state went', action: 'challenge.draw', request: { params: id, ...json(z.object({ outcome: z.enum(regimeQuestion.outcomes).nullable() })) } }), async (context) => {
    const { id: call } = context.req.valid('param')
    const { outcome } = context.req.valid('json')
    const caller = await enter(context, desk, 'challenge.draw', async (me) => resource(await calls.find(me.actor.org, call), me.actor.org), call)
    if (!(await mayAsk(caller.actor.org))) throw new SallyportError('SP_FORBIDDEN', 'This question is off here.')
    return context.json((await shown(await calls.change(caller.actor.org, call, (one) => ({ ...one, regime: outcome })), caller)) as never, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/interview/calls/{id}/meeting', summary: 'Make the links of the verification room; earlier ones end', action: 'challenge.draw', request: { params: id, ...json(z.object({ seat: z.enum(['both', 'interviewer', 'candidate']).default('both') })) } }), async (context) => {
    const { id: call } = context.req.valid('param')
    const { seat } = context.req.valid('json')
    const caller = await enter(context, desk, 'challenge.draw', async (me) => resource(await calls.find(me.actor.org, call), me.actor.org), call)
    const kept = await calls.change(caller.actor.org, call, (one) => ({ ...one, meeting: one.meeting ?? keeper.newId() }))
    const link = async (for_: 'interviewer' | 'candidate'): Promise<string | null> =>
      seat === 'both' || seat === for_ ? `${keeper.url}/meet/#${await rooms.invite(kept.sitting.meeting as string, { id: call, begunAt: kept.sitting.begunAt, subject: kept.subject }, for_)}` : null
    return context.json({ interviewer: await link('interviewer'), candidate: await link('candidate') } as never, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/interview/calls/{id}/evidence', summary: 'Hand the call in as evidence', action: 'evidence.submit', request: { params: id } }), async (context) => {
    const { id: call } = context.req.valid('param')
    const caller = await enter(context, desk, 'evidence.submit', async (me) => resource(await calls.find(me.actor.org, call), me.actor.org), call)
    const kept = await calls.find(caller.actor.org, call)
    if (kept.sitting.evidence !== null) throw new SallyportError('SP_CONFLICT', 'This call was handed in already.')
    const bytes = new TextEncoder().encode(JSON.stringify(recordOf(kept.sitting, kept.sitting.meeting === null ? null : await rooms.ofCall(call))))
    const name = `call ${new Date(kept.sitting.begunAt).toISOString().slice(0, 16).replace('T', ' ')}.json`
    const accepted = await desk.accept(caller.actor, { name, bytes, door: 'interview', subject: kept.subject, source: 'interview page' })
    return context.json((await shown(await calls.change(caller.actor.org, call, (one) => ({ ...one, evidence: accepted.evidence, case: one.case ?? accepted.case })), caller)) as never, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/interview/settings', summary: 'Whether the question about a head of state may be asked', action: 'settings.read', answer: z.object({ regimeQuestion: z.boolean(), allowed: z.boolean(), neverIn: z.array(z.string()) }) }), async (context) => {
    const { org } = (await enter(context, desk, 'settings.read', house)).actor
    return context.json({ regimeQuestion: await calls.regime(org), allowed: await mayAsk(org), neverIn: [...regimeQuestion.neverIn] }, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/interview/settings', summary: 'Turn the question about a head of state on or off', action: 'settings.write', status: 204, request: json(z.object({ regimeQuestion: z.boolean() })) }), async (context) => {
    const caller = await enter(context, desk, 'settings.write', house)
    await calls.setRegime(caller.actor.org, context.req.valid('json').regimeQuestion, caller.actor.id)
    return context.body(null, 204)
  })
  return app
}
