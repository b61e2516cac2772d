import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { actions, roles, type Action, type Role } from '../../../guard/policy/policy.ts'
import { accounts } from '../../../guard/sign-in/accounts.ts'
import { apiTokens } from '../../../guard/sign-in/api-tokens.ts'
import { rows } from '../../../jobs/house.ts'
import { signInStores } from '../../../store/guard/sign-in-stores.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import type { TokenRow, UserRow } from './contract.ts'

const id = z.object({ id: z.uuid() })
const roleList = z.array(z.enum(roles)).min(1).max(roles.length)
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** Accounts and API tokens. Nobody changes their own roles: `madeBy` is the account in question. */
export const people: OpenRoom = async (keeper) => ({ routes: [userRoutes(keeper), tokenRoutes(keeper)] })

function userRoutes({ house, desk, newId, url }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const stores = signInStores({ db: house.store.db, vault: house.vault, clock: house.clock })
  const local = accounts(stores, house.clock, newId)
  const about = (wanted: string) => (caller: Caller) => ({ ...theHouse(caller), madeBy: wanted })
  const known = async (org: string, wanted: string) => {
    const user = await rows(house).users.find(org, wanted)
    if (user === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such account.')
    return user
  }

  app.openapi(guarded({ method: 'get', path: '/api/users', summary: 'Accounts', action: 'user.manage', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'user.manage', about('nobody in particular'))
    const found = await rows(house).users.list(actor.org)
    return context.json(found.map((user): UserRow => ({ id: user.id, email: user.email, name: user.name, roles: user.roles as readonly Role[], createdAt: user.createdAt, signedInAt: user.signedInAt, disabledAt: user.disabledAt, signsInBy: user.oidcSubject !== null ? 'single sign-on' : user.passwordHash !== null ? 'password' : null })), 200)
  })
  app.openapi(guarded({ method: 'post', path: '/api/users', summary: 'Invite somebody; the link is shown once', action: 'user.manage', status: 201, request: body(z.object({ email: z.email().max(254), name: z.string().trim().min(1).max(120), roles: roleList })), answer: z.object({ id: z.string(), url: z.string() }) }), async (context) => {
    const { actor } = await enter(context, desk, 'user.manage', about('somebody new'))
    const { user, link } = await local.invite(actor.org, context.req.valid('json'))
    return context.json({ id: user.id, url: `${url}/welcome#${link}` }, 201)
  })
  app.openapi(guarded({ method: 'put', path: '/api/users/{id}/roles', summary: 'Change what somebody may do', action: 'user.manage', status: 204, request: { params: id, ...body(z.object({ roles: roleList })) } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'user.manage', about(wanted), wanted)
    await known(actor.org, wanted)
    await rows(house).users.update(actor.org, wanted, { roles: context.req.valid('json').roles })
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'put', path: '/api/users/{id}/disabled', summary: 'Disable an account, or let it in again', action: 'user.manage', status: 204, request: { params: id, ...body(z.object({ disabled: z.boolean() })) } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'user.manage', about(wanted), wanted)
    await known(actor.org, wanted)
    const { disabled } = context.req.valid('json')
    await rows(house).users.update(actor.org, wanted, { disabledAt: disabled ? house.clock.now() : null })
    if (disabled) await rows(house).sessions.removeOf(actor.org, wanted)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/users/{id}/reset', summary: 'A link to choose a new password; shown once', action: 'user.manage', status: 201, request: { params: id }, answer: z.object({ url: z.string() }) }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'user.manage', about(wanted), wanted)
    await known(actor.org, wanted)
    const user = await stores.users.byId(actor.org, wanted)
    if (user === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such account.')
    return context.json({ url: `${url}/welcome#${await local.resetLink(user)}` }, 201)
  })
  return app
}

function tokenRoutes({ house, desk, newId }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const tokens = apiTokens(signInStores({ db: house.store.db, vault: house.vault, clock: house.clock }), house.clock, newId)
  const scopes = Object.keys(actions) as [Action, ...Action[]]

  app.openapi(guarded({ method: 'get', path: '/api/tokens', summary: 'API tokens, without the tokens', action: 'token.manage', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'token.manage', theHouse)
    return context.json((await rows(house).apiTokens.list(actor.org)).map((token): TokenRow => ({ id: token.id, name: token.name, scopes: token.scopes, createdAt: token.createdAt, usedAt: token.usedAt, expiresAt: token.expiresAt, revokedAt: token.revokedAt })), 200)
  })
  const wanted = z.object({ name: z.string().trim().min(1).max(120), scopes: z.array(z.enum(scopes)).min(1), days: z.int().min(1).max(730).default(365) })
  app.openapi(guarded({ method: 'post', path: '/api/tokens', summary: 'Make an API token; it is shown once', action: 'token.manage', status: 201, request: body(wanted), answer: z.object({ id: z.string(), token: z.string() }) }), async (context) => {
    const { actor } = await enter(context, desk, 'token.manage', theHouse)
    const { name, scopes: chosen, days } = context.req.valid('json')
    const { token, row } = await tokens.make(actor.org, { name, scopes: chosen, expiresAt: house.clock.now() + days * 86_400_000 })
    return context.json({ id: row.id, token }, 201)
  })
  app.openapi(guarded({ method: 'delete', path: '/api/tokens/{id}', summary: 'Revoke an API token', action: 'token.manage', status: 204, request: { params: id } }), async (context) => {
    const { actor } = await enter(context, desk, 'token.manage', theHouse)
    await rows(house).apiTokens.revoke(actor.org, context.req.valid('param').id)
    return context.body(null, 204)
  })
  return app
}
