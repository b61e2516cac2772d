import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { guarded } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import { callerOf, type Environment } from '../session.ts'

/** What the sign-in routes ask of the guard. Cookies are set on the context. */
export interface SignInDesk {
  methods(): Promise<{ local: boolean; oidc: { name: string; url: string } | null; firstAdmin: boolean }>
  /** @throws SP_SIGN_IN, SP_RATE_LIMITED */
  withPassword(context: Context, name: string, password: string): Promise<void>
  /** Makes the first admin with the link printed at the first start. @throws SP_SIGN_IN */
  firstAdmin(context: Context, token: string, name: string, password: string): Promise<void>
  /** Where to send the browser for single sign-on. */
  oidcStart(context: Context): Promise<Response>
  oidcFinish(context: Context): Promise<Response>
  out(context: Context): Promise<void>
}

const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })
const password = z.string().min(1).max(1_000)
const name = z.string().trim().min(1).max(200)
const methods = z.object({ local: z.boolean(), oidc: z.object({ name: z.string(), url: z.string() }).nullable(), firstAdmin: z.boolean() })

export function signInRoutes(desk: SignInDesk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/sign-in/methods', summary: 'Ways to sign in', action: null, answer: methods }), async (context) => context.json(await desk.methods(), 200))
  app.openapi(guarded({ method: 'post', path: '/api/sign-in', summary: 'Sign in with a password', action: null, status: 204, request: body(z.object({ name, password })) }), async (context) => {
    const given = context.req.valid('json')
    await desk.withPassword(context, given.name, given.password)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/first-admin', summary: 'Become the first admin', action: null, status: 204, request: body(z.object({ token: z.string().max(200), name, password: z.string().min(12).max(1_000) })) }), async (context) => {
    const given = context.req.valid('json')
    await desk.firstAdmin(context, given.token, given.name, given.password)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/sign-out', summary: 'End this session', action: 'self.write', status: 204 }), async (context) => {
    callerOf(context)
    await desk.out(context)
    return context.body(null, 204)
  })
  app.get('/api/sign-in/oidc', (context) => desk.oidcStart(context))
  app.get('/api/sign-in/oidc/callback', (context) => desk.oidcFinish(context))
  return app
}
