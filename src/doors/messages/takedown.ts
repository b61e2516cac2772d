import type { Artefact } from '../../core/artefact.ts'
import { defang } from '../../measure/message/address.ts'

export interface Told {
  readonly first: number
  readonly last: number
  readonly attempts: number
  readonly artefacts: readonly Pick<Artefact, 'type' | 'value'>[]
  /** What the rules said, in words. */
  readonly reasons: readonly string[]
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Facts a peer may hold, public types only, addresses defanged. */
function shown(artefacts: Told['artefacts'], types: readonly string[]): string[] {
  return [...new Set(artefacts.filter(({ type }) => types.includes(type)).map(({ type, value }) => `${type}: ${type === 'domain' || type === 'url' || type === 'ip' ? defang(value) : value}`))].slice(0, 60)
}

/**
 * Text of a request to a registrar or host. Says what was seen and when, asks for one thing, accuses nobody by name, and
 * contains nothing of the person who was written to.
 */
export function takedownText(domain: string, told: Told, organisation: string): string {
  return [
    `Subject: Abuse report: ${defang(domain)} is used to deceive our employees`,
    '',
    `Dear abuse team,`,
    '',
    `${organisation} received ${told.attempts} message${told.attempts === 1 ? '' : 's'} between ${day(told.first)} and ${day(told.last)} (UTC) that lead to ${defang(domain)}.`,
    `What we saw:`,
    ...told.reasons.slice(0, 6).map((reason) => `- ${reason}`),
    '',
    `Addresses (defanged):`,
    ...shown(told.artefacts, ['domain', 'url', 'ip']).map((line) => `- ${line}`),
    '',
    `Please examine the domain under your terms and suspend it, and keep the registration and access records for the authorities. We can send the messages with full headers on request.`,
    '',
    `${organisation}, security team`,
    '',
  ].join('\n')
}

/** Draft of an advisory to peers: title, text and public artefacts. A person edits it before anybody gets it. */
export function advisoryDraft(told: Told, marking: 'amber' | 'green' = 'amber'): { title: string; text: string; marking: string; artefacts: { type: string; value: string }[] } {
  const publicTypes = ['domain', 'url', 'ip', 'wallet', 'repository', 'file-hash', 'meeting-id', 'scheduler-slug', 'package']
  const artefacts = [...new Map(told.artefacts.filter(({ type }) => publicTypes.includes(type)).map((one) => [`${one.type} ${one.value}`, { type: one.type, value: one.value }])).values()].slice(0, 200)
  return {
    title: `Messages to employees, ${told.attempts} attempt${told.attempts === 1 ? '' : 's'}, ${day(told.first)} to ${day(told.last)}`,
    text: [
      `We were written to ${told.attempts} time${told.attempts === 1 ? '' : 's'} between ${day(told.first)} and ${day(told.last)} (UTC).`,
      ...(told.reasons.length === 0 ? [] : ['', 'What marks the messages:', ...told.reasons.slice(0, 8).map((reason) => `- ${reason}`)]),
      '',
      'Indicators (defanged):',
      ...shown(told.artefacts, publicTypes).map((line) => `- ${line}`),
    ].join('\n'),
    marking,
    artefacts,
  }
}
