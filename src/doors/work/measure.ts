import type { Artefact } from '../../core/artefact.ts'
import { rarityBits } from '../../core/artefact.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { Matched } from '../door.ts'
import type { Ports } from '../../core/ports.ts'
import type { ActivityFacts } from '../../measure/rhythm/facts.ts'
import type { Shared } from '../../measure/rhythm/measure.ts'

/** Nothing was looked up yet: `matchActivity` does, anew at each judgement. */
export const nobodyElse: Shared = { factor: null, egress: null }

/** Second factors, networks and author identities that may tie two accounts. All are hashes already. */
export function activityArtefacts(facts: ActivityFacts): readonly Artefact[] {
  return [
    ...facts.keys.factors.map((value) => ({ type: 'mfa-device', value, from: 'activity.keys.factors' }) as const),
    ...facts.keys.devices.map((value) => ({ type: 'device-key', value, from: 'activity.keys.devices' }) as const),
    ...facts.keys.networks.map((value) => ({ type: 'egress-network', value, from: 'activity.keys.networks' }) as const),
    ...facts.keys.authors.map((value) => ({ type: 'author-email', value, from: 'activity.keys.authors' }) as const),
  ]
}

/** One second factor, one device or one home network behind several accounts: asked when judging, others arrive later. */
export async function matchActivity(
  facts: ActivityFacts,
  evidence: Evidence,
  ports: Ports,
): Promise<Matched<ActivityFacts>> {
  const of = (...types: readonly Artefact['type'][]): Artefact[] =>
    activityArtefacts(facts).filter(({ type }) => types.includes(type))
  const factor = await sharedBy(of('mfa-device', 'device-key'), evidence, ports)
  const egress = await sharedBy(of('egress-network'), evidence, ports)
  const unavailable: Record<string, string> = {}
  if (factor === null) unavailable['activity.factorShared'] = 'no source names second factors or devices'
  if (egress === null) unavailable['activity.egressShared'] = 'no source names networks'
  return { facts: { factorShared: factor, egressShared: egress }, unavailable, ties: [] }
}

async function sharedBy(
  artefacts: readonly Artefact[],
  evidence: Evidence,
  ports: Ports,
): Promise<{ accounts: number; rarestBits: number } | null> {
  if (artefacts.length === 0) return null
  const { population, holders } = await ports.artefacts.holders(evidence.org, artefacts, evidence.subject)
  const accounts = new Set(holders.flatMap(({ subjects }) => subjects))
  // An office or a VPN exit is held by many, and its rarity says so.
  const rarest = holders.reduce(
    (most, { subjects }) =>
      subjects.length === 0 ? most : Math.max(most, rarityBits(subjects.length + 1, population)),
    0,
  )
  return { accounts: accounts.size, rarestBits: rarest }
}
