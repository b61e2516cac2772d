import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SallyportError } from '../../../core/errors.ts'
import { intake, intakeOf, newReport, type Intake } from '../../../doors/work/intake.ts'
import type { LogRecord } from '../../../doors/work/parsers/record.ts'
import { verifySource, type SignedSource } from '../../../doors/work/signatures.ts'
import { replayGuard, signatureHeader, verifyWebhook } from '../../../guard/webhook.ts'
import { rows } from '../../../jobs/house.ts'
import { takeAll } from '../../../jobs/work/take.ts'
import { answerError } from '../../problem.ts'
import type { Keeper } from '../room.ts'

const LARGEST = 25 << 20
const rate = { burst: 120, perMinute: 600 }
const signedBy: Readonly<Record<string, SignedSource>> = { 'github-push': 'github', 'gitlab-push': 'gitlab', 'linear-hook': 'linear' }

/**
 * `POST /hooks/work/{source}`: what services push. The signature is checked before a byte is parsed; a source that
 * stands still takes nothing. Each record is stamped with our clock beside its own: author times can be written by hand.
 */
export function hookPages({ house, org, limit, report }: Keeper): Hono {
  const app = new Hono()
  app.onError((error, context) => answerError(error, context, report))
  const seen = replayGuard(house.clock)
  app.post('/hooks/work/:id', bodyLimit({ maxSize: LARGEST, onError: () => { throw new SallyportError('SP_TOO_LARGE', 'A delivery may have 25 MB.') } }), async (context) => {
    const id = context.req.param('id')
    await limit(`work-hook/${id.slice(0, 40)}`, rate)
    const source = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await rows(house).workSources.find(org, id) : null
    if (source === null || source.state !== 'running') throw new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.')
    const body = await context.req.text()
    const secret = await rows(house).workSources.secret(org, source.id)
    const signed = signedBy[source.kind]
    if (signed !== undefined) verifySource(signed, context.req.header(), body, secret, house.clock)
    else if (source.kind === 'signed') seen(verifyWebhook(body, context.req.header(signatureHeader), [secret], house.clock))
    else throw new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.')

    const now = house.clock.now()
    const counted = newReport()
    const items = signed === undefined ? intake(pieces(body), now, counted) : intakeOf([stamped(body, now)], now, counted)
    const { added, strangers } = await takeAll(house, org, each(items), { strangers: 'leave-out', source: { id: source.id, change: { receivedAt: now, failingSince: null, problem: null } } })
    return context.json({ events: counted.events, added, strangers }, 202)
  })
  return app
}

/** @throws SP_INPUT when it is not one JSON object */
function stamped(body: string, now: number): LogRecord {
  try {
    const record = JSON.parse(body) as LogRecord
    if (record !== null && typeof record === 'object' && !Array.isArray(record)) return { ...record, received_at: now }
  } catch {
    // Said below.
  }
  throw new SallyportError('SP_INPUT', 'The delivery is not a JSON object.')
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text
}

async function* each(items: AsyncIterable<Intake> | Iterable<Intake>): AsyncGenerator<Intake> {
  yield* items
}
