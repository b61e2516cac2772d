import { readFileSync, existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { serve, type HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { checkinRoutes } from '../../../checkin/routes.ts'
import { openEdge, type EdgeListener } from '../../../checkin/edge/listener.ts'
import { startStun, type StunResponder } from '../../../checkin/edge/stun.ts'
import { rates } from '../../../guard/rate-limit.ts'
import { openIpTable, type IpTable } from '../../../measure/network/ip-table.ts'
import { answerError } from '../../problem.ts'
import type { Keeper } from '../room.ts'
import { handsSetting } from './hands.ts'
import { peekLink, takeLink } from './links.ts'
import type { CheckinSettings } from './settings.ts'
import { keepVisit, noteCall } from './visits.ts'

/** The candidate's side, listening. */
export interface ServedCheckin {
  /** Where links lead, no slash at the end. */
  readonly url: string
  /** Whether it owns its connections, and so can see a path. */
  readonly seesConnections: boolean
  readonly addressesAsOf: string | null
  readonly stop: () => void
}

/** Name of the table of addresses in the data folder; `sallyport intel build` writes it. */
const tableName = 'addresses.bin'
/** A visit is about twenty requests, each keystroke of it none. */
const visitRate = { burst: 60, perMinute: rates.guest.perMinute }

/** Opens the pages on their own port and origin, with the STUN responder beside them. */
export async function serveCheckin(keeper: Keeper, settings: CheckinSettings): Promise<ServedCheckin> {
  const { house, org, report } = keeper
  const table = openTable(keeper.folder)
  const stun = settings.stunPort === null ? null : await startStun(settings.host, settings.stunPort)
  let edge: EdgeListener | null = null
  const app = checkinRoutes({
    clock: house.clock,
    organisation: keeper.name,
    comparesHands: async () => (await handsSetting(house, org))?.on ?? false,
    asksExit: settings.asksExit,
    peekLink: (token) => peekLink(house, token),
    takeLink: (token, how) => takeLink(house, token, how),
    limit: (key) => keeper.limit(key, visitRate),
    accept: (link, visit) => keepVisit(house, link, visit),
    declined: (link) => noteCall(house, link),
    addressOf: (context) => addressOf(context, edge, settings.proxies),
    lookUp: (address) => table?.lookUp(address) ?? null,
    egressOf: async (link, address) => (await house.vault.blind(link.org))('egress-network', address).toString('hex'),
    // Asked at the time of a request, when the listener stands.
    edge: settings.certificate === null ? null : { connectionOf: (request) => edge?.connectionOf(request) ?? null },
    stunPort: stun?.port ?? null,
  })
  app.onError((error, context) => answerError(error, context, report))
  try {
    if (settings.certificate === null) return await behindProxy(app, settings, stun, table)
    edge = await openEdge({ host: settings.host, port: settings.port, certificate: settings.certificate, fetch: app.fetch })
  } catch (error) {
    stun?.stop()
    throw error
  }
  const listening = edge
  return {
    url: settings.url ?? `https://${shownHost(settings.host)}:${listening.port}`,
    seesConnections: true,
    addressesAsOf: table?.header.asOf ?? null,
    stop() {
      listening.stop()
      stun?.stop()
    },
  }
}

async function behindProxy(app: Hono, settings: CheckinSettings, stun: StunResponder | null, table: IpTable | null): Promise<ServedCheckin> {
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port })
  await new Promise<void>((done, failed) => server.once('listening', done).once('error', failed))
  return {
    url: settings.url ?? `http://${shownHost(settings.host)}:${(server.address() as AddressInfo).port}`,
    seesConnections: false,
    addressesAsOf: table?.header.asOf ?? null,
    stop() {
      server.close()
      stun?.stop()
    },
  }
}

/** The visitor's address. A forwarded one counts only from a proxy that the operator named. */
function addressOf(context: Context, edge: EdgeListener | null, proxies: readonly string[]): string | null {
  const { incoming } = context.env as HttpBindings
  if (edge !== null) return edge.connectionOf(incoming)?.connection.address ?? null
  const peer = incoming.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
  if (peer === null || !proxies.includes(peer)) return peer
  // The last entry is the one that our own proxy wrote.
  return context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || peer
}

function openTable(folder: string): IpTable | null {
  const file = path.join(folder, tableName)
  return existsSync(file) ? openIpTable(readFileSync(file)) : null
}

function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
}
