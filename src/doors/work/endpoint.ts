import { rarityBits, type Artefact } from '../../core/artefact.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { Ports } from '../../core/ports.ts'
import type { Endpoint } from '../../measure/endpoint/document.ts'
import { endpointFacts, type EndpointFacts } from '../../measure/endpoint/facts.ts'
import { measureEndpoint } from '../../measure/endpoint/measure.ts'
import type { Kind, Matched } from '../door.ts'

/** An inventory of one computer, as osquery or a device management exports it. */
export const endpoint: Kind<Endpoint, null, EndpointFacts> = {
  facts: endpointFacts,
  parser: new URL('./parsers/endpoint.ts', import.meta.url),
  gather: () => Promise.resolve(null),
  measure: measureEndpoint,
  match: matchEndpoint,
  label: (facts) => facts.host,
  artefacts: endpointArtefacts,
}

/** The router a computer goes out through, and the computer: either under two people is a tie. */
export function endpointArtefacts({ keys }: EndpointFacts): readonly Artefact[] {
  const out: Artefact[] = []
  if (keys.gateway !== null) out.push({ type: 'egress-network', value: `router ${keys.gateway}`, from: 'endpoint.keys.gateway' })
  if (keys.serial !== null) out.push({ type: 'device-key', value: `machine ${keys.serial}`, from: 'endpoint.keys.serial' })
  return out
}

/** Who else: asked when judging, because others arrive later. */
async function matchEndpoint(facts: EndpointFacts, evidence: Evidence, ports: Ports): Promise<Matched<EndpointFacts>> {
  const unavailable: Record<string, string> = {}
  const others = async (type: Artefact['type']): Promise<{ people: number; rarestBits: number } | null> => {
    const own = endpointArtefacts(facts).filter((artefact) => artefact.type === type)
    if (own.length === 0) return null
    const { population, holders } = await ports.artefacts.holders(evidence.org, own, evidence.subject)
    const people = new Set(holders.flatMap(({ subjects }) => subjects))
    return { people: people.size, rarestBits: rarityBits(people.size + 1, population) }
  }
  const gatewayShared = await others('egress-network')
  const machine = await others('device-key')
  if (gatewayShared === null) unavailable['endpoint.gatewayShared'] = 'the inventory does not show the router'
  if (machine === null) unavailable['endpoint.machineShared'] = 'the inventory does not show a serial number'
  return { facts: { gatewayShared, machineShared: machine === null ? null : { people: machine.people } }, unavailable, ties: [] }
}

const tables = /"(usb_devices|arp_cache|connected_displays|listening_ports|process_open_sockets|deb_packages|applications|os_version|system_info)"\s*:|"name"\s*:\s*"(pack[_/])?[\w/]*(usb_devices|arp_cache|programs|apps|processes|listening_ports)"/

/** Whether a file is such an inventory, by its first bytes. */
export function isEndpoint(head: string): boolean {
  return tables.test(head)
}
