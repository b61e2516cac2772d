import type { Measured } from '../../core/facts.ts'
import type { NetworkFacts } from './facts.ts'
import type { IpAnswer } from './ip-table.ts'
import type { ListedRange } from './listed.ts'
import { measurePath, type PathTrace } from './path.ts'
import type { Syn } from './syn.ts'
import { leastSpeed, type Place } from './travel.ts'
import { hoursApart, zonesOf } from './zone.ts'

/** What is known of a session's network before measuring; look-ups were made when it arrived. */
export interface NetworkInput {
  readonly at: number
  readonly answer: IpAnswer | null
  readonly listed: ListedRange | null
  readonly listedAsOf: string
  readonly trace: PathTrace | null
  readonly syn: Pick<Syn, 'mss' | 'system'> | null
  readonly browserZone: string | null
  /** What the person said beforehand: a zone, or a country. */
  readonly claim: { readonly zone: string | null; readonly country: string | null } | null
  /** The address that the peer connection showed. */
  readonly leak: IpAnswer | null
  readonly egress?: string | null
  readonly places: readonly Place[]
  readonly before: { readonly at: number; readonly places: readonly Place[]; readonly sameDevice: boolean | null; readonly anonymous: boolean } | null
}

const day = 86_400_000

/** Measures where a session came from and over which path. */
export function measureNetwork(input: NetworkInput): Measured<NetworkFacts> {
  const unavailable: Record<string, string> = {}
  const { answer, claim, leak, before } = input
  const path = input.trace === null ? null : measurePath(input.trace)
  if (path === null || path.unavailable !== null) unavailable['path'] = path?.unavailable ?? 'no probe ran: this server does not own its connections'
  if (answer === null) unavailable['address'] = 'there is no table of addresses ("sallyport intel build"), or no address'
  if (input.listed === null) unavailable['listed'] = 'the address is in no curated range'
  const claimed = claim?.zone ? [claim.zone] : claim?.country ? zonesOf(claim.country) : []
  const atAddress = zonesOfAnswer(answer)
  const browser = input.browserZone
  if (browser === null) unavailable['zone'] = 'the browser did not tell its zone'
  if (claimed.length === 0) unavailable['zone.hoursFromClaim'] = unavailable['zone.claimFromAddressHours'] = 'the person was not asked where they work from'
  const hidden = answer !== null && ['vpn', 'relay', 'hosting'].includes(answer.class)
  const facts: NetworkFacts = {
    address: answer === null ? null : {
      asn: answer.asn,
      organisation: answer.organisation,
      registered: answer.registered,
      located: answer.located,
      countriesDiffer: answer.registered === null || answer.located === null ? null : answer.registered !== answer.located,
      class: answer.class,
      asOf: answer.asOf,
      ageDays: Math.max(0, Math.floor((input.at - Date.parse(answer.asOf)) / day)),
      place: { in: 'field', path: 'address' },
      egress: answer.class === 'household' ? (input.egress ?? null) : null,
    },
    listed: input.listed === null ? null : { grade: input.listed.grade, name: input.listed.name, source: input.listed.source, lastSeen: input.listed.lastSeen, asOf: input.listedAsOf },
    path: { ...(path?.facts ?? { probes: 0, leadP25Ms: null, leadMedianMs: null, leadMeanMs: null, hiddenLegMs: null, roundTripMs: null, ackWithheldMs: null, echoLeadMs: null, beyondExitMs: null }), segmentBytes: input.syn?.mss ?? null },
    zone: {
      browser,
      claimed: claim?.zone ?? claim?.country ?? null,
      hoursFromClaim: browser === null ? null : hoursApart(browser, claimed, input.at),
      // A VPN's address says nothing of where its user's clock should stand.
      hoursFromAddress: browser === null || hidden ? null : hoursApart(browser, atAddress, input.at),
      claimFromAddressHours: hidden ? null : between(claimed, atAddress, input.at),
    },
    leak: leak === null || answer === null ? null : { otherSystem: leak.asn !== null && leak.asn !== answer.asn, located: leak.located ?? leak.registered, class: leak.class, hoursFromClaim: between(claimed, zonesOfAnswer(leak), input.at) },
    travel: before === null ? null : {
      hours: (input.at - before.at) / 3_600_000,
      leastSpeedKmh: leastSpeed(before.places, input.places, (input.at - before.at) / 3_600_000),
      sameDevice: before.sameDevice,
      anonymous: hidden || answer?.class === 'mobile' || before.anonymous,
    },
  }
  if (hidden) unavailable['zone.hoursFromAddress'] ??= unavailable['zone.claimFromAddressHours'] ??= 'the address belongs to a service that stands between'
  if (facts.leak === null) unavailable['leak'] = 'no second address was seen'
  if (facts.travel === null) unavailable['travel'] = 'there is no earlier session'
  return { facts, unavailable }
}

/** Zones of both countries that sources name: the nearest counts. */
function zonesOfAnswer(answer: IpAnswer | null): readonly string[] {
  return [answer?.registered, answer?.located].flatMap((country) => (country ? zonesOf(country) : []))
}

function between(zones: readonly string[], others: readonly string[], at: number): number | null {
  const hours = zones.map((zone) => hoursApart(zone, others, at)).filter((value) => value !== null)
  return hours.length === 0 ? null : Math.min(...hours)
}
