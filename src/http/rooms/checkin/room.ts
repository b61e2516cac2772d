import type { OpenRoom } from '../room.ts'
import { checkinDeskRoutes } from './routes.ts'
import { serveCheckin } from './serve.ts'
import { checkinSettings } from './settings.ts'

/** The check-in: links and what came of them inside the house; the candidate's pages on a port of their own. */
export const checkin: OpenRoom = async (keeper) => {
  const settings = checkinSettings(keeper.environment, keeper.house.clock.now())
  const served = settings === null ? null : await serveCheckin(keeper, settings)
  return { routes: [checkinDeskRoutes(keeper, served)], stop: () => served?.stop() }
}
