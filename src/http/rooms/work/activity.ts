import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { intake, newReport } from '../../../doors/work/intake.ts'
import { measureStale } from '../../../jobs/work/measure.ts'
import { privacyOf } from '../../../jobs/work/privacy.ts'
import { takeAll } from '../../../jobs/work/take.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import { receipt } from './schemas.ts'

/** `POST /api/work/activity`: a log of any source as it is, streamed. */
export function activityRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const query = z.object({
    strangers: z.enum(['leave-out', 'add']).default('leave-out').openapi({ description: 'What happens to accounts nobody entered.' }),
    backfill: z.enum(['yes', 'no']).default('no').openapi({ description: 'Take events of any age: a first import of history.' }),
  })
  app.openapi(
    guarded({ method: 'post', path: '/api/work/activity', summary: 'Hand in a log: JSON lines of any known source, or git log', action: 'evidence.submit', status: 202, request: { query, body: { required: true, content: { 'application/x-ndjson': { schema: z.string() } } } }, answer: receipt }),
    async (context) => {
      const { strangers, backfill } = context.req.valid('query')
      const caller = await enter(context, desk, 'evidence.submit', (me) => ({ org: me.actor.org, place: 'work', owner: me.actor.id, assigned: [me.actor.id] }))
      if ((await privacyOf(house, caller.actor.org)).version === 0) throw new SallyportError('SP_WORK_NOTICE', 'Nobody has been told yet: there is no notice.')
      const { org } = caller.actor
      const report = newReport()
      const body = context.req.raw.body
      const { added, strangers: left } = body === null ? { added: 0, strangers: 0 } : await takeAll(house, org, intake(textOf(body), house.clock.now(), report, backfill === 'yes'), { strangers })
      await measureStale(house, org)
      const { events, duplicates, late, future, explainers, refused } = report
      return context.json({ events, added, duplicates, late, future, explainers, strangers: left, refused }, 202)
    },
  )
  return app
}

/** Text of a body in pieces, whatever its length. */
export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
