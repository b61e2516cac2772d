import { openCircle, type Circle } from '../../circle/open.ts'
import type { Artefact } from '../../core/artefact.ts'
import type { Id } from '../../core/ids.ts'
import { safeFetcher, type SafeFetch } from '../../guard/fetch/safe-fetch.ts'
import { newId } from '../../store/new-id.ts'
import { rows, type House } from '../house.ts'

/** How this house stands in its circle; written down, so that workers on other machines know it too. */
export interface Seat {
  /** Our name among the peers. */
  readonly name: string
  /** Where peers reach us. */
  readonly url: string
  readonly contact: string
  /** Another server of the Bot API than Telegram's own. */
  readonly telegramApi: string | null
  /** Networks of peers that are not public, and ports beside 80 and 443. */
  readonly networks: readonly string[]
  readonly ports: readonly number[]
}

const open = new WeakMap<House, Map<Id, { seat: string; circle: Promise<Circle> }>>()

/** Takes the seat: from now on this process and every worker speaks for it. */
export async function takeSeat(house: House, org: Id, seat: Seat, report: (error: Error) => void): Promise<Circle> {
  await rows(house).doorRows.put(org, 'circle', 'seat', 'seat', seat)
  return circleAt(house, org, seat, report)
}

/** The circle of an organisation, opened once a process; null: nobody has taken its seat yet. */
export async function seatedCircle(house: House, org: Id, report: (error: Error) => void = () => undefined): Promise<Circle | null> {
  const seat = (await rows(house).doorRows.get<Seat>(org, 'circle', 'seat', 'seat'))?.value
  return seat === undefined ? null : circleAt(house, org, seat, report)
}

function circleAt(house: House, org: Id, seat: Seat, report: (error: Error) => void): Promise<Circle> {
  const circles = open.get(house) ?? new Map<Id, { seat: string; circle: Promise<Circle> }>()
  open.set(house, circles)
  const written = JSON.stringify(seat)
  const known = circles.get(org)
  if (known?.seat === written) return known.circle
  const circle = openCircle({
    store: house.store,
    rows: rows(house).doorRows,
    clock: house.clock,
    org,
    name: seat.name,
    url: seat.url,
    contact: seat.contact,
    newId,
    holders: (artefacts) => holders(house, org, artefacts),
    fetch: wayOut(house, seat),
    telegramApi: seat.telegramApi ?? undefined,
    report,
    wake: (task) => void house.queue.add(null, 'circle', { org, task, peer: null }, `${org}/${task}`).catch(report),
  })
  circles.set(org, { seat: written, circle })
  return circle
}

function wayOut(house: House, seat: Seat): SafeFetch {
  if (seat.networks.length === 0 && seat.ports.length === 0) return house.fetch
  return safeFetcher({ allow: seat.networks, ports: [80, 443, ...seat.ports] })
}

// Nobody is left out of the look-up: no record has this id.
const nobody = '00000000-0000-0000-0000-000000000000'

/** Which artefacts stand in records of ours, and in which cases. */
async function holders(house: House, org: Id, artefacts: readonly Artefact[]): Promise<Map<Artefact, readonly string[]>> {
  const tables = rows(house)
  const found = new Map<Artefact, readonly string[]>()
  for (const { artefact, subjects } of (await tables.artefacts.holders(org, artefacts, nobody)).holders) {
    const cases = await Promise.all(subjects.slice(0, 20).map(async (subject) => (await tables.cases.ofSubject(org, subject))[0]?.id))
    if (subjects.length > 0) found.set(artefact, cases.flatMap((id) => (id === undefined ? [] : [`case ${id}`])))
  }
  return found
}
