import type { Id } from './ids.ts'

/** The doors of the house. */
export const doorIds = ['apply', 'interview', 'work', 'packages', 'messages', 'circle'] as const
export type DoorId = (typeof doorIds)[number]

/** What can be received. Each kind has one shape of facts, named in a rule by its root (see `factRoots`). */
export const evidenceKinds = [
  'resume',
  'session',
  'endpoint',
  'call',
  'activity',
  'package',
  'repository',
  'message',
  'advisory',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** The name under which a rule reads the facts of a kind. `package` is a reserved word of CEL. */
export const factRoots: Readonly<Record<EvidenceKind, string>> = {
  resume: 'resume',
  session: 'session',
  endpoint: 'endpoint',
  call: 'call',
  activity: 'activity',
  package: 'pkg',
  repository: 'repo',
  message: 'message',
  advisory: 'advisory',
}

/** Lower-case hexadecimal SHA-256 of the received bytes. */
export type Digest = string

/** What was received: immutable, and addressed by its content. The bytes themselves lie in the vault. */
export interface Evidence {
  readonly id: Id
  readonly org: Id
  readonly door: DoorId
  readonly kind: EvidenceKind
  readonly subject: Id
  readonly digest: Digest
  readonly bytes: number
  readonly mediaType: string
  /** The name it came with; hostile text, shown as text only. */
  readonly name: string
  /** Where it came from: `upload`, `api`, `mail`, `ats:ashby`, … */
  readonly source: string
  /** When it happened, as far as the source says; milliseconds since 1970. */
  readonly observedAt: number
  readonly receivedAt: number
}

/** A pointer to the exact place in the evidence that a finding speaks of. */
export type Place =
  | { readonly in: 'page'; readonly page: number; readonly box: readonly [x0: number, y0: number, x1: number, y1: number]; readonly text?: string }
  | { readonly in: 'text'; readonly start: number; readonly end: number; readonly text?: string }
  | { readonly in: 'code'; readonly file: string; readonly line: number; readonly column: number; readonly text?: string }
  | { readonly in: 'call'; readonly turn: number; readonly atMs: number; readonly text?: string }
  | { readonly in: 'time'; readonly fromMs: number; readonly toMs: number; readonly text?: string }
  | { readonly in: 'field'; readonly path: string; readonly text?: string }
  | { readonly in: 'evidence'; readonly evidence: Id; readonly text?: string }
