import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SallyportError } from '../core/errors.ts'
import { coarse } from '../measure/device/coarse.ts'
import { sessionDocument, type SessionDocument } from '../measure/device/session-document.ts'
import { readAddress, words } from '../measure/network/address.ts'
import { listedAsOf, listedRange } from '../measure/network/listed.ts'
import { pageHeaders } from './headers.ts'
import type { CheckinHouse, CheckinLink } from './house.ts'
import { pathProber } from './path.ts'
import { SeenNotes, type Seen } from './seen.ts'
import { deviceKeyOf, noticeVersion, readVisit, type Visit } from './visit.ts'

/** 8,000 keys and as many inputs are 1.2 MB. */
const mostBytes = 2 << 20
const folder = path.join(import.meta.dirname, 'browser')
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
const files = {
  'page.css': ['text/css; charset=utf-8', read('page.css')],
  'collector.js': ['text/javascript; charset=utf-8', read('collector.js')],
  'icon.svg': ['image/svg+xml', read('icon.svg')],
  'worker.js': ['text/javascript; charset=utf-8', read('worker.js')],
} as const
const page = read('page.html')

/**
 * The candidate's pages under `/check-in/`. The page is the same for every link: a stranger who guesses learns nothing,
 * and reading it uses up nothing. Only a complete visit or a refusal does.
 */
export function checkinRoutes(house: CheckinHouse): Hono {
  const app = new Hono()
  const notes = new SeenNotes()
  const probe = pathProber(house, notes)
  app.use('/check-in/*', async (context, next) => {
    await house.limit(`check-in ${lineOf(house.addressOf(context))}`)
    await next()
    for (const [name, value] of Object.entries(pageHeaders)) context.res.headers.set(name, value)
  })
  app.use('/check-in/*', bodyLimit({ maxSize: mostBytes, onError: () => { throw new SallyportError('SP_TOO_LARGE', 'A check-in has at most 2 MB.') } }))
  for (const [name, [type, text]] of Object.entries(files)) app.get(`/check-in/${name}`, (context) => context.body(text, 200, { 'content-type': type }))
  app.get('/check-in/about.json', async (context) => context.json({ organisation: house.organisation, comparesHands: await house.comparesHands(), asksExit: house.asksExit, stunPort: house.stunPort }))
  app.get('/check-in/:token', (context) => context.html(page))

  app.post('/check-in/:token/path', async (context) => {
    await mustBeOpen(house, context.req.param('token'))
    return probe(context, context.req.param('token'))
  })
  app.post('/check-in/:token/echo', (context) => {
    notes.echo(context.req.param('token'), performance.now())
    const answer = context.json({})
    notes.answered(context.req.param('token'), performance.now())
    return answer
  })
  app.post('/check-in/:token/decline', async (context) => {
    const link = await house.takeLink(context.req.param('token'), 'call')
    notes.take(context.req.param('token'))
    await house.declined(link)
    return context.json({ ok: true })
  })
  app.post('/check-in/:token', async (context) => {
    const token = context.req.param('token')
    // Everything that can be wrong with the visit comes before the link is taken, so that a fault does not use it up.
    const visit = readVisit(await context.req.json().catch(() => null))
    const deviceKey = deviceKeyOf(visit.device, token)
    const link = await mustBeOpen(house, token)
    const identity = visit.identity && (await house.comparesHands())
    const session = await sessionOf(house, context, link, { ...visit, identity }, deviceKey, notes.take(token))
    await house.takeLink(token, 'used')
    await house.accept(link, session)
    return context.json({ ok: true })
  })
  return app
}

/** The line an address belongs to: one IPv4 address, or the 2⁶⁴ IPv6 addresses that a household gets at once. */
function lineOf(address: string | null): string {
  if (address === null) return 'unknown'
  return readAddress(address) === 6 ? `${words[0]}:${words[1]}` : address
}

async function mustBeOpen(house: CheckinHouse, token: string): Promise<CheckinLink> {
  const link = await house.peekLink(token)
  if (link !== null) return link
  throw new SallyportError('SP_LINK', 'This link was used before, or is too old.')
}

async function sessionOf(house: CheckinHouse, context: Context, link: CheckinLink, visit: Visit, deviceKey: string | null, seen: Seen | null): Promise<SessionDocument> {
  const address = house.addressOf(context)
  const answer = address === null ? null : house.lookUp(address)
  const trace = seen?.trace ?? null
  return sessionDocument.parse({
    sallyport: 'session/1',
    at: house.clock.now(),
    stage: link.stage,
    consent: { at: house.clock.now(), version: noticeVersion, identity: visit.identity },
    // The address itself is not kept: what it was looked up for is, and for a household a keyed hash.
    network: {
      answer,
      listed: address === null ? null : listedRange(address),
      listedAsOf,
      trace: trace === null ? null : { ...trace, echoMs: seen?.echoMs ?? [] },
      syn: seen?.syn ?? null,
      tls: seen?.tls ?? null,
      claim: visit.claim,
      leak: leakOf(house, visit.reflexive, address),
      egress: address !== null && answer?.class === 'household' ? await house.egressOf(link, address) : null,
      places: [],
    },
    browser: visit.browser === null ? null : coarse({ ...visit.browser, deviceKey }),
    typing: visit.typing,
  })
}

/** What is known of the second address; the one the page itself came from is none. */
function leakOf(house: CheckinHouse, reflexive: readonly string[], address: string | null): ReturnType<CheckinHouse['lookUp']> {
  const other = reflexive.filter((shown) => shown !== address).map((shown) => house.lookUp(shown)).filter((known) => known !== null)
  const own = address === null ? null : house.lookUp(address)
  return other.find((known) => known.asn !== own?.asn) ?? other[0] ?? null
}
