import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SallyportError } from '../../../../core/errors.ts'
import { answerError } from '../../../problem.ts'
import type { Keeper } from '../../room.ts'
import { ashby } from './ashby.ts'
import type { Ats, AtsId, AtsSettings } from './ats.ts'
import { greenhouse } from './greenhouse.ts'
import { keep } from './inbox.ts'
import { lever } from './lever.ts'
import { workable } from './workable.ts'

export const systems: Readonly<Record<AtsId, Ats>> = { ashby, greenhouse, lever, workable }

const LARGEST = 2 << 20
const rate = { burst: 120, perMinute: 600 }

/**
 * `POST /hooks/ats/{ashby|greenhouse|lever|workable}`: what an applicant-tracking system sends. The signature is checked
 * over the body as it came, before anything of it is believed.
 *
 * @param arrived called after each application, so that its file is fetched at once
 */
export function atsHooks({ house, org, limit, report }: Keeper, settings: readonly AtsSettings[], arrived: () => void): Hono {
  const app = new Hono()
  app.onError((error, context) => answerError(error, context, report))
  const tooLarge = (): never => {
    throw new SallyportError('SP_TOO_LARGE', 'A delivery may have 2 MB.')
  }
  app.post('/hooks/ats/:id', bodyLimit({ maxSize: LARGEST, onError: tooLarge }), async (context) => {
    const own = settings.find(({ id }) => id === context.req.param('id'))
    if (own === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.')
    await limit(`ats-hook/${own.id}`, rate)
    const ats = systems[own.id]
    const body = await context.req.text()
    const json = jsonOf(body)
    const isNew = await keep(house, org, ats, ats.verify(body, context.req.header(), own.secret), json)
    if (isNew) arrived()
    return context.json({ application: isNew }, 202)
  })
  return app
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new SallyportError('SP_INPUT', 'The delivery is not JSON.')
  }
}
