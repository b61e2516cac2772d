import type { Measured } from '../../core/facts.ts'
import type { Endpoint, Program } from './document.ts'
import type { EndpointFacts } from './facts.ts'
import { captureDisplay, genericGadget, isCompanyLaptop, isJiggler, isRaspberry, kvmByNeighbour, kvmByUsb, remoteFamily, remotePorts, vpnClient } from './signatures.ts'

type Found = NonNullable<EndpointFacts['listening']>[number]

/** Lists in the facts end here: an inventory with more of a kind says nothing new. */
const mostFound = 20

/** Measures what an inventory shows of hands elsewhere. A table that was not in it gives null and a reason. */
export function measureEndpoint(endpoint: Endpoint): Measured<EndpointFacts> {
  const { usb, displays, neighbours, programs, listening } = endpoint
  const unavailable: Record<string, string> = {}
  const facts: EndpointFacts = {
    host: endpoint.host,
    kvm: usb === null ? null : { named: found(usb, (device) => kvmByUsb(device)), genericGadgets: usb.filter(genericGadget).length },
    keyboards: usb === null ? null : usb.filter(({ name }) => /keyboard/i.test(name)).length,
    displays: displays === null ? null : { captured: found(displays, (display) => named(captureDisplay(display), display.name)), count: displays.length },
    neighbours: neighbours === null ? null : { kvm: found(neighbours, (neighbour) => kvmByNeighbour(neighbour)), raspberries: neighbours.filter(isRaspberry).length, companyLaptops: neighbours.filter(isCompanyLaptop).length },
    remote: programs === null ? null : remoteOf(programs, endpoint.installedAt),
    listening: listening === null ? null : found(listening, ({ port, program }) => named(remotePorts[port] ?? null, `${port} ${program}`)),
    jigglers: programs === null && usb === null ? null : [...found(programs ?? [], ({ name }) => (isJiggler(name) ? name : null)), ...found(usb ?? [], (device) => (isJiggler(`${device.maker} ${device.name}`) ? device.name : null))],
    vpnClients: programs === null ? null : found(programs, ({ name }) => vpnClient(name)),
    keys: { gateway: endpoint.gateway, serial: endpoint.serial },
    gatewayShared: null,
    machineShared: null,
  }
  const missing: Readonly<Partial<Record<keyof EndpointFacts, string>>> = {
    host: 'the inventory does not name the computer',
    kvm: 'no table of USB devices',
    keyboards: 'no table of USB devices',
    displays: 'no table of displays',
    neighbours: 'no table of neighbours on the network',
    remote: 'no table of programs or processes',
    listening: 'no table of open ports',
    jigglers: 'no table of programs or USB devices',
    vpnClients: 'no table of programs or processes',
  }
  for (const [name, why] of Object.entries(missing)) if (facts[name as keyof EndpointFacts] === null) unavailable[`endpoint.${name}`] = why
  if (facts.remote !== null && facts.remote.firstAfterHours === null) unavailable['endpoint.remote.firstAfterHours'] = 'the inventory does not say when system and tool were installed'
  return { facts, unavailable }
}

function found<T extends { readonly path: string }>(items: readonly T[], name: (item: T) => string | null): Found[] {
  const out: Found[] = []
  for (const item of items) {
    const text = name(item)
    if (text !== null && out.length < mostFound && !out.some((known) => known.name === text)) out.push({ name: text, place: { in: 'field', path: item.path, text } })
  }
  return out
}

function named(kind: string | null, text: string): string | null {
  return kind === null ? null : `${kind}: ${text}`.slice(0, 120)
}

function remoteOf(programs: readonly Program[], installedAt: number | null): NonNullable<EndpointFacts['remote']> {
  const tools = programs.flatMap((program) => {
    const family = remoteFamily(program.name)
    return family === null ? [] : [{ ...program, family }]
  })
  const families = [...new Set(tools.map(({ family }) => family))].sort()
  const hours = installedAt === null ? [] : tools.flatMap((tool) => (tool.installedAt === null || tool.installedAt < installedAt ? [] : [(tool.installedAt - installedAt) / 3_600_000]))
  return {
    families,
    places: families.map((family) => ({ in: 'field' as const, path: (tools.find((tool) => tool.family === family) as Program).path, text: family })),
    firstAfterHours: hours.length === 0 ? null : Math.round(Math.min(...hours) * 10) / 10,
  }
}
