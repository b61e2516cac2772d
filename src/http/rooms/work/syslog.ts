import { readFileSync } from 'node:fs'
import { createServer, type TLSSocket } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { SallyportError } from '../../../core/errors.ts'
import { intakeOf, newReport, type Intake } from '../../../doors/work/intake.ts'
import type { LogRecord } from '../../../doors/work/parsers/record.ts'
import { jsonOf, SyslogFrames } from '../../../doors/work/parsers/syslog.ts'
import { rows } from '../../../jobs/house.ts'
import { take } from '../../../jobs/work/take.ts'
import type { Keeper } from '../room.ts'

export interface SyslogSettings {
  readonly port: number
  readonly host: string
  readonly certificate: string
  readonly key: string
  /** Certificates of senders: with it, only they may deliver. */
  readonly senders: string | null
}

/** Messages that wait before a sender is asked to pause. */
const MOST_WAITING = 20_000
const BATCH = 500
const IDLE_MS = 10 * 60_000

/**
 * Takes syslog over TLS (RFC 5425) of records in JSON: OCSF, ECS or any source we read. Nothing is taken while no running
 * source of the kind `syslog` is entered.
 *
 * @returns the port, and a way to stop
 */
export async function listenSyslog({ house, org, report }: Keeper, settings: SyslogSettings): Promise<{ port: number; stop: () => Promise<void> }> {
  const waiting: LogRecord[] = []
  const sockets = new Set<TLSSocket>()
  let flushing: Promise<void> | null = null

  const flush = async (): Promise<void> => {
    const source = (await rows(house).workSources.list(org)).find(({ kind, state }) => kind === 'syslog' && state === 'running')
    while (waiting.length > 0) {
      const part = waiting.splice(0, BATCH)
      if (source === undefined) continue
      const now = house.clock.now()
      const items: Intake[] = [...intakeOf(part, now, newReport())].map((item) => (item.event === undefined ? item : { ...item, event: { ...item.event, received: item.event.received ?? now } }))
      await take(house, org, items, { strangers: 'leave-out', source: { id: source.id, change: { receivedAt: now, failingSince: null, problem: null } } })
    }
    for (const socket of sockets) socket.resume()
  }
  const soon = (): void => {
    flushing ??= flush().catch(report).finally(() => (flushing = null))
  }
  const timer = setInterval(() => waiting.length > 0 && soon(), 1_000)
  timer.unref()

  const server = createServer(
    {
      cert: readFileSync(settings.certificate),
      key: readFileSync(settings.key),
      minVersion: 'TLSv1.2',
      ...(settings.senders === null ? {} : { ca: readFileSync(settings.senders), requestCert: true, rejectUnauthorized: true }),
    },
    (socket) => {
      sockets.add(socket)
      const frames = new SyslogFrames()
      socket.setTimeout(IDLE_MS, () => socket.destroy())
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
      socket.on('data', (chunk: Buffer) => {
        try {
          for (const message of frames.push(chunk)) {
            const record = parsed(jsonOf(message))
            if (record !== null) waiting.push(record)
          }
        } catch {
          socket.destroy()
        }
        if (waiting.length >= BATCH) soon()
        if (waiting.length >= MOST_WAITING) socket.pause()
      })
    },
  )
  // A handshake that fails is the sender's trouble.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new SallyportError('SP_CONFIG', `SALLYPORT_SYSLOG_PORT: ${error.message}.`)))
    server.listen(settings.port, settings.host, () => resolve())
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      clearInterval(timer)
      server.close()
      for (const socket of sockets) socket.destroy()
      await flushing
      if (waiting.length > 0) await flush().catch(report)
    },
  }
}

function parsed(text: string | null): LogRecord | null {
  if (text === null) return null
  try {
    return JSON.parse(text) as LogRecord
  } catch {
    return null
  }
}
