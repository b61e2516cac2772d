/** What a group message can name. */
export const draftTypes = [
  'domain',
  'url',
  'ipv4',
  'ipv6',
  'email',
  'package',
  'sha256',
  'sha1',
  'md5',
  'eth',
  'btc',
  'sol',
  'trx',
  'handle',
  'phone',
  'repo',
  'port',
] as const

export type DraftType = (typeof draftTypes)[number]

/** An indicator read from a message: a draft until a person confirms it. */
export interface Draft {
  readonly type: DraftType
  /** Refanged and canonical (see `canonical.ts`). */
  readonly value: string
  /** Where it stands in the message as received: UTF-16 offsets, end exclusive. */
  readonly start: number
  readonly end: number
  /** Written so that nobody clicks it: the writer meant it as an indicator. */
  readonly defanged: boolean
  /** It is only part of another one: the host of a URL, the address of a repository. */
  readonly implied: boolean
  /** Where the writer says it lives: `npm`, `telegram` …, when the message tells. */
  readonly place: string | null
  /** For packages: a version or range, when the message tells. */
  readonly version: string | null
}

/** TLP 2.0 labels, least to most restricted. */
export const tlpLabels = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof tlpLabels)[number]

export interface ReadMessage {
  readonly indicators: readonly Draft[]
  /** The strictest label in the message; null: none. */
  readonly tlp: Tlp | null
  /** Permissible actions, where a PAP label stands. */
  readonly pap: 'CLEAR' | 'GREEN' | 'AMBER' | 'RED' | null
  /** Only the first `longest` characters were read. */
  readonly cut: boolean
}
