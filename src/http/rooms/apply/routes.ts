import { OpenAPIHono, z } from '@hono/zod-openapi'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import { compareCases } from './compare.ts'
import { listLayouts, readLayout } from './layouts.ts'
import { comparison, layoutCluster, layoutRow } from './schemas.ts'

/** What an analyst asks of the apply door beyond cases: two résumés side by side, and the layouts in use. */
export function applyRoutes({ house, desk }: Pick<Keeper, 'house' | 'desk'>): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(
    guarded({ method: 'get', path: '/api/apply/compare/{a}/{b}', summary: 'Two résumés side by side', action: 'link.read', request: { params: z.object({ a: z.uuid(), b: z.uuid() }) }, answer: comparison }),
    async (context) => {
      const { a, b } = context.req.valid('param')
      // Both files are opened, so both cases must be open to the one who asks; each opening is on record.
      for (const id of [a, b]) await enter(context, desk, 'case.read', ({ actor }) => desk.caseResource(actor.org, id, actor.id), id)
      const { actor } = await enter(context, desk, 'link.read', ({ actor: me }) => desk.caseResource(me.org, a, me.id), a)
      return context.json(await compareCases(house, actor.org, a, b), 200)
    },
  )

  app.openapi(guarded({ method: 'get', path: '/api/apply/layouts', summary: 'Layouts that several applicants use', action: 'link.read', answer: z.array(layoutRow) }), async (context) => {
    const { actor } = await enter(context, desk, 'link.read', (caller) => ({ ...theHouse(caller), place: 'apply' }))
    return context.json(await listLayouts(house, actor.org), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/apply/layouts/{id}', summary: 'One layout, its users and its history', action: 'link.read', request: { params: z.object({ id: z.uuid() }) }, answer: layoutCluster }), async (context) => {
    const { id } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'link.read', (caller) => ({ ...theHouse(caller), place: 'apply' }), id)
    return context.json(await readLayout(house, actor.org, id), 200)
  })

  return app
}
