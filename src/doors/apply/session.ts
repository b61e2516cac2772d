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
import type { SessionDocument } from '../../measure/device/session-document.ts'

/** What one check-in visit measured; a rule reads it under `session`: network, device and typing side by side. */
export const sessionFacts = z.object({
  ...networkFacts.partial().shape,
  device: deviceFacts.nullable().optional(),
  typing: typingFacts.nullable().optional(),
})
export type SessionFacts = z.infer<typeof sessionFacts>

let population: Population | null = null

/** Measures one visit. Comparing hands is off: it belongs to the identity module and needs a consent record. */
export function measureSession(visit: SessionDocument): Measured<SessionFacts> {
  const { network, browser } = visit
  const unavailable: Record<string, string> = {}
  let facts: SessionFacts = { typing: null, device: null }
  if (network === null) unavailable['address'] = unavailable['path'] = unavailable['zone'] = 'the visit holds no word on its network'
  else {
    const net = measureNetwork({ ...network, browserZone: browser?.zone ?? null, at: visit.at, before: visit.before })
    facts = { ...facts, ...net.facts }
    Object.assign(unavailable, net.unavailable)
  }
  if (browser === null) unavailable['device'] = 'the page could not read the browser, or the person declined'
  else {
    // Through a VPN or relay the first packet is the exit's, not the person's: nothing to compare with.
    const own = ['household', 'mobile'].includes(network?.answer?.class ?? '') && (facts.path?.leadP25Ms ?? 0) < 2
    const device = measureDevice(browser, own ? (network?.syn?.system ?? null) : null, visit.earlierKeys)
    facts = { ...facts, device: device.facts }
    Object.assign(unavailable, device.unavailable)
  }
  if (visit.typing === null) unavailable['typing'] = 'nothing was typed'
  else {
    population ??= readPopulation(stored as unknown as StoredPopulation)
    const typing = measureTyping(visit.typing, { population, identity: false, earlier: null, accounts: [] })
    facts = { ...facts, typing: typing.facts }
    for (const [path, why] of Object.entries(typing.unavailable)) unavailable[`typing.${path}`] = why
  }
  return { facts, unavailable }
}

/** The key a browser keeps for us: the same one under two people is a tie that nobody shares by chance. */
export function sessionArtefacts({ device }: SessionFacts): readonly Artefact[] {
  return !device?.key ? [] : [{ type: 'device-key', value: device.key, from: 'session.device.key' }]
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
