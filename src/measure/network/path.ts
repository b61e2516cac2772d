/**
 * One probe of the path: at least two full segments and an HTTP/2 PING go out together. On a direct path the client's
 * kernel acknowledges the bytes and its browser answers the PING within about a millisecond, and both cross the same
 * queue: jitter cancels within a probe. Behind a relay the relay's kernel acknowledges, while the answer still has to
 * cross the hidden leg.
 */
export interface Probe {
  /** Milliseconds from the first probe until this one was sent; missing in traces of older versions. */
  readonly sentMs?: number | undefined
  /** Milliseconds from sending until TCP had every byte acknowledged. */
  readonly ackMs: number
  /** Milliseconds from sending until the answer came. */
  readonly answerMs: number
}

/** What the edge listener saw of one connection; milliseconds. */
export interface PathTrace {
  readonly probes: readonly Probe[]
  /** Probes left out because an answer before them was lost on the way; they say nothing of the path. */
  readonly lostAnswers?: number | undefined
  /** SYN-ACK to ACK; null when not seen. */
  readonly handshakeMs: number | null
  /** Echoes by script, for connections whose PINGs a middlebox answers. */
  readonly echoMs: readonly number[]
  /** TLS handshake minus one round trip, for comparison only. */
  readonly tlsMs: number | null
  /** Whether something in front of us ends the connection; then nothing here is about the person's path. */
  readonly terminated: boolean
  /** Round trip to the address itself, where the operator asks for it; null when it does not answer. */
  readonly exitMs?: number | null | undefined
}

export interface PathFacts {
  readonly probes: number
  readonly leadP25Ms: number | null
  readonly leadMedianMs: number | null
  /** Mean lead, each counted from 0 to 10 ms: jitter moves single leads either way, a hidden leg moves them all. */
  readonly leadMeanMs: number | null
  /** Hidden round trip behind the other end of the TCP connection, as well as it can be estimated; never below zero. */
  readonly hiddenLegMs: number | null
  readonly roundTripMs: number | null
  /** Fastest acknowledgement of data over the handshake: what an end that withholds acknowledgements cannot hide. */
  readonly ackWithheldMs: number | null
  /** Script echo over the acknowledgements: a middlebox that answers PINGs itself cannot hide this one. */
  readonly echoLeadMs: number | null
  /** What the connection takes longer than the address it comes from: the leg beyond a VPN's exit. */
  readonly beyondExitMs: number | null
}

/** Fewer probes say nothing; sixteen are sent. */
export const leastProbes = 8

/**
 * The path statistics of one connection.
 *
 * @returns facts in milliseconds, and why there are none; broken numbers (NaN, negative, hours) are left out
 * @see research on ACK-lead: paired differences, their 25th percentile and median; the capped mean needs fewest probes
 *   when jitter is as long as the leg (bench relay)
 */
export function measurePath(trace: PathTrace): { facts: PathFacts; unavailable: string | null } {
  const sound = (value: number): boolean => Number.isFinite(value) && value >= 0 && value < 60_000
  const probes = trace.probes.filter(({ ackMs, answerMs }) => sound(ackMs) && sound(answerMs))
  const none: PathFacts = { probes: probes.length, leadP25Ms: null, leadMedianMs: null, leadMeanMs: null, hiddenLegMs: null, roundTripMs: null, ackWithheldMs: null, echoLeadMs: null, beyondExitMs: null }
  if (trace.terminated) return { facts: none, unavailable: 'a proxy in front of this server ends the connections, so the path behind it is unknown' }
  if (probes.length < leastProbes) return { facts: none, unavailable: `${probes.length} of at least ${leastProbes} probes were answered` }
  const leads = probes.map(({ ackMs, answerMs }) => answerMs - ackMs)
  const acks = probes.map(({ ackMs }) => ackMs)
  const p25 = quantileOf(leads, 0.25)
  const handshake = trace.handshakeMs !== null && sound(trace.handshakeMs) ? trace.handshakeMs : null
  const echoes = trace.echoMs.filter(sound)
  return {
    facts: {
      probes: probes.length,
      leadP25Ms: tenth(p25),
      leadMedianMs: tenth(quantileOf(leads, 0.5)),
      leadMeanMs: tenth(mean(leads.map(capped))),
      // Jitter that delays an acknowledgement shortens a lead, jitter that delays an answer lengthens it: the middle is
      // nearest to the leg (bench relay).
      hiddenLegMs: tenth(Math.max(0, quantileOf(leads, 0.5))),
      roundTripMs: tenth(Math.min(...acks)),
      ackWithheldMs: handshake === null ? null : tenth(Math.min(...acks) - handshake),
      echoLeadMs: echoes.length < 4 ? null : tenth(quantileOf(echoes, 0.25) - quantileOf(acks, 0.5)),
      beyondExitMs: trace.exitMs == null || !sound(trace.exitMs) ? null : tenth(Math.min(...acks, ...(handshake === null ? [] : [handshake])) - trace.exitMs),
    },
    unavailable: null,
  }
}

/** The smallest hidden round trip that the probes are made to find. */
const legMs = 10

function capped(lead: number): number {
  return Math.min(legMs, Math.max(0, lead))
}

/** Standard error of the mean lead, ms; null for fewer than eight probes. Says whether more are worth sending. */
export function leadSpread(probes: readonly Probe[]): number | null {
  if (probes.length < leastProbes) return null
  const leads = probes.map(({ ackMs, answerMs }) => capped(answerMs - ackMs))
  const middle = mean(leads)
  return Math.sqrt(leads.reduce((sum, lead) => sum + (lead - middle) ** 2, 0) / (leads.length - 1) / leads.length)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Linear-interpolated quantile (type 7) of a list that is not empty. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const below = sorted[low] as number
  return below + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - below)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
