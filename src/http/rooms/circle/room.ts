import { z } from 'zod'
import { listenToGroups } from '../../../circle/exits/listening.ts'
import { refreshPeerRules } from '../../../jobs/circle/peer-rules.ts'
import { takeSeat } from '../../../jobs/circle/seat.ts'
import { circleRound } from '../../../jobs/circle/work.ts'
import type { OpenRoom } from '../room.ts'
import { readSettings } from '../settings.ts'
import { advisoryRoutes } from './advisories.ts'
import type { Counter } from './counter.ts'
import { inboxRoutes } from './inbox.ts'
import { matchingRoutes } from './matching.ts'
import { peerRoutes } from './peers.ts'

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))

const settings = z.object({
  /** Whom a peer writes to: stands in our descriptor. */
  SALLYPORT_CIRCLE_CONTACT: z.string().max(200).default(''),
  /** Minutes between two readings of the peers' servers. */
  SALLYPORT_CIRCLE_MINUTES: z.coerce.number().min(0.05).max(1440).default(5),
  /** Networks of peers that are not public: `10.4.0.0/16`. */
  SALLYPORT_CIRCLE_NETWORKS: list.default([]),
  /** Ports of peers beside 80 and 443. */
  SALLYPORT_CIRCLE_PORTS: list.transform((ports) => ports.map(Number)).pipe(z.array(z.int().min(1).max(65_535))).default([]),
  SALLYPORT_TELEGRAM_API: z.url({ protocol: /^https?$/ }).optional(),
})

/** The circle: what peers reach under `/taxii2` and `/circle`, and the desk's own routes. */
export const circle: OpenRoom = async ({ house, desk, org, name, url, environment, newId, report }) => {
  const set = readSettings(settings, environment)
  const seat = {
    name,
    url,
    contact: set.SALLYPORT_CIRCLE_CONTACT,
    telegramApi: set.SALLYPORT_TELEGRAM_API ?? null,
    networks: set.SALLYPORT_CIRCLE_NETWORKS,
    ports: set.SALLYPORT_CIRCLE_PORTS,
  }
  const opened = await takeSeat(house, org, seat, report)
  await refreshPeerRules(house, org)

  const groups = listenToGroups(opened, set.SALLYPORT_TELEGRAM_API, report)
  await groups.refresh()
  const clock = setInterval(() => void circleRound(house, org).catch(report), set.SALLYPORT_CIRCLE_MINUTES * 60_000)
  clock.unref()

  const counter: Counter = { house, desk, circle: opened, org, newId, round: (of) => circleRound(house, of), groupsChanged: groups.refresh }
  return {
    routes: [peerRoutes(counter), advisoryRoutes(counter), inboxRoutes(counter), matchingRoutes(counter)],
    pages: [opened.app],
    async stop() {
      clearInterval(clock)
      await groups.stop()
    },
  }
}
