import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { SallyportError } from '../../../../core/errors.ts'
import { callTurn, networkSample } from '../../../../doors/interview/record.ts'
import { rates } from '../../../../guard/rate-limit.ts'
import type { Keeper } from '../../room.ts'
import { iceServers } from './ice.ts'
import { mailboxes } from './mailbox.ts'
import { seats, type meetings, type Seat } from './meetings.ts'

/** How long an end waits for a letter before it asks again: under the idle limits of usual proxies. */
const WAIT_MS = 20_000
/** An offer with its candidates has some ten thousand characters. */
const MOST_BYTES = 256 << 10
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob: mediastream:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const own = path.join(import.meta.dirname, 'browser')
const require = createRequire(import.meta.url)
/** What the pages may load, and nothing else: our own files, the speech detector and its runtime. */
const files: Readonly<Record<string, readonly [file: () => string, type: string]>> = {
  'room.css': [() => path.join(own, 'room.css'), 'text/css; charset=utf-8'],
  'room.js': [() => path.join(own, 'room.js'), 'text/javascript; charset=utf-8'],
  'line.js': [() => path.join(own, 'line.js'), 'text/javascript; charset=utf-8'],
  'post.js': [() => path.join(own, 'post.js'), 'text/javascript; charset=utf-8'],
  'ear.js': [() => path.join(own, 'ear.js'), 'text/javascript; charset=utf-8'],
  'tap.js': [() => path.join(own, 'tap.js'), 'text/javascript; charset=utf-8'],
  'hearing.js': [() => path.join(own, 'hearing.js'), 'text/javascript; charset=utf-8'],
  'segments.js': [() => path.join(own, 'segments.js'), 'text/javascript; charset=utf-8'],
  'ort.mjs': [() => path.join(path.dirname(require.resolve('onnxruntime-web')), 'ort.wasm.min.mjs'), 'text/javascript; charset=utf-8'],
  'ort-wasm-simd-threaded.mjs': [() => path.join(path.dirname(require.resolve('onnxruntime-web')), 'ort-wasm-simd-threaded.mjs'), 'text/javascript; charset=utf-8'],
  'ort-wasm-simd-threaded.wasm': [() => path.join(path.dirname(require.resolve('onnxruntime-web')), 'ort-wasm-simd-threaded.wasm'), 'application/wasm'],
  'silero.onnx': [() => path.join(path.dirname(require.resolve('@ricky0123/vad-web')), 'silero_vad_v5.onnx'), 'application/octet-stream'],
}

const ms = z.number().min(0).max(86_400_000)
const report = z.strictObject({
  turns: z.array(callTurn.pick({ speaker: true, startMs: true, endMs: true })).max(500),
  network: z.array(networkSample.pick({ atMs: true, roundTripMs: true, playoutMs: true })).max(200),
  playoutMs: ms.max(2000).nullable(),
})

/** `/meet/…`: the verification room's pages, and what its two ends tell each other through us while they connect. */
export function meetingPages(keeper: Keeper, kept: ReturnType<typeof meetings>): Hono {
  const app = new Hono()
  const { clock } = keeper.house
  const boxes = mailboxes(clock.now)
  const servers = iceServers(keeper.environment)
  const page = readFileSync(path.join(own, 'room.html'), 'utf8')

  app.use('/meet/*', async (context, next) => {
    await next()
    context.res.headers.set('content-security-policy', policy)
    context.res.headers.set('permissions-policy', 'camera=(self), microphone=(self), geolocation=(), usb=()')
    context.res.headers.set('referrer-policy', 'no-referrer')
  })
  app.use('/meet/*', bodyLimit({ maxSize: MOST_BYTES, onError: () => { throw new SallyportError('SP_TOO_LARGE', 'That is more than one end of a meeting has to say.') } }))
  // The link's token stands behind a `#`: it reaches no log, no proxy and no other site.
  app.get('/meet/', (context) => context.html(page))
  app.get('/meet/:file', (context) => {
    const known = Object.hasOwn(files, context.req.param('file')) ? files[context.req.param('file')] : undefined
    if (known === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is nothing at this address.')
    const bytes = readFileSync(known[0]())
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const headers = { 'content-type': known[1], 'cache-control': 'private, no-cache', etag: tag }
    return context.req.header('if-none-match') === tag ? context.body(null, 304, headers) : context.body(bytes, 200, headers)
  })

  app.post('/meet/enter', async (context) => {
    const { token } = read(z.strictObject({ token: z.string().max(100) }), await context.req.json().catch(() => null))
    // A bucket a link: a stranger who guesses cannot keep the invited out.
    await keeper.limit(`meet/enter/${token.slice(0, 8)}`, rates.guest)
    const entered = await kept.enter(token)
    boxes.put(entered.id, other(entered.seat), { type: 'hello' })
    return context.json({ seat: entered.seat, token: entered.token, now: entered.now })
  })
  const seatOf = (context: { req: { header: (name: string) => string | undefined } }) => kept.seated(context.req.header('authorization'))

  // Asked for at each connection, because the password in it is short-lived; also the clock, after a reload.
  app.post('/meet/servers', async (context) => {
    const { id, seat, meeting } = await seatOf(context)
    await keeper.limit(`meet/${id}/${seat}`, rates.api)
    return context.json({ seat, now: clock.now() - meeting.callBegunAt, servers: servers(seat, clock.now()) })
  })
  app.post('/meet/send', async (context) => {
    const { id, seat } = await seatOf(context)
    await keeper.limit(`meet/${id}/${seat}`, rates.api)
    const message = read(z.looseObject({ type: z.enum(['hello', 'offer', 'answer', 'candidate', 'bye']) }), await context.req.json().catch(() => null))
    boxes.put(id, other(seat), message)
    return context.body(null, 204)
  })
  app.post('/meet/receive', async (context) => {
    const { id, seat } = await seatOf(context)
    const { after } = read(z.strictObject({ after: z.int().min(0) }), await context.req.json().catch(() => null))
    const letters = await boxes.take(id, seat, after, WAIT_MS, context.req.raw.signal)
    return context.json({ letters, otherAwayMs: boxes.away(id, other(seat)) })
  })
  app.post('/meet/report', async (context) => {
    const at = await seatOf(context)
    await keeper.limit(`meet/${at.id}/${at.seat}`, rates.api)
    const { turns, network, playoutMs } = read(report, await context.req.json().catch(() => null))
    await kept.report(at, {
      turns: turns.map((turn) => ({ ...turn, kind: null })),
      network: network.map((sample) => ({ ...sample, remotePlayoutMs: null })),
      playoutMs,
    })
    return context.body(null, 204)
  })
  return app
}

const other = (seat: Seat): Seat => (seat === 'interviewer' ? seats[1] : seats[0])

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new SallyportError('SP_INPUT', 'This is not what our page sends.', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}
