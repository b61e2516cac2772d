import { OpenAPIHono, z } from '@hono/zod-openapi'
import { actionsOf, refusalOf } from '../../guard/policy/policy.ts'
import type { Desk } from '../desk.ts'
import { enter, guarded, house } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import { auditPage, auditVerdict, health, me, ruleRows } from '../schemas.ts'
import type { Environment } from '../session.ts'

/** Who am I, the rules, the audit log, health, and the demo company. */
export function houseRoutes(desk: Desk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(guarded({ method: 'get', path: '/api/me', summary: 'Who is signed in, and what they may do', action: 'self.read', answer: me }), async (context) => {
    const caller = await enter(context, desk, 'self.read', house)
    const known = await desk.me(caller.actor)
    return context.json({ ...known, roles: caller.actor.roles.map(String), actions: actionsOf(caller.actor), csrf: caller.csrf ?? '' }, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/playbook', summary: 'The rules in force', action: 'playbook.read', answer: ruleRows }), async (context) => {
    const caller = await enter(context, desk, 'playbook.read', house)
    const sealed = refusalOf(caller.actor, 'playbook.read-sealed', house(caller)) === null
    return context.json([...(await desk.rules(caller.actor.org, sealed))], 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/audit', summary: 'The audit log', action: 'audit.read', request: { query: z.object({ cursor: z.string().max(40).optional() }) }, answer: auditPage }), async (context) => {
    const caller = await enter(context, desk, 'audit.read', house)
    return context.json(await desk.audit(caller.actor.org, context.req.valid('query').cursor), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/audit/verify', summary: 'Check the audit log', action: 'audit.verify', answer: auditVerdict }), async (context) => {
    const caller = await enter(context, desk, 'audit.verify', house)
    return context.json(await desk.verifyAudit(caller.actor.org), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/health', summary: 'How the installation is doing', action: 'health.read', answer: health }), async (context) => {
    const caller = await enter(context, desk, 'health.read', house)
    return context.json(await desk.health(caller.actor.org), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/demo', summary: 'Load the fictional company', action: 'demo.load', status: 202 }), async (context) => {
    const caller = await enter(context, desk, 'demo.load', house)
    await desk.loadDemo(caller.actor)
    return context.body(null, 202)
  })
  return app
}
