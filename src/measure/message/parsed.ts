/** What the parsers of the messages door hand over: plain JSON, nothing judged. */
export interface ParsedMessage {
  readonly form: 'eml' | 'msg' | 'mbox' | 'ics' | 'text' | 'image'
  readonly platform: Platform
  /** An inline forward or a paste: the original headers are gone, the sender cannot be authenticated. */
  readonly headersLost: boolean
  /** Who handed it in, where the message came as an attachment of a report. */
  readonly reportedBy: string | null
  readonly subject: string
  /** Visible text: of the plain part, else of the HTML part; defanged addresses are kept as written. */
  readonly text: string
  readonly from: Mailbox | null
  readonly replyTo: Mailbox | null
  readonly returnPath: string | null
  readonly recipients: number
  readonly date: number | null
  /** `Authentication-Results` headers, topmost first. */
  readonly authenticationResults: readonly string[]
  readonly bulk: boolean
  readonly links: readonly RawLink[]
  /** There were more links than are kept. */
  readonly linksCut: boolean
  readonly attachments: readonly ParsedAttachment[]
  readonly html: HtmlTraits
  readonly events: readonly CalendarEvent[]
  /** Sections that were left out because of a limit. */
  readonly cut: readonly string[]
}

export type Platform =
  | 'mail'
  | 'calendar'
  | 'linkedin'
  | 'telegram'
  | 'whatsapp'
  | 'x'
  | 'discord'
  | 'slack'
  | 'unknown'

export interface Mailbox {
  readonly name: string
  readonly address: string
}

export interface RawLink {
  readonly href: string
  /** Visible words of the link; '' where the address itself is what is seen. */
  readonly shown: string
  readonly from: 'href' | 'text' | 'form' | 'meta-refresh' | 'image-map' | 'calendar' | 'qr' | 'attachment' | 'script'
}

export interface ParsedAttachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  /** What the first bytes say it is: `zip`, `pe`, `mach-o`, `ole`, `pdf`, `html`, `svg`, `script`, … or '' */
  readonly sniffed: string
  /** Names inside an archive. */
  readonly entries: readonly string[]
  readonly encrypted: boolean
  /** HTML or SVG that builds a file out of its own text, or SVG with script. */
  readonly smuggles: boolean
  readonly scripted: boolean
  readonly macros: boolean
  readonly remoteTemplate: string | null
  /** Text of a script, cut; read by the command analyser. */
  readonly script: string
  /** Most blank lines in a row. */
  readonly blankLines: number
  /** Text that follows more than a hundred blank lines. */
  readonly afterBlank: boolean
}

export interface HtmlTraits {
  readonly smuggles: boolean
  /** Text that a script puts on the clipboard. */
  readonly clipboard: readonly string[]
  readonly hiddenCharacters: number
  readonly bidi: number
  readonly forms: number
  readonly passwordFields: number
}

export interface CalendarEvent {
  readonly summary: string
  readonly organiser: string
  readonly location: string
}

export const noHtml: HtmlTraits = {
  smuggles: false,
  clipboard: [],
  hiddenCharacters: 0,
  bidi: 0,
  forms: 0,
  passwordFields: 0,
}

/** A message of which nothing is known yet. */
export const emptyMessage: ParsedMessage = {
  form: 'text',
  platform: 'unknown',
  headersLost: true,
  reportedBy: null,
  subject: '',
  text: '',
  from: null,
  replyTo: null,
  returnPath: null,
  recipients: 0,
  date: null,
  authenticationResults: [],
  bulk: false,
  links: [],
  linksCut: false,
  attachments: [],
  html: noHtml,
  events: [],
  cut: [],
}
