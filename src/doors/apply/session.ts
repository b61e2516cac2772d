import { z } from 'zod'
import type { Artefact } from '../../core/artefact.ts'
import type { Measured } from '../../core/facts.ts'
import { deviceFacts } from '../../measure/device/facts.ts'
import { measureDevice } from '../../measure/device/measure.ts'
import { networkFacts } from '../../measure/network/facts.ts'
import { measureNetwork } from '../../measure/network/measure.ts'
import { typingFacts } from '../../measure/typing/facts.ts'
import { measureTyping } from '../../measure/typing/measure.ts'
import stored from '../../measure/typing/population.json' with { type: 'json' }
import { readPopulation, type Population, type StoredPopulation } from '../../measure/typing/population.ts'
import type { Kind } from '../door.ts'
import { stages, type SessionDocument } from '../../measure/device/session-document.ts'

/** What one check-in visit measured; a rule reads it under `session`: network, device and typing side by side. */
export const sessionFacts = z.object({
  ...networkFacts.partial().shape,
  device: deviceFacts.nullable().optional(),
  typing: typingFacts.nullable().optional(),
  stage: z.enum(stages).optional(),
})
export type SessionFacts = z.infer<typeof sessionFacts>

let population: Population | null = null

/** Measures one visit. Hands were compared when it came in, if at all: that needs templates, which can be deleted. */
export function measureSession(visit: SessionDocument): Measured<SessionFacts> {
  const { network, browser, hands } = visit
  const unavailable: Record<string, string> = {}
  let facts: SessionFacts = { typing: null, device: null, stage: visit.stage }
  if (network === null) unavailable['address'] = unavailable['path'] = unavailable['zone'] = 'the visit holds no word on its network'
  else {
    const net = measureNetwork({ ...network, browserZone: browser?.zone ?? null, at: visit.at, before: visit.before })
    facts = { ...facts, ...net.facts }
    Object.assign(unavailable, net.unavailable)
  }
  if (browser === null) unavailable['device'] = 'the page could not read the browser, or the person declined'
  else {
    // Through a VPN or relay the first packet is the exit's, not the person's: nothing to compare with.
    const own = ['household', 'mobile'].includes(network?.answer?.class ?? '') && (facts.path?.leadMeanMs ?? 0) < 2
    const device = measureDevice(browser, { packet: own ? (network?.syn?.system ?? null) : null, tls: network?.tls ?? null }, visit.earlierKeys)
    facts = { ...facts, device: device.facts }
    Object.assign(unavailable, device.unavailable)
  }
  if (visit.typing === null) unavailable['typing'] = 'nothing was typed'
  else {
    const typing = measureTyping(visit.typing, { population: shipped(), identity: false, earlier: null, accounts: [] })
    facts = { ...facts, typing: { ...typing.facts, ...hands?.facts } }
    const compared = new Set(hands === null ? [] : ['hands', 'several', 'accounts'])
    const reasons = [...Object.entries(typing.unavailable).filter(([path]) => !compared.has(path)), ...Object.entries(hands?.unavailable ?? {})]
    for (const [path, why] of reasons) unavailable[`typing.${path}`] = why
  }
  return { facts, unavailable }
}

/** The population that hands are compared against, read once. */
export function shipped(): Population {
  population ??= readPopulation(stored as unknown as StoredPopulation)
  return population
}

/**
 * The key a browser keeps for us, and the line of a household: either under two people is a tie that strangers do not
 * share by chance.
 */
export function sessionArtefacts({ device, address }: SessionFacts): readonly Artefact[] {
  const out: Artefact[] = []
  if (device?.key) out.push({ type: 'device-key', value: device.key, from: 'session.device.key' })
  if (address?.egress) out.push({ type: 'egress-network', value: address.egress, from: 'session.address.egress' })
  return out
}

export const session: Kind<SessionDocument, null, SessionFacts> = {
  facts: sessionFacts,
  parser: new URL('./parsers/session.ts', import.meta.url),
  gather: () => Promise.resolve(null),
  measure: measureSession,
  label: () => null,
  artefacts: sessionArtefacts,
}

/** Whether a file is a session payload: it says so in its first bytes. */
export function isSession(head: Uint8Array): boolean {
  return /^\s*\{\s*"sallyport"\s*:\s*"session\/1"/.test(new TextDecoder().decode(head.subarray(0, 80)))
}
