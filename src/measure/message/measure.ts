import type { Measured, Unavailable } from '../../core/facts.ts'
import { lookalike } from '../host/lookalike.ts'
import { hostName } from '../host/name.ts'
import type { Brand } from '../host/official.ts'
import { isLesson } from './asks.ts'
import { attachmentTraits } from './attachments.ts'
import { claims, withOwn } from './claims.ts'
import { commandsIn } from './commands.ts'
import type { MessageFacts } from './facts.ts'
import { identifiers, textBands } from './identifiers.ts'
import { readLinks, type ReadLink } from './links.ts'
import { lures } from './lures.ts'
import type { ParsedMessage } from './parsed.ts'
import { senderOf, type SenderContext } from './sender.ts'
import { wording, wordingFeatures } from './wording/wording.ts'

/** What an organisation knows of itself and of the message's sender; all of it may be missing. */
export interface MessageContext extends SenderContext {
  /** The organisation, its investors and partners, with their own domains. */
  readonly brands?: readonly Brand[]
}

/**
 * Facts of one message: what it says it is, where its links go, what it asks for. Nothing is fetched, opened or run, and
 * nothing is judged.
 */
export function measureMessage(message: ParsedMessage, context: MessageContext = {}): Measured<MessageFacts> {
  const { text, links, traits } = traitsOf(message, context)
  const facts: MessageFacts = { ...traits, bands: textBands(message.text), wording: wording(text, links, traits) }
  return { facts, unavailable: unavailableOf(message, facts) }
}

/** What the model of wording learns from: features of one message, see bench/messages/train.ts. */
export function learnedFrom(message: ParsedMessage, context: MessageContext = {}): Int32Array {
  const { text, links, traits } = traitsOf(message, context)
  return wordingFeatures(text, links, traits)
}

function traitsOf(
  message: ParsedMessage,
  context: MessageContext,
): { text: string; links: ReadLink[]; traits: Omit<MessageFacts, 'wording' | 'bands'> } {
  const brands = withOwn(context.brands ?? [])
  const sender = senderOf(message, brands, context)
  const links = readLinks(
    message.links,
    // An impostor's own site vouches for nothing.
    sender === null || sender.freeMail || sender.imitates !== '' || sender.nameBorrows !== ''
      ? null
      : hostName(sender.domain).registrable,
    context,
  )
  const text =
    message.subject === '' || message.text.includes(message.subject)
      ? message.text
      : `${message.subject}\n${message.text}`
  const found = lures(text)
  // A warning quotes what it warns of. With a link that leads elsewhere it may be a lure in its clothes: then it counts.
  const lesson =
    !links.some((link) => !link.facts.known && !link.facts.senders && link.facts.scheme !== 'mailto') && isLesson(text)
  const traits = {
    form: message.form,
    platform: message.platform,
    headersLost: message.headersLost,
    subject: message.subject,
    bulk: message.bulk,
    publicEvent:
      /\b(?:webinar|regist(?:er|ration)|rsvp|recording|replay|tickets?|meetup|agenda|conference 20\d\d|newsletter|hackathon|workshop|tutorial|town hall|all[- ]hands|office hours)\b/i.test(
        text.replace(/\bh(?:tt|xx)ps?:\/\/\S+/gi, ' '),
      ),
    words: text.split(/\s+/).length,
    sender,
    allKnown:
      sender !== null &&
      !sender.freeMail &&
      lookalike(sender.domain, context).known &&
      links.every((link) => link.facts.known),
    links: links.map((link) => link.facts),
    linksCut: message.linksCut,
    claims: claims(text, links, brands),
    lures: found.map((one) => ({ lure: one.lure, place: one.place })),
    lesson,
    says: lesson ? [] : found.map((one) => one.lure),
    commands: commandsIn({ ...message, text }),
    attachments: message.attachments.map(attachmentTraits),
    hiddenCharacters: message.html.hiddenCharacters,
    bidi: message.html.bidi,
    smuggles: message.html.smuggles || message.attachments.some((one) => one.smuggles),
    passwordForm: message.html.passwordFields > 0,
    ...lists(identifiers(text, links)),
    events: message.events.length,
  }
  return { text, links, traits }
}

function unavailableOf(message: ParsedMessage, { sender }: MessageFacts): Unavailable {
  const unavailable: Record<string, string> = {}
  if (sender === null)
    unavailable['message.sender'] = message.headersLost
      ? 'the original headers are lost'
      : 'the message names no sender address'
  else {
    if (sender.dmarc === null)
      for (const name of ['dmarc', 'spf', 'dkim'])
        unavailable[`message.sender.${name}`] = message.headersLost
          ? 'the original headers are lost'
          : 'no trusted server has checked the sender'
    if (sender.firstContact === null) unavailable['message.sender.firstContact'] = 'earlier correspondence is not known'
  }
  return unavailable as Unavailable
}

function lists(
  found: ReturnType<typeof identifiers>,
): Pick<MessageFacts, 'repositories' | 'wallets' | 'telegram' | 'meetings' | 'schedulers'> {
  return {
    repositories: [...found.repositories],
    wallets: [...found.wallets],
    telegram: [...found.telegram],
    meetings: [...found.meetings],
    schedulers: [...found.schedulers],
  }
}
