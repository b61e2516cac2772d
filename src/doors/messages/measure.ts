import type { Artefact } from '../../core/artefact.ts'
import { isOfficial } from '../../measure/host/official.ts'
import type { MessageFacts } from '../../measure/message/facts.ts'

/** Space of the band index for texts of messages. */
export const textSpace = 'message-text'

/**
 * Values that tie one attempt to another. A known vendor's domain ties nothing; a domain under a shared suffix ties by its
 * whole registrable name.
 */
export function messageArtefacts(facts: MessageFacts): readonly Artefact[] {
  const foreign = facts.links.filter((link) => !link.known && link.host !== '' && !isOfficial(link.host))
  const sender = facts.sender
  const found: Artefact[] = [
    ...foreign.map((link) => ({
      type: link.numeric ? ('ip' as const) : ('domain' as const),
      value: link.registrable.toLowerCase(),
      from: 'message.links',
    })),
    ...foreign
      .filter((link) => /[/?].{3,}/.test(link.address.replace(/^\w+:\/\//, '')))
      .map((link) => ({ type: 'url' as const, value: link.address.toLowerCase(), from: 'message.links' })),
    ...facts.commands.flatMap((command) =>
      command.urls.map((url) => ({
        type: 'url' as const,
        value: url.toLowerCase().slice(0, 300),
        from: 'message.commands',
      })),
    ),
    ...facts.wallets.map((value) => ({ type: 'wallet' as const, value, from: 'message.wallets' })),
    ...facts.telegram.map((value) => ({
      type: 'handle' as const,
      value: `telegram:${value}`,
      from: 'message.telegram',
    })),
    ...facts.meetings.map((value) => ({ type: 'meeting-id' as const, value, from: 'message.meetings' })),
    ...facts.schedulers.map((value) => ({ type: 'scheduler-slug' as const, value, from: 'message.schedulers' })),
    ...facts.repositories.map((value) => ({ type: 'repository' as const, value, from: 'message.repositories' })),
    ...facts.attachments.map((one) => ({ type: 'file-hash' as const, value: one.sha256, from: 'message.attachments' })),
    ...facts.bands.map((value) => ({ type: 'message-text' as const, value, from: 'message.bands' })),
    ...(sender === null
      ? []
      : [
          { type: 'email' as const, value: sender.address, from: 'message.sender' },
          ...(sender.freeMail || isOfficial(sender.domain)
            ? []
            : [{ type: 'domain' as const, value: sender.domain, from: 'message.sender' }]),
        ]),
  ]
  return [
    ...new Map(found.filter((one) => one.value !== '').map((one) => [`${one.type} ${one.value}`, one])).values(),
  ].slice(0, 400)
}
