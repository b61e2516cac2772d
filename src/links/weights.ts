import type { ArtefactType } from '../core/artefact.ts'

/**
 * What one cause would give two records at once. A couple shares telephone, address and network: that is one
 * coincidence, not three.
 */
export const causes = ['identity', 'household', 'device', 'file', 'text', 'hand', 'place', 'thing'] as const
export type Cause = (typeof causes)[number]

export interface TypeWeight {
  readonly cause: Cause
  /**
   * Share of unrelated records that carry one given value by chance, before anything was counted: u of Fellegi and
   * Sunter. A mailbox belongs to one person; an address of the Internet to a street or a carrier.
   */
  readonly chance: number
  /**
   * Share of the others who carry the very value that are strangers to the two. Who else has a street's address is a
   * neighbour; who else has a mailbox is most likely a third of the same crew, and must not make it look common.
   */
  readonly strangers: number
  /** A value that more records than this carry ties nobody. */
  readonly hub: number
}

const weight = (cause: Cause, chance: number, strangers: number, hub: number): TypeWeight => ({ cause, chance, strangers, hub })

/**
 * Chances are orders of magnitude: households of 2 to 3 behind a telephone and a line, hundreds behind a carrier's
 * address (RFC 6598), thousands of users of a popular template. What was counted here replaces them as the corpus
 * grows (`tieBits`).
 */
export const typeWeights: Readonly<Record<ArtefactType, TypeWeight>> = {
  email: weight('identity', 1e-7, 1e-4, 15),
  'author-email': weight('identity', 1e-7, 1e-4, 15),
  'near-contact': weight('identity', 3e-4, 1, 12),
  handle: weight('identity', 1e-7, 1e-4, 15),
  'telegram-id': weight('identity', 1e-7, 1e-4, 15),
  document: weight('identity', 1e-7, 1e-4, 15),
  wallet: weight('identity', 1e-6, 1e-3, 40),
  'bank-account': weight('household', 1e-5, 1e-2, 20),
  phone: weight('household', 1e-4, 0.5, 20),
  'postal-address': weight('household', 1e-3, 1, 12),
  'egress-network': weight('household', 1e-2, 1, 12),
  ip: weight('household', 1e-2, 1, 12),
  'ip-range': weight('household', 5e-2, 1, 12),
  'device-key': weight('device', 1e-6, 1e-3, 12),
  'mfa-device': weight('device', 1e-6, 1e-3, 12),
  'file-id': weight('file', 1e-3, 0.5, 40),
  'image-hash': weight('file', 1e-3, 0.5, 40),
  'file-hash': weight('file', 1e-4, 0.5, 40),
  'template-fingerprint': weight('file', 3e-2, 1, 40),
  photo: weight('file', 1e-4, 0.5, 12),
  'bullet-shingle': weight('text', 1e-3, 0.5, 40),
  'message-text': weight('text', 1e-3, 0.5, 40),
  'statement-hash': weight('text', 1e-3, 0.5, 40),
  'typing-profile': weight('hand', 1e-2, 1, 12),
  domain: weight('place', 1e-5, 0.2, 40),
  url: weight('place', 1e-6, 0.1, 40),
  'meeting-id': weight('place', 1e-6, 0.1, 20),
  'scheduler-slug': weight('place', 1e-6, 0.1, 40),
  repository: weight('thing', 1e-6, 0.2, 40),
  'repository-owner': weight('thing', 1e-4, 1, 20),
  package: weight('thing', 1e-6, 0.5, 40),
}

/** Share of two records of one crew that agree on a value both could carry: m. A fifth is dropped, as in the benchmark. */
const agreement = 0.8

/** Records that the chance of a type is worth before anything was counted. */
const worth = 1_000

/**
 * Weight of a shared value in bits, log2(m/u), with u taken from how often this very value was seen (term frequency)
 * and shrunk towards the chance of its type: a rare e-mail and the address of a popular office are not one weight.
 *
 * @param holders    records that carry the value, the two of the pair among them; ≥ 2
 * @param population records in all
 * @returns ≥ 0; 0 for a hub
 * @see Fellegi & Sunter 1969; term-frequency adjustment as in Winkler 2000 and Splink
 */
export function tieBits({ chance, strangers, hub }: TypeWeight, holders: number, population: number): number {
  if (holders > hub) return 0
  const others = Math.max(0, holders - 2)
  const u = (others * strangers + worth * chance) / (Math.max(population, holders) + worth)
  return Math.max(0, Math.log2(agreement / u))
}
