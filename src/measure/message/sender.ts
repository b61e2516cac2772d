import type { z } from 'zod'
import { lookalike, type HostContext } from '../host/lookalike.ts'
import { hostName } from '../host/name.ts'
import { belongsTo, isOfficial, type Brand } from '../host/official.ts'
import type { senderFacts } from './facts.ts'
import type { ParsedMessage } from './parsed.ts'

export type Sender = z.infer<typeof senderFacts>

export interface SenderContext extends HostContext {
  /** Display names of employees, lower case; compared only, never shown. */
  readonly employees?: ReadonlySet<string>
  readonly ownDomains?: ReadonlySet<string>
  /** Registrable domains and addresses the organisation has corresponded with; absent: not known. */
  readonly correspondents?: ReadonlySet<string>
  /** Names under which a trusted server writes Authentication-Results. */
  readonly authservIds?: readonly string[]
}

/** Mail providers where anybody takes an address. */
export const freeMail: ReadonlySet<string> = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net web.de mail.com zoho.com yandex.com yandex.ru mail.ru tutanota.com tuta.io tutamail.com fastmail.com hey.com qq.com 163.com 126.com naver.com daum.net hanmail.net rediffmail.com duck.com skiff.com onionmail.org cock.li'.split(
    ' ',
  ),
)

/** Who it says it is from, and what speaks for or against that; null where no address is known. */
export function senderOf(message: ParsedMessage, brands: readonly Brand[], context: SenderContext): Sender | null {
  const { from } = message
  if (from === null || !from.address.includes('@')) return null
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)
  const domain = hostName(host).registrable
  const reply = message.replyTo?.address ?? ''
  const replyDomain = reply.includes('@') ? hostName(reply.slice(reply.lastIndexOf('@') + 1)).registrable : ''
  const look = lookalike(host, context)
  const own = context.ownDomains ?? new Set<string>()
  const results = trusted(message.authenticationResults, context.authservIds)
  return {
    address: from.address,
    domain,
    name: from.name,
    freeMail: freeMail.has(domain),
    // "Kraken Recruiting <no-reply@ashbyhq.com>": a known service writes in its customer's name.
    nameBorrows: isOfficial(host) && !freeMail.has(domain) ? '' : borrowedName(from.name, host, brands),
    nameOfEmployee: !own.has(domain) && (context.employees?.has(from.name.trim().toLowerCase()) ?? false),
    replyPivot: replyDomain !== '' && replyDomain !== domain,
    replyToFreeMail: replyDomain !== '' && replyDomain !== domain && freeMail.has(replyDomain),
    imitates: look.imitates,
    margin: look.margin,
    dmarc: method(results, 'dmarc'),
    spf: method(results, 'spf'),
    dkim: method(results, 'dkim'),
    firstContact:
      context.correspondents === undefined
        ? null
        : !context.correspondents.has(domain) && !context.correspondents.has(from.address),
  }
}

/** "Zoom Support <x@gmail.com>": the name is a product's and the address is not below its domains. */
function borrowedName(name: string, host: string, brands: readonly Brand[]): string {
  const lower = name.toLowerCase()
  for (const brand of brands) {
    if (brand.kind === 'service' || belongsTo(brand, host)) continue
    if (
      brand.names.some(
        (one) =>
          (one.length > 3 || lower === one) &&
          new RegExp(`(?<!\\w)${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`).test(lower),
      )
    )
      return brand.id
  }
  return ''
}

/** Only what a server of the organisation wrote counts: everybody can write such a header. */
function trusted(results: readonly string[], authservIds: readonly string[] | undefined): string | null {
  if (authservIds === undefined) return null
  return results.find((one) => authservIds.includes((/^\s*([^;\s]+)/.exec(one)?.[1] ?? '').toLowerCase())) ?? null
}

function method(results: string | null, name: string): Sender['dmarc'] {
  const found = results === null ? null : new RegExp(`\\b${name}\\s*=\\s*(\\w+)`, 'i').exec(results)
  if (found === null) return null
  const value = (found[1] as string).toLowerCase()
  if (value === 'pass' || value === 'fail' || value === 'softfail' || value === 'neutral' || value === 'none')
    return value
  return value === 'hardfail' || value === 'policy' ? 'fail' : 'error'
}
