import { randomBytes } from 'node:crypto'
import type { Random } from '../../../core/random.ts'
import type { OpenRoom } from '../room.ts'
import { analysisRoutes } from './analysis.ts'
import { meetings } from './meeting/meetings.ts'
import { meetingPages } from './meeting/pages.ts'
import { callRoutes } from './routes.ts'
import { sittings } from './sittings.ts'

/** What nobody can foresee: challenges are drawn with it. */
const secure: Random = {
  next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (length) => new Uint8Array(randomBytes(length)),
}

/** The interview room: calls run from the interviewer's page, and the page that reads them afterwards. */
export const interview: OpenRoom = async (keeper) => {
  const calls = sittings(keeper.house, keeper.newId, secure)
  const rooms = meetings(keeper.house, keeper.org)
  return { routes: [callRoutes(keeper, calls, rooms), analysisRoutes(keeper)], pages: [meetingPages(keeper, rooms)] }
}
