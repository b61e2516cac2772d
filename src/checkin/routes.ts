import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import type { Id } from '../core/ids.ts'
import { sessionDocument, typingPayload, type SessionDocument } from '../measure/device/session-document.ts'
import { browserPayload } from '../measure/device/payload.ts'
import type { IpAnswer } from '../measure/network/ip-table.ts'
import { listedAsOf, listedRange } from '../measure/network/listed.ts'
import type { PathTrace } from '../measure/network/path.ts'
import type { Syn } from '../measure/network/syn.ts'

/** What the check-in pages need of the house. */
export interface CheckinHouse {
  readonly clock: Clock
  /** Uses up a one-time link. @throws SP_SIGN_IN when it was used, expired or never made */
  readonly takeLink: (token: string) => Promise<{ readonly org: Id; readonly subject: Id | null }>
  /** One address, one bucket. @throws SP_RATE_LIMITED */
  readonly limit: (key: string) => Promise<void>
  readonly accept: (org: Id, subject: Id, session: SessionDocument, bytes: Uint8Array) => Promise<void>
  /** Told when a person prefers the call; kept as a wish for another way, never as a finding. */
  readonly declined: (org: Id, subject: Id) => Promise<void>
  /** The other end's address, as trusted proxies report it. */
  readonly addressOf: (context: Context) => string | null
  readonly lookUp: (address: string) => IpAnswer | null
  /** What the edge listener saw of this visit; null behind a proxy that ends connections. */
  readonly seen: (address: string | null) => { readonly trace: PathTrace | null; readonly syn: Pick<Syn, 'mss' | 'system'> | null }
}

const visit = z.strictObject({
  consent: z.literal(true),
  claim: z.strictObject({ zone: z.null(), country: z.string().regex(/^[A-Z]{2}$/) }).nullable(),
  browser: browserPayload.nullable(),
  typing: typingPayload,
})

/** 8,000 keys and as many inputs are 1.2 MB. */
const mostBytes = 2 << 20
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const folder = path.join(import.meta.dirname, 'browser')
const files = {
  page: readFileSync(path.join(folder, 'page.html'), 'utf8'),
  style: readFileSync(path.join(folder, 'page.css'), 'utf8'),
  script: readFileSync(path.join(folder, 'collector.js'), 'utf8'),
}

/**
 * The candidate's pages under `/check-in/`. The page is the same for every link: a stranger who guesses learns nothing,
 * and reading it uses up nothing. Only a complete visit or a refusal does.
 */
export function checkinRoutes(house: CheckinHouse): Hono {
  const app = new Hono()
  app.use('/check-in/*', async (context, next) => {
    await house.limit(`check-in ${house.addressOf(context) ?? 'unknown'}`)
    await next()
    context.res.headers.set('content-security-policy', policy)
    context.res.headers.set('referrer-policy', 'no-referrer')
    context.res.headers.set('x-content-type-options', 'nosniff')
    context.res.headers.set('cache-control', 'no-store')
  })
  app.use('/check-in/*', bodyLimit({ maxSize: mostBytes, onError: () => { throw new SallyportError('SP_TOO_LARGE', 'A check-in has at most 2 MB.') } }))
  app.get('/check-in/page.css', (context) => context.body(files.style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/check-in/collector.js', (context) => context.body(files.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/check-in/:token', (context) => context.html(files.page))
  app.post('/check-in/:token/decline', async (context) => {
    const { org, subject } = await house.takeLink(context.req.param('token'))
    if (subject !== null) await house.declined(org, subject)
    return context.json({ ok: true })
  })
  app.post('/check-in/:token', async (context) => {
    // Everything that can be wrong with the visit comes before the link is taken, so that a fault does not use it up.
    const sent = readVisit(await context.req.json().catch(() => null))
    const session = sessionOf(house, context, sent)
    const { org, subject } = await house.takeLink(context.req.param('token'))
    if (subject === null) throw new SallyportError('SP_SIGN_IN', 'This link is for nobody. Ask for a new one.')
    await house.accept(org, subject, session, new TextEncoder().encode(JSON.stringify(session)))
    return context.json({ ok: true })
  })
  return app
}

function readVisit(value: unknown): z.infer<typeof visit> {
  const read = visit.safeParse(value)
  if (!read.success) throw new SallyportError('SP_INPUT', 'The visit has another form than our page sends.', { field: read.error.issues[0]?.path.join('.') ?? '' })
  return read.data
}

function sessionOf(house: CheckinHouse, context: Context, { claim, browser, typing }: z.infer<typeof visit>): SessionDocument {
  const address = house.addressOf(context)
  const listed = address === null ? null : listedRange(address)
  return sessionDocument.parse({
    sallyport: 'session/1',
    at: house.clock.now(),
    // The address itself is not kept: what it was looked up for is.
    network: { answer: address === null ? null : house.lookUp(address), listed, listedAsOf, ...house.seen(address), claim, leak: null, places: [] },
    browser,
    typing,
  })
}
