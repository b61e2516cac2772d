import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Id } from '../../../../core/ids.ts'
import { accept } from '../../../../jobs/pipeline/accept.ts'
import type { House } from '../../../../jobs/house.ts'
import { openIpTable, type IpTable } from '../../../../measure/network/ip-table.ts'
import { listedAsOf, listedRange } from '../../../../measure/network/listed.ts'
import type { AtsId, ClientInfo } from './ats.ts'

/**
 * Keeps what an applicant-tracking system saw of the browser that applied, as a visit like one of our own check-in: the
 * look-ups of the address lie in it. What nobody measured there (path, clock, device) is left empty, which is unknown.
 */
export async function keepVisits(house: House, org: Id, ats: AtsId, subject: Id, visits: readonly ClientInfo[], table: IpTable | null): Promise<void> {
  for (const { at, ip } of visits) {
    const network = { answer: table?.lookUp(ip) ?? null, listed: listedRange(ip), listedAsOf, trace: null, syn: null, claim: { zone: null, country: null }, leak: null, places: [] }
    const bytes = new TextEncoder().encode(JSON.stringify({ sallyport: 'session/1', at, network }))
    await accept(house, org, { name: 'Application, as the tracking system saw it', bytes, door: 'apply', subject, source: `ats:${ats}`, observedAt: at })
  }
}

/** The table of addresses in the data folder, when one was built; without it an address is unknown, not clean. */
export function addressTable(folder: string): IpTable | null {
  const file = path.join(folder, 'addresses.bin')
  return existsSync(file) ? openIpTable(readFileSync(file)) : null
}
