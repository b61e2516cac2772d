import { OpenAPIHono, z } from '@hono/zod-openapi'
import { createHash } from 'node:crypto'
import type { Id } from '../../../core/ids.ts'
import { SallyportError } from '../../../core/errors.ts'
import { rows, transact, type House } from '../../../jobs/house.ts'
import { newPerson, spaces, type Person } from '../../../jobs/work/person.ts'
import { privacyOf } from '../../../jobs/work/privacy.ts'
import { enter, guarded, house as inHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import { mutable } from './people.ts'
import { readOwn } from './record.ts'
import { json, own } from './schemas.ts'

const LONGEST = 400 * 86_400_000

/** `/api/work/own`: whoever asks, about themselves. Nothing in an address names a person, so it cannot be another one. */
export function ownRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(guarded({ method: 'get', path: '/api/work/own', summary: 'Everything held about oneself', action: 'self.read', answer: own }), async (context) => {
    const caller = await enter(context, desk, 'self.read', inHouse)
    return context.json(mutable(await readOwn(house, caller.actor.org, await selfOf(house, caller))), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/work/own/facts', summary: 'One’s own raw facts, as JSON lines', action: 'self.read', mediaType: 'application/x-ndjson' }), async (context) => {
    const caller = await enter(context, desk, 'self.read', inHouse)
    const subject = await selfOf(house, caller)
    const facts = subject === null ? [] : await rows(house).workDays.read(caller.actor.org, subject, 0)
    return context.body(facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''), 200, { 'content-type': 'application/x-ndjson', 'content-disposition': 'attachment; filename="own-facts.jsonl"' })
  })

  app.openapi(guarded({ method: 'post', path: '/api/work/own/acknowledgement', summary: 'Say that one has read the notice', action: 'self.write', status: 204, request: json(z.object({ version: z.int().min(1) })) }), async (context) => {
    const caller = await enter(context, desk, 'self.write', inHouse)
    const { version } = context.req.valid('json')
    const subject = await mustBeKnown(house, caller)
    if ((await privacyOf(house, caller.actor.org)).version !== version) throw new SallyportError('SP_CONFLICT', 'There is a newer notice.')
    await transact(house, async ({ doorRows }) => {
      const row = await doorRows.get<Person>(caller.actor.org, 'work', spaces.person, subject)
      const person = { ...(row?.value ?? newPerson), acknowledged: { at: house.clock.now(), version } }
      await doorRows.put(caller.actor.org, 'work', spaces.person, subject, person, { subject, ...(row?.ref == null ? {} : { ref: row.ref }) })
    })
    return context.body(null, 204)
  })

  const explanation = z.object({ kind: z.enum(['leave', 'travel', 'on-call']), from: z.number(), to: z.number() })
  app.openapi(guarded({ method: 'post', path: '/api/work/own/explanations', summary: 'Explain one’s own hours: away, travelling or on call. No reason is asked for', action: 'self.write', status: 204, request: json(explanation) }), async (context) => {
    const caller = await enter(context, desk, 'self.write', inHouse)
    const { kind, from, to } = context.req.valid('json')
    const subject = await mustBeKnown(house, caller)
    if (!(to > from) || to - from > LONGEST || Math.abs(from) > 8e15) throw new SallyportError('SP_INPUT', 'The end lies before the beginning, or more than a year after it.', { field: 'to' })
    await transact(house, async ({ doorRows }, trx) => {
      const id = createHash('sha256').update(`${subject}/${kind}/${from}/${to}`).digest('hex').slice(0, 40)
      await doorRows.put(caller.actor.org, 'work', spaces.explainer, id, { kind, from, to, offset: null, source: 'self' }, { subject, sortAt: to })
      await doorRows.mark(caller.actor.org, 'work', spaces.person, [subject], 'stale')
      await house.queue.add(trx, 'rhythm', { org: caller.actor.org, subject }, `${caller.actor.org}/${subject}`)
    })
    return context.body(null, 204)
  })
  return app
}

/** The record of whoever asks, found by the e-mail address they sign in with; null when nothing is held. */
async function selfOf(house: House, { actor }: Caller): Promise<Id | null> {
  const user = await rows(house).users.find(actor.org, actor.id)
  if (user === null) return null
  return (await rows(house).workNames.find(actor.org, [user.email])).get(user.email.toLowerCase()) ?? null
}

async function mustBeKnown(house: House, caller: Caller): Promise<Id> {
  const subject = await selfOf(house, caller)
  if (subject === null) throw new SallyportError('SP_NOT_FOUND', 'Nothing is held about you.')
  return subject
}
