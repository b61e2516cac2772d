import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { exerciseTemplates } from '../../../doors/messages/exercises.ts'
import { clicked, makeRound, roundsOf } from '../../../jobs/messages/exercises.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import { exercisesPage } from './schemas.ts'

/** `/api/messages/exercises`: rounds of training messages, made from templates. */
export function exerciseRoutes({ house, desk, url }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const here = (me: { actor: { org: string } }) => ({ org: me.actor.org, place: 'messages' as const, compartment: null })

  app.openapi(guarded({ method: 'get', path: '/api/messages/exercises', summary: 'Rounds of training messages and what came of them', action: 'statistics.read', answer: exercisesPage }), async (context) => {
    const caller = await enter(context, desk, 'statistics.read', here)
    return context.json({ templates: [...exerciseTemplates], rounds: await roundsOf(house, caller.actor.org) }, 200)
  })

  const wanted = z.object({ template: z.string().max(60), copies: z.number().int().min(1).max(2_000) })
  const made = z.object({ id: z.string(), mails: z.array(z.object({ subject: z.string(), text: z.string() })) })
  app.openapi(guarded({ method: 'post', path: '/api/messages/exercises', summary: 'Make the copies of a round; you send them', action: 'case.decide', status: 201, request: { body: { required: true, content: { 'application/json': { schema: wanted } } } }, answer: made }), async (context) => {
    const { template, copies } = context.req.valid('json')
    const caller = await enter(context, desk, 'case.decide', here)
    return context.json(await makeRound(house, caller.actor.org, template, copies, url), 201)
  })
  return app
}

/** Where an exercise ends. It teaches nothing at people: it says what it was and what helps next time, and keeps no name. */
export function exercisePage({ house, org }: Keeper): Hono {
  const app = new Hono()
  app.get('/exercise/:token{[a-z0-9]{8,20}}', async (context) => {
    await clicked(house, org, context.req.param('token'))
    return context.html(page, 200, {
      'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
  })
  return app
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This was an exercise</title>
<link rel="stylesheet" href="/api.css">
<main>
<h1>This was an exercise</h1>
<p>Nothing happened, and nobody is told that you opened it. Such messages are made to work on busy people.</p>
<p>What helps: when somebody sends you a link to a call, send them yours. When a page or a caller wants you to install or
paste something, stop and report the message. You can still report this one.</p>
</main>
</html>
`
