import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Desk } from '../desk.ts'
import { enter, guarded, house } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import type { Environment } from '../session.ts'

const webhook = z.object({ id: z.string(), url: z.string(), events: z.array(z.string()), enabled: z.boolean() })
const wanted = z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000), events: z.array(z.enum(['*', 'case.judged', 'case.decided'])).min(1) })

/** `/api/webhooks`: who is told what happens. The secret is shown once, when the webhook is made. */
export function webhookRoutes(desk: Desk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/webhooks', summary: 'Webhooks', action: 'webhook.manage', answer: z.array(webhook) }), async (context) => {
    const caller = await enter(context, desk, 'webhook.manage', house)
    return context.json((await desk.webhooks(caller.actor.org)).map((hook) => ({ ...hook, events: [...hook.events] })), 200)
  })
  app.openapi(guarded({ method: 'post', path: '/api/webhooks', summary: 'Make a webhook', action: 'webhook.manage', status: 201, request: { body: { required: true, content: { 'application/json': { schema: wanted } } } }, answer: z.object({ id: z.string(), secret: z.string() }) }), async (context) => {
    const caller = await enter(context, desk, 'webhook.manage', house)
    const { url, events } = context.req.valid('json')
    return context.json(await desk.makeWebhook(caller.actor.org, url, events), 201)
  })
  app.openapi(guarded({ method: 'delete', path: '/api/webhooks/{id}', summary: 'Remove a webhook', action: 'webhook.manage', status: 204, request: { params: z.object({ id: z.uuid() }) } }), async (context) => {
    const caller = await enter(context, desk, 'webhook.manage', house)
    await desk.removeWebhook(caller.actor.org, context.req.valid('param').id)
    return context.body(null, 204)
  })
  return app
}
