import { openCircle } from '../../../circle/open.ts'
import { rows } from '../../../jobs/house.ts'
import type { OpenRoom } from '../room.ts'

/** The circle: what peers reach under `/taxii2` and `/circle`. */
export const circle: OpenRoom = async ({ house, org, name, newId, report }) => {
  const { doorRows, artefacts } = rows(house)
  const { app } = await openCircle({ store: house.store, rows: doorRows, artefacts, clock: house.clock, org, name, newId, report })
  return { routes: [], pages: [app] }
}
