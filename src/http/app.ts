import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { SallyportError } from '../core/errors.ts'
import type { Desk } from './desk.ts'
import { documentPage, type ApiDocument } from './document-page.ts'
import { mayHear, type EventHub } from './event-hub.ts'
import { enter, house } from './guarded.ts'
import { securityHeaders } from './headers.ts'
import { answerError, refuseInput } from './problem.ts'
import { caseRoutes } from './routes/cases.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { houseRoutes } from './routes/house.ts'
import { queueRoutes } from './routes/queue.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { signInRoutes, type SignInDesk } from './routes/sign-in.ts'
import type { Room } from './rooms/room.ts'
import { callerOf, identified, type Environment, type Identify } from './session.ts'
import { staticFiles } from './static.ts'

export interface AppParts {
  readonly desk: Desk
  readonly signIn: SignInDesk
  readonly identify: Identify
  readonly hub: EventHub
  /** Folder of the built console. */
  readonly console: string
  readonly uploadBytes: number
  readonly version: string
  /** So many requests a minute from one person or token. @throws SP_RATE_LIMITED */
  readonly limit: (actor: string, what: 'api' | 'submit') => Promise<void> | void
  readonly report: (error: Error) => void
  /** What the doors and the circle add. */
  readonly rooms?: Pick<Room, 'routes' | 'pages'>
}

/** Addresses that answer without a session: ways to get one. */
const open: ReadonlySet<string> = new Set(['/api/sign-in/methods', '/api/sign-in', '/api/sign-in/oidc', '/api/sign-in/oidc/callback', '/api/first-admin'])

/** The whole HTTP side: headers, who is asking, the routes, and the console for everything else. */
export function createApp(parts: AppParts): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.onError((error, context) => answerError(error, context, parts.report))
  app.use(securityHeaders)
  app.use(bodyLimit({ maxSize: parts.uploadBytes, onError: () => { throw new SallyportError('SP_TOO_LARGE', `An upload may have ${parts.uploadBytes >> 20} MB.`) } }))

  // Known without signing in: that the process lives, that it can work, what the API looks like.
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    const { ok, why } = await parts.desk.ready()
    return context.text(ok ? 'ready' : `not ready: ${why}`, ok ? 200 : 503)
  })

  app.use('/api/*', identified(parts.identify))
  // Before anything is read or validated: a stranger learns nothing, not even what a form should look like.
  app.use('/api/*', async (context, next) => {
    if (!open.has(context.req.path)) await parts.limit(callerOf(context).actor.id, context.req.method === 'POST' && context.req.path === '/api/evidence' ? 'submit' : 'api')
    await next()
  })
  app.use('/metrics', identified(parts.identify))
  app.get('/metrics', async (context) => {
    await enter(context, parts.desk, 'health.read', house)
    return context.text(await parts.desk.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  app.get('/api/events', async (context) => {
    const caller = await enter(context, parts.desk, 'self.read', house)
    const hears = mayHear(caller.actor)
    return streamSSE(context, async (stream) => {
      const stop = parts.hub.subscribe(caller.actor.org, (name, data) => void (hears(name) && stream.writeSSE({ event: name, data: JSON.stringify(data) })))
      stream.onAbort(stop)
      // A comment now and then keeps proxies from closing a quiet stream.
      while (!stream.aborted) {
        await stream.write(': still here\n\n')
        await stream.sleep(20_000)
      }
      stop()
    })
  })

  for (const routes of [signInRoutes(parts.signIn), queueRoutes(parts.desk), caseRoutes(parts.desk), evidenceRoutes(parts.desk), houseRoutes(parts.desk), webhookRoutes(parts.desk)]) app.route('/', routes)
  for (const routes of parts.rooms?.routes ?? []) app.route('/', routes)
  for (const pages of parts.rooms?.pages ?? []) app.route('/', pages)

  app.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: '__Host-sallyport' })
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  const about = { openapi: '3.1.0', info: { title: 'Sallyport', version: parts.version, description: 'Code measures. Rules judge. People decide.' } }
  app.doc31('/openapi.json', about)
  app.get('/api', (context) => context.html(documentPage(app.getOpenAPI31Document(about) as unknown as ApiDocument)))
  app.get('/api.css', (context) => context.body(documentPage.css, 200, { 'content-type': 'text/css; charset=utf-8' }))

  const files = staticFiles(parts.console)
  app.get('*', (context) => {
    const isApi = new URL(context.req.url).pathname.startsWith('/api/')
    const answer = isApi ? null : files(context)
    if (answer === null) throw new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.')
    return answer
  })
  app.notFound((context) => answerError(new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.'), context, parts.report))
  return app
}
