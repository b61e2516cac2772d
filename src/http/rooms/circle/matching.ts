import { OpenAPIHono, z } from '@hono/zod-openapi'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import { findCase } from '../../desk/case-file.ts'
import { circleDoor, namesOf, type Counter } from './counter.ts'
import { entryForm, matchingAnswer, matchingPage, questionForm } from './schemas.ts'
import { entryRow } from './views.ts'

const id = z.object({ id: z.uuid() })
const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })
/** What the responder allows a peer a day. */
const quota = 200

/** `/api/circle/matching`: private questions to peers, our own entries, and the log of both sides. */
export function matchingRoutes(counter: Counter): OpenAPIHono<Environment> {
  const { desk, circle, house, org } = counter
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  const page = async (me: string) => {
    const name = await namesOf(counter)
    const { matching } = circle
    return {
      entries: (await matching.entries()).map((entry) => entryRow(entry, me, house.clock.now(), name)),
      asked: (await matching.asked()).slice(0, 200).map(({ at, peer, purpose, nonce, tokens, outcome }) => ({ at, peer, purpose, nonce, tokens, outcome })),
      askings: (await matching.askings()).slice(0, 200).map(({ at, peer, purpose, nonce, by, outcome }) => ({ at, peer, purpose, nonce, by: name(by), outcome })),
      alarms: (await matching.alarms()).slice(0, 50).map(({ at, peer, why }) => ({ at, peer, why })),
      quota,
    }
  }

  app.openapi(guarded({ method: 'get', path: '/api/circle/matching', summary: 'Entries, and what was asked by whom', action: 'match.read', answer: matchingPage }), async (context) => {
    const caller = await enter(context, desk, 'match.read', circleDoor)
    return context.json(await page(caller.actor.id), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/matching/questions', summary: 'Ask every peer privately', action: 'match.ask', request: json(questionForm), answer: matchingAnswer }), async (context) => {
    const caller = await enter(context, desk, 'match.ask', circleDoor)
    const { identifiers, purpose } = context.req.valid('json')
    const { answers, silent } = await circle.matching.ask(identifiers, purpose, caller.actor.id)
    return context.json({
      answers: answers.map(({ peer, dataAge, failed, hits }) => ({
        peer,
        dataAge,
        failed,
        hits: hits.map(({ of, label }) => ({ of, victim: label?.victim ?? null, evidence: label?.evidence ?? null, month: label?.month ?? null, contact: label?.contact ?? null })),
      })),
      silent,
    }, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/matching/entries', summary: 'Enter an adjudicated rejection', action: 'match.propose', status: 201, request: json(entryForm), answer: matchingPage }), async (context) => {
    const caller = await enter(context, desk, 'match.propose', circleDoor)
    const { case: from, ...given } = context.req.valid('json')
    const subject = from === null ? null : (await findCase(house, org, from)).subject
    await circle.matching.propose(given, subject, caller.actor.id)
    return context.json(await page(caller.actor.id), 201)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/matching/entries/{id}/confirmation', summary: 'Confirm an entry as a second person', action: 'match.confirm', request: { params: id }, answer: matchingPage }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'match.confirm', async (one) => ({ ...circleDoor(one), madeBy: await circle.matching.proposerOf(which) }), which)
    await circle.matching.confirm(which, caller.actor.id)
    return context.json(await page(caller.actor.id), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/matching/entries/{id}/withdrawal', summary: 'Withdraw an entry', action: 'match.propose', request: { params: id, ...json(z.strictObject({ why: z.string().trim().min(3).max(500) })) }, answer: matchingPage }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'match.propose', circleDoor, which)
    await circle.matching.withdraw(which, context.req.valid('json').why)
    return context.json(await page(caller.actor.id), 200)
  })
  return app
}
