import { z } from 'zod'

/**
 * One normalised presence fact: that an account was active, when, through what, and nothing of what it did. No content,
 * no title, no URL, no address in the clear: keys arrive hashed, networks as a prefix hash.
 */
export const presenceEvent = z.strictObject({
  /** Where it was read: `git`, `okta`, `entra`, `github`, … */
  source: z.string().max(40),
  /** The source's own id: what makes taking it in twice harmless. */
  id: z.string().max(200),
  /** Pseudonym of the account. */
  account: z.string().max(200),
  /** When it happened as the source says, milliseconds since 1970. */
  at: z.number(),
  /** When a server received it; null where only the account's own machine says when (git author time). */
  received: z.number().nullable(),
  /** Token refreshes, service accounts and merges are not a person at a keyboard. */
  class: z.enum(['interactive', 'token', 'automated', 'merge']),
  session: z.string().max(200).nullable(),
  device: z.string().max(200).nullable(),
  /** Hash of the /24 or /48 the event came from. */
  network: z.string().max(200).nullable(),
  asn: z.number().nullable(),
  country: z.string().max(2).nullable(),
  /** Offset of the machine's clock, minutes; null when it does not say. 0 in git means "not set" as often as London. */
  offset: z.number().min(-840).max(960).nullable(),
  /** Family of client: `git`, `chrome/macos`, `vscode` … */
  client: z.string().max(80).nullable(),
  /** Hash of the author identity a commit carries. */
  author: z.string().max(200).nullable(),
  /** Hash of the factor that passed a second-factor challenge. */
  factor: z.string().max(200).nullable(),
})

export type PresenceEvent = z.infer<typeof presenceEvent>

/** A declared reason for unusual hours, or a hole in what a source delivered. Times in milliseconds since 1970. */
export const explainer = z.strictObject({
  kind: z.enum(['leave', 'travel', 'on-call', 'source-gap']),
  from: z.number(),
  to: z.number(),
  /** Zone of a journey, minutes from UTC. */
  offset: z.number().nullable(),
  /** For a source gap: which source. */
  source: z.string().nullable(),
})

export type Explainer = z.infer<typeof explainer>

/** What a person told the company about where they work. */
export interface Claim {
  /** IANA name (`Europe/Lisbon`), so that DST is no surprise. */
  readonly zone: string
}

/** What the parsers hand to the measurement: one account. */
export interface Activity {
  readonly account: string
  readonly events: readonly PresenceEvent[]
  readonly explainers: readonly Explainer[]
  readonly claim: Claim | null
  /** Lines that could not be read, by reason. */
  readonly refused: Readonly<Record<string, number>>
}
