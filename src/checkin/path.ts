import type { Context } from 'hono'
import type { ServerHttp2Stream } from 'node:http2'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { exitRoundTrip } from './edge/exit.ts'
import { probePath } from './edge/probe.ts'
import type { CheckinHouse } from './house.ts'
import { pageHeaders } from './headers.ts'
import type { SeenNotes } from './seen.ts'

/** Every probe looks at its connection each millisecond; more at a time would blur each other's clock. */
const mostAtOnce = 12
const longestWaitMs = 20_000

/** Measures the path of a visitor while they type. The answer stays open meanwhile and holds nothing but blanks. */
export function pathProber(house: CheckinHouse, notes: SeenNotes): (context: Context, token: string) => Promise<Response> {
  let running = 0
  const waiting: (() => void)[] = []
  const turn = (): Promise<boolean> => {
    if (running < mostAtOnce) {
      running++
      return Promise.resolve(true)
    }
    return new Promise((done) => {
      const mine = (): void => {
        clearTimeout(timer)
        done(true)
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(mine), 1)
        done(false)
      }, longestWaitMs)
      waiting.push(mine)
    })
  }
  const free = (): void => {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }

  return async (context, token) => {
    const note = notes.open(token, house.clock.now())
    const found = house.edge?.connectionOf((context.env as { incoming?: unknown } | undefined)?.incoming) ?? null
    if (found !== null) {
      note.syn = found.connection.syn
      note.tls = found.connection.tls
    }
    const stream = (context.env as { outgoing?: { stream?: ServerHttp2Stream } } | undefined)?.outgoing?.stream
    // Over HTTP/1.1 nothing answers in the browser’s stead: the path stays unknown.
    if (found === null || found.session === null || stream === undefined || note.probed) return context.json({ probed: false })
    note.probed = true
    if (!(await turn())) return context.json({ probed: false })
    try {
      stream.on('error', () => {})
      stream.respond({ ':status': 200, 'content-type': 'application/octet-stream', ...pageHeaders })
      const { connection, session } = found
      const trace = await probePath({ session, stream, socket: connection.socket })
      const tlsMs = connection.securedAt === null ? null : connection.securedAt - connection.openedAt
      const exitMs = house.asksExit && trace !== null ? await exitRoundTrip(connection.address) : null
      note.trace = trace === null ? null : { ...trace, handshakeMs: connection.handshakeMs ?? trace.handshakeMs, tlsMs, exitMs }
    } finally {
      free()
      if (!stream.destroyed) stream.end()
    }
    return RESPONSE_ALREADY_SENT
  }
}
