import { messageFacts, type MessageFacts } from '../../measure/message/facts.ts'
import { measureMessage, type MessageContext } from '../../measure/message/measure.ts'
import type { ParsedMessage } from '../../measure/message/parsed.ts'
import type { Kind } from '../door.ts'
import { messageArtefacts, textSpace } from './measure.ts'
import { tenantContext } from './tenant.ts'

/** A message somebody reported: mail, chat, invitation, screenshot. */
export const message: Kind<ParsedMessage, MessageContext, MessageFacts> = {
  facts: messageFacts,
  parser: new URL('./parsers/message.ts', import.meta.url),
  gather: tenantContext,
  measure: measureMessage,
  label: (facts) => (facts.subject === '' ? null : facts.subject),
  artefacts: messageArtefacts,
  bands: (_parsed, facts) => [[textSpace, facts.bands]],
}
