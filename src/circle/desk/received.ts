import type { Id } from '../../core/ids.ts'
import type { Tlp } from '../chat/draft.ts'
import type { StixObject } from '../stix/object.ts'

/** How something came: read from the peer's server, given to ours, posted into a group. */
export type Way = 'poll' | 'push' | 'telegram' | 'signal' | 'file'

/**
 * `valid`: by the key of a peer whose words were compared; `unproven`: by the key it sent, which nobody has compared;
 * `none`: not signed. What carries a wrong signature is not taken in at all.
 */
export type Signature = 'valid' | 'unproven' | 'none'

/** An advisory of a peer, kept with what we found of it, for a person to look at. */
export interface Received {
  /** Id of its report, or of its first object. */
  readonly id: string
  readonly peer: string
  readonly title: string
  readonly description: string
  readonly tlp: Tlp | null
  readonly at: number
  readonly ways: readonly Way[]
  readonly signature: Signature
  readonly revision: number
  readonly signedAt: number | null
  readonly revoked: boolean
  readonly objects: readonly StixObject[]
  readonly rules: readonly { readonly id: string; readonly yaml: string }[]
  /** Indicators that fit something of ours, and what of ours. */
  readonly found: readonly { readonly indicator: string; readonly name: string; readonly value: string; readonly where: readonly string[] }[]
  /** Objects that are not valid STIX and were left out. */
  readonly faults: number
  /** What one of us said of it, which also went back as an opinion. */
  readonly opinion: { readonly value: 'agree' | 'disagree' | 'neutral'; readonly why: string; readonly by: Id; readonly at: number } | null
}
