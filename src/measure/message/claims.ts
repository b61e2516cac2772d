import { hostName } from '../host/name.ts'
import { belongsTo, isOfficial, publicBrands, type Brand } from '../host/official.ts'
import type { z } from 'zod'
import type { claimFacts } from './facts.ts'
import { projectPages, type ReadLink } from './links.ts'

export type Claim = z.infer<typeof claimFacts>

/** Kinds of which a message can say "this link is …". */
const linkable = new Set<Brand['kind']>([
  'meeting',
  'scheduler',
  'document',
  'ats',
  'exchange',
  'wallet',
  'account',
  'network',
  'code',
  'chat',
  'own',
  'fund',
  'media',
])

/** "Teams", "Meet", "Signal" are also words: they count as products only in these company. */
const guarded: Readonly<Record<string, RegExp>> = {
  teams:
    /\b(?:microsoft|ms) teams\b|\bteams (?:meeting|call|link|invite|room|session|client|app|sdk|update|live)\b|\b(?:on|via|over|in|into|through|with|using|join|my|our|the|a|to|use|open) teams\b(?! (?:of|at|in|are|is|who|that|will|to|across|have|lead|member))|\bteams:|(?<=^|\n)\s*teams\b/i,
  meet: /\bgoogle meet\b|\bgmeet\b|\bmeet\.google\b|\b(?:on|via|over|through|by|using|use|join|in) (?:google )?meet\b(?! (?:up|with|you|the|me|us|our|and|in|at|for|on|your|people))|\bmeet (?:link|call|room)\b/i,
}

/**
 * What a message says it is, and whether a link keeps the promise.
 *
 * A link stands where a product's link should be when its words name the product, when the product is named shortly
 * before it, or when it looks like a way into a meeting and the message speaks of one product only.
 *
 * @param text visible text, with addresses
 */
export function claims(text: string, links: readonly ReadLink[], brands: readonly Brand[]): Claim[] {
  const found: Claim[] = []
  const lower = text.slice(0, 60_000)
  const prose = lower.replace(/\bh(?:tt|xx)ps?:\/\/\S+/gi, (address) => ' '.repeat(address.length))
  const low = lower.toLowerCase()
  const written = new Map(links.slice(0, 60).map((link) => [link, low.indexOf(link.url.host)] as const))
  const meetingBrands = brands.filter((brand) => brand.kind === 'meeting' && mention(brand, prose) !== null)
  for (const brand of brands) {
    // Jitsi is made to be hosted by oneself: no host is wrong for it.
    if (!linkable.has(brand.kind) || brand.id === 'jitsi') continue
    const said = mention(brand, prose)
    const shownBy = links.filter(
      (link) => link.shown !== '' && !/^https?:/i.test(link.shown) && mention(brand, link.shown) !== null,
    )
    if (said === null && shownBy.length === 0) continue
    const met = links.some((link) => belongsTo(brand, link.url.host))
    const candidates = new Set<ReadLink>(shownBy)
    for (const link of links) {
      if (brand.kind === 'meeting' && link.facts.meetingLike && meetingBrands.length <= 2) candidates.add(link)
      // It speaks of the product and a host carries the product's name: that is the link's promise. Newsletters name and link everything.
      if (said !== null && link.facts.imitates === brand.id && links.length <= 12) candidates.add(link)
      if (said !== null && introduced(brand, lower, link.url.host, written.get(link) ?? -1)) candidates.add(link)
    }
    const others = [...candidates].filter(
      (link) => !belongsTo(brand, link.url.host) && link.url.host !== '' && !excused(brand, link),
    )
    found.push({
      brand: brand.id,
      kind: brand.kind,
      title: brand.title,
      met,
      others: [...new Set(others.map((link) => link.url.host))].slice(0, 8),
      place: {
        in: 'text',
        start: said?.start ?? 0,
        end: said?.end ?? 0,
        text: said === null ? (shownBy[0]?.shown.slice(0, 100) ?? brand.title) : lower.slice(said.start, said.end),
      },
    })
  }
  return found
}

function mention(brand: Brand, text: string): { start: number; end: number } | null {
  const guard = guarded[brand.id]
  if (guard !== undefined) {
    const match = guard.exec(text)
    return match === null ? null : { start: match.index, end: match.index + match[0].length }
  }
  for (const name of brand.names) {
    const match = patternOf(name).exec(text)
    if (match !== null) return { start: match.index, end: match.index + match[0].length }
  }
  return null
}

/** The product is named in the hundred signs before the address, in the same breath: "Zoom link: …", "join Zoom Meeting \n https…". */
function introduced(brand: Brand, text: string, host: string, written: number): boolean {
  if (written === -1) return false
  const before =
    text
      .slice(Math.max(0, written - 100), written)
      .split(/\n\s*\n|[.!?]\s+(?=[A-Z])/)
      .at(-1) ?? ''
  const after = text.slice(written + host.length, written + 140).split('\n')[0] as string
  if (mention(brand, /^\S*\s{0,2}(\(?.{0,30})/.exec(after)?.[1] ?? '') !== null) return true
  const said = mention(brand, before)
  if (said === null) return false
  return /link|join|meeting|call|invite|room|url|here|at|:|→|->|click|open|via|on|book|schedul|doc|deck|file|form|apply|sign|log/i.test(
    before.slice(said.start),
  )
}

/** Another product's official site, a wrapper, or the same owner: no broken promise. */
function excused(brand: Brand, link: ReadLink): boolean {
  const { host } = link.url
  if (isOfficial(host) || link.facts.known) return true
  if (link.facts.shortener || projectPages.test(host)) return true
  // "Zoom webinar, register at our site": the sender's own site may introduce any product, unless it borrows a name.
  if (link.facts.senders && link.facts.imitates === '' && link.facts.margin < 0) return true
  if (brand.kind !== 'meeting')
    return link.facts.imitates !== brand.id && !hostName(host).name.includes(brand.id) && !link.facts.shownElsewhere
  return false
}

/** The public list with the organisation's own. */
export function withOwn(own: readonly Brand[]): readonly Brand[] {
  return own.length === 0 ? publicBrands : [...own, ...publicBrands]
}

const patterns = new Map<string, RegExp>()

/** The name as a word of its own, not as part of an address. */
function patternOf(name: string): RegExp {
  const known = patterns.get(name)
  if (known !== undefined) return known
  const made = new RegExp(`(?<![\\w.@/-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w@-]|\\.\\w)`, 'i')
  patterns.set(name, made)
  return made
}
