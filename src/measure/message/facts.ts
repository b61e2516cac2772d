import { z } from 'zod'
import { behaviours } from '../command/facts.ts'
import { borrowings } from '../host/lookalike.ts'
import { lureNames } from './lures.ts'

const place = z.object({ in: z.literal('text'), start: z.number(), end: z.number(), text: z.string() })
const field = z.object({ in: z.literal('field'), path: z.string(), text: z.string() })

/** One link, taken to where it really leads. */
export const linkFacts = z.object({
  /** Defanged, cut. */
  address: z.string(),
  host: z.string(),
  registrable: z.string(),
  place: field,
  from: z.string(),
  /** On the public list of official domains, or allowed by the organisation. */
  known: z.boolean(),
  /** Same registrable domain as the sender's address. */
  senders: z.boolean(),
  /** Id of the brand whose name the host borrows; '' for none. */
  imitates: z.string(),
  how: z.enum(borrowings),
  /** Above 0: built like a lure; see host/lookalike. */
  margin: z.number(),
  /** Wording or path says it is a way into a meeting. */
  meetingLike: z.boolean(),
  /** Path of a fix or help page with a number: `/audio/fix/123`. */
  fixPath: z.boolean(),
  /** The visible words name another registrable domain, or a product that the target does not belong to. */
  shownElsewhere: z.boolean(),
  userinfo: z.boolean(),
  oddNumeric: z.boolean(),
  numeric: z.boolean(),
  foreignLetters: z.boolean(),
  shortener: z.boolean(),
  shared: z.boolean(),
  wrapped: z.number(),
  scheme: z.string(),
  runnable: z.boolean(),
})
export type LinkFacts = z.infer<typeof linkFacts>

/** What the message says a link is, against where it goes. */
export const claimFacts = z.object({
  /** Id of the product or organisation that is claimed. */
  brand: z.string(),
  kind: z.string(),
  title: z.string(),
  /** Some link belongs to it. */
  met: z.boolean(),
  /** Hosts of links that stand where its link should be, and are not its. */
  others: z.array(z.string()),
  place,
})

export const attachmentFacts = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  sniffed: z.string(),
  runnable: z.boolean(),
  diskImage: z.boolean(),
  archive: z.boolean(),
  /** Names inside the archive that can be run. */
  runnableInside: z.number(),
  doubleEnding: z.boolean(),
  /** Its bytes are another type than its name says. */
  disguised: z.boolean(),
  encrypted: z.boolean(),
  smuggles: z.boolean(),
  scripted: z.boolean(),
  macros: z.boolean(),
  remoteTemplate: z.boolean(),
  blankLines: z.number(),
  afterBlank: z.boolean(),
  place: field,
})

const verdictOfMail = z.enum(['pass', 'fail', 'softfail', 'neutral', 'none', 'error'])

export const senderFacts = z.object({
  address: z.string(),
  domain: z.string(),
  name: z.string(),
  freeMail: z.boolean(),
  /** The display name names a product or organisation whose domain the address is not. */
  nameBorrows: z.string(),
  /** The display name is an employee's, the address is not ours. */
  nameOfEmployee: z.boolean(),
  replyPivot: z.boolean(),
  replyToFreeMail: z.boolean(),
  imitates: z.string(),
  margin: z.number(),
  /** Null where headers are lost or nobody checked. */
  dmarc: verdictOfMail.nullable(),
  spf: verdictOfMail.nullable(),
  dkim: verdictOfMail.nullable(),
  /** Null where the organisation's earlier correspondence is not known. */
  firstContact: z.boolean().nullable(),
})

/** Facts of a message; root `message`. */
export const messageFacts = z.object({
  form: z.string(),
  platform: z.string(),
  headersLost: z.boolean(),
  subject: z.string(),
  bulk: z.boolean(),
  /** Speaks of a webinar, registration, recording, tickets: an event for many. */
  publicEvent: z.boolean(),
  words: z.number(),
  sender: senderFacts.nullable(),
  /** Sent from a domain of the list or one the organisation allowed (never free mail), and every link leads to such. */
  allKnown: z.boolean(),
  links: z.array(linkFacts),
  linksCut: z.boolean(),
  claims: z.array(claimFacts),
  lures: z.array(z.object({ lure: z.enum(lureNames), place })),
  /** Speaks about lures (training, warning, report) and leads nowhere unknown. */
  lesson: z.boolean(),
  /** Just the names, for rules; none where the message is a lesson about them. */
  says: z.array(z.enum(lureNames)),
  commands: z.array(
    z.object({
      does: z.array(z.enum(behaviours)),
      vendorOnly: z.boolean(),
      bareSource: z.boolean(),
      selfNamed: z.boolean(),
      decoyComment: z.boolean(),
      disguised: z.boolean(),
      padding: z.number(),
      place,
      urls: z.array(z.string()),
    }),
  ),
  attachments: z.array(attachmentFacts),
  hiddenCharacters: z.number(),
  bidi: z.number(),
  smuggles: z.boolean(),
  passwordForm: z.boolean(),
  repositories: z.array(z.string()),
  wallets: z.array(z.string()),
  telegram: z.array(z.string()),
  meetings: z.array(z.string()),
  schedulers: z.array(z.string()),
  events: z.number(),
  /** Natural-log odds that the whole reads like a lure, on even priors, and the sentences that say so; see wording/. */
  wording: z.object({ score: z.number(), places: z.array(place) }),
  /** Bands of the text's shingles: near-equal texts share some. */
  bands: z.array(z.string()),
})
export type MessageFacts = z.infer<typeof messageFacts>
