import type { Id } from './ids.ts'

/** Values that can tie two records. Public ones may travel to peers; personal ones only by private matching. */
export const artefactTypes = {
  email: 'personal',
  phone: 'personal',
  handle: 'personal',
  document: 'personal',
  'device-key': 'personal',
  'mfa-device': 'personal',
  'egress-network': 'personal',
  'postal-address': 'personal',
  'bank-account': 'personal',
  photo: 'personal',
  'author-email': 'personal',
  /** A contact without what changes from one throw-away account to the next; see links/spelling.ts. */
  'near-contact': 'personal',
  'bullet-shingle': 'derived',
  'template-fingerprint': 'derived',
  'file-id': 'derived',
  'image-hash': 'derived',
  'typing-profile': 'derived',
  'message-text': 'derived',
  'statement-hash': 'derived',
  wallet: 'public',
  ip: 'public',
  'ip-range': 'public',
  domain: 'public',
  url: 'public',
  package: 'public',
  repository: 'public',
  /** `github:owner`: whom a repository or a profile belongs to. */
  'repository-owner': 'public',
  'file-hash': 'public',
  'meeting-id': 'public',
  'scheduler-slug': 'public',
  'telegram-id': 'public',
} as const

export type ArtefactType = keyof typeof artefactTypes
export type ArtefactClass = (typeof artefactTypes)[ArtefactType]

/** A value that can tie two records. */
export interface Artefact {
  readonly type: ArtefactType
  /** Canonical form: case folded, refanged, digits only … whatever makes equal things equal. */
  readonly value: string
  /** The fact it was taken from, for the pointer back. */
  readonly from: string
}

/** Two records share an artefact. */
export interface Link {
  readonly artefact: Artefact
  readonly evidence: readonly [Id, Id]
  /** Surprise of the coincidence in bits: −log2 of the share of cleared records that carry the value. */
  readonly rarity: number
}

/** Rarity in bits of a value that `holders` of `population` records carry (add-one smoothed); ≥ 0. */
export function rarityBits(holders: number, population: number): number {
  return Math.max(0, Math.log2((population + 1) / Math.max(1, holders)))
}
