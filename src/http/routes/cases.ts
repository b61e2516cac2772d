import { OpenAPIHono, z } from '@hono/zod-openapi'
import { caseStates, outcomes } from '../../core/case.ts'
import type { CaseFile } from '../contract.ts'
import type { Desk } from '../desk.ts'
import { allowed } from '../../guard/policy/policy.ts'
import { enter, guarded, house } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import { caseFile } from '../schemas.ts'
import type { Environment } from '../session.ts'

/** What a recruiter or an interviewer gets: why and what next. No weights, no marks, nothing of other people. */
function calm(file: CaseFile): CaseFile {
  const ledger = { ...file.ledger, groups: [], notAssessed: [], totalDecibans: 0, posterior: 0 }
  const evidence = file.evidence.map((item) => ({ ...item, facts: null, unavailable: {} }))
  return { ...file, ledger, evidence, links: [], history: [] }
}

const id = z.object({ id: z.uuid() })
const text = z.string().trim().min(1).max(8_000)
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** `/api/cases/{id}` and what people do on a case. */
export function caseRoutes(desk: Desk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const resource = (caller: { actor: { org: string; id: string } }, id: string) => desk.caseResource(caller.actor.org, id, caller.actor.id)

  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}', summary: 'A case with its ledger', action: 'case.read', request: { params: id }, answer: caseFile }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.read', (me) => resource(me, id), id)
    const maySeeSealed = allowed(caller.actor, 'playbook.read-sealed', house(caller))
    const file = await desk.caseFile(caller.actor.org, id, maySeeSealed)
    return context.json(allowed(caller.actor, 'playbook.read', house(caller)) ? file : calm(file), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/moves', summary: 'Move the case along its states', action: 'case.move', status: 204, request: { params: id, ...body(z.object({ to: z.enum(caseStates), note: text.optional() })) } }), async (context) => {
    const { id } = context.req.valid('param')
    const { to, note } = context.req.valid('json')
    const caller = await enter(context, desk, 'case.move', (me) => resource(me, id), id)
    await desk.move(caller.actor, id, to, note ?? null)
    return context.body(null, 204)
  })

  const checkBody = z.object({ check: z.string().min(1).max(80), outcome: z.enum(['verified', 'failed', 'declined-with-reason']).optional(), note: text.optional() })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/checks', summary: 'Offer a step-up, or record how it went', action: 'case.check', status: 204, request: { params: id, ...body(checkBody) } }), async (context) => {
    const { id } = context.req.valid('param')
    const { check, outcome, note } = context.req.valid('json')
    const caller = await enter(context, desk, 'case.check', (me) => resource(me, id), id)
    await desk.check(caller.actor, id, check, outcome ?? null, note ?? null)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/decision', summary: 'Decide, as a named person with a reason', action: 'case.decide', status: 204, request: { params: id, ...body(z.object({ outcome: z.enum(outcomes), reason: text })) } }), async (context) => {
    const { id } = context.req.valid('param')
    const { outcome, reason } = context.req.valid('json')
    const caller = await enter(context, desk, 'case.decide', (me) => resource(me, id), id)
    await desk.decide(caller.actor, id, outcome, reason)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/comments', summary: 'Comment', action: 'case.comment', status: 204, request: { params: id, ...body(z.object({ text })) } }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.comment', (me) => resource(me, id), id)
    await desk.comment(caller.actor, id, context.req.valid('json').text)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/assignee', summary: 'Give the case to somebody', action: 'case.assign', status: 204, request: { params: id, ...body(z.object({ user: z.uuid().nullable() })) } }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.assign', (me) => resource(me, id), id)
    await desk.assign(caller.actor, id, context.req.valid('json').user)
    return context.body(null, 204)
  })

  const removal = z.object({ case: z.uuid(), other: z.uuid(), type: z.string().max(60), reason: text })
  app.openapi(guarded({ method: 'post', path: '/api/links/removals', summary: 'Say that a tie means nothing', action: 'link.remove', status: 204, request: body(removal) }), async (context) => {
    const { case: id, other, type, reason } = context.req.valid('json')
    const caller = await enter(context, desk, 'link.remove', (me) => resource(me, id), id)
    await desk.removeLink(caller.actor, id, other, type, reason)
    return context.body(null, 204)
  })
  return app
}
