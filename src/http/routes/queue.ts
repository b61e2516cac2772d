import { OpenAPIHono, z } from '@hono/zod-openapi'
import { caseStates } from '../../core/case.ts'
import { doorIds } from '../../core/evidence.ts'
import { postures } from '../../core/posture.ts'
import { refusalOf } from '../../guard/policy/policy.ts'
import type { Desk } from '../desk.ts'
import { enter, guarded } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import { queuePage } from '../schemas.ts'
import type { Environment } from '../session.ts'

const query = z.object({
  door: z.enum(doorIds).optional(),
  posture: z.enum(postures).optional(),
  state: z.enum(['open', 'closed', ...caseStates]).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
})

/** `GET /api/queue`: what waits for people, over all doors the caller may see. */
export function queueRoutes(desk: Desk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/queue', summary: 'The queue', action: 'queue.read', request: { query }, answer: queuePage }), async (context) => {
    const wanted = context.req.valid('query')
    const caller = await enter(context, desk, 'queue.read', (me) => {
      // Whoever may see the queue of one door sees a queue; the desk leaves out the other doors.
      const place = wanted.door ?? doorIds.find((door) => refusalOf(me.actor, 'queue.read', { org: me.actor.org, place: door }) === null) ?? 'apply'
      return { org: me.actor.org, place }
    })
    return context.json(await desk.queue(caller.actor, wanted), 200)
  })
  return app
}
