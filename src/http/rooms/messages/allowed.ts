import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { tenant, tenantSetting, type Tenant } from '../../../doors/messages/tenant.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { hostName } from '../../../measure/host/name.ts'
import { enter, guarded, house as inHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'

/** What the organisation says of itself; empty where nothing readable was set. */
export async function readTenant(house: House, org: string): Promise<Tenant> {
  const read = tenant.safeParse((await rows(house).settings.get(org, tenantSetting)) ?? {})
  return read.success ? read.data : tenant.parse({})
}

/** `/api/messages/tenant` and `/api/messages/allowed`: own names, partners, and domains allowed with one click. */
export function allowedRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const body = { required: true, content: { 'application/json': { schema: tenant } } } as const

  app.openapi(guarded({ method: 'get', path: '/api/messages/tenant', summary: 'Own domains, partners, allowed domains', action: 'settings.read', answer: tenant }), async (context) => {
    const caller = await enter(context, desk, 'settings.read', inHouse)
    return context.json(await readTenant(house, caller.actor.org), 200)
  })

  app.openapi(guarded({ method: 'put', path: '/api/messages/tenant', summary: 'Set own domains, partners, allowed domains', action: 'settings.write', status: 204, request: { body } }), async (context) => {
    const wanted = context.req.valid('json')
    const caller = await enter(context, desk, 'settings.write', inHouse)
    await rows(house).settings.set(caller.actor.org, tenantSetting, wanted, caller.actor.id)
    return context.body(null, 204)
  })

  const domain = z.object({ domain: z.string().max(253).toLowerCase() })
  app.openapi(guarded({ method: 'post', path: '/api/messages/allowed', summary: 'Allow a domain, such as a vanity meeting domain', action: 'case.decide', status: 204, request: { body: { required: true, content: { 'application/json': { schema: domain } } } } }), async (context) => {
    const wanted = context.req.valid('json').domain
    const caller = await enter(context, desk, 'case.decide', (me) => ({ org: me.actor.org, place: 'messages', compartment: null }), wanted)
    const name = hostName(wanted)
    // Whoever allows a suffix under which strangers take names allows all of them.
    if (name.registrable === '' || name.suffix === wanted || name.ip) throw new SallyportError('SP_INPUT', 'This is no domain of one owner.', { field: 'domain' })
    const before = await readTenant(house, caller.actor.org)
    await rows(house).settings.set(caller.actor.org, tenantSetting, { ...before, allowed: [...new Set([...before.allowed, wanted])] }, caller.actor.id)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/messages/allowed/{domain}', summary: 'Take an allowed domain back', action: 'case.decide', status: 204, request: { params: domain } }), async (context) => {
    const wanted = context.req.valid('param').domain
    const caller = await enter(context, desk, 'case.decide', (me) => ({ org: me.actor.org, place: 'messages', compartment: null }), wanted)
    const before = await readTenant(house, caller.actor.org)
    await rows(house).settings.set(caller.actor.org, tenantSetting, { ...before, allowed: before.allowed.filter((one) => one !== wanted) }, caller.actor.id)
    return context.body(null, 204)
  })
  return app
}
