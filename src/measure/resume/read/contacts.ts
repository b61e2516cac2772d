import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/max'
import type { ResumeDocument } from '../document.ts'

export interface Email {
  /** Lower case. */
  readonly address: string
  /** What equal mailboxes share: tag after `+` off, and for Gmail the dots. */
  readonly canonical: string
  readonly domain: string
  readonly start: number
  readonly end: number
}

export interface Phone {
  readonly e164: string
  /** Kind of line as the numbering plan tells it; North American plans do not tell mobile, fixed and internet apart. */
  readonly type: string | null
  /** False when the number has no country code and the operator's own region was assumed. */
  readonly international: boolean
  readonly start: number
  readonly end: number
}

export const linkKinds = [
  'github',
  'gitlab',
  'linkedin',
  'telegram',
  'x',
  'discord',
  'stackoverflow',
  'medium',
  'leetcode',
  'npm',
  'website',
] as const
export type LinkKind = (typeof linkKinds)[number]

export interface Profile {
  readonly kind: LinkKind
  /** Lower-case user name; the host for websites. */
  readonly handle: string
  readonly url: string
  /** -1 when it is only a link under other words. */
  readonly start: number
  readonly end: number
}

/** Mail addresses in order of appearance, each once. Those only in a `mailto:` link count too. */
export function readEmails(document: ResumeDocument): Email[] {
  const found = [...document.text.matchAll(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/gu)].map(
    (match) => toEmail(match[0], match.index),
  )
  const linked = document.links.flatMap(({ url }) => {
    const address = /^mailto:([^?\s]{3,250})/i.exec(url)?.[1]
    return address?.includes('@') === true ? [toEmail(decoded(address), -1)] : []
  })
  return unique([...found, ...linked], (email) => email.address).slice(0, 20)
}

function toEmail(text: string, start: number): Email {
  const address = text.toLowerCase().replace(/\.$/, '')
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com'
  const local = address.slice(0, at).replace(/\+.*$/, '')
  return {
    address,
    canonical: `${gmail ? local.replaceAll('.', '') : local}@${gmail ? 'gmail.com' : domain}`,
    domain,
    start,
    end: start === -1 ? -1 : start + text.length,
  }
}

/**
 * Telephone numbers that the numbering plans allow.
 *
 * @param region two-letter code assumed for numbers without a country code
 */
export function readPhones(document: ResumeDocument, region = 'US'): Phone[] {
  const found = findPhoneNumbersInText(document.text.slice(0, 60_000), region as CountryCode).flatMap(
    (match): Phone[] => {
      const written = document.text.slice(match.startsAt, match.endsAt)
      // Years, identifiers and amounts have digits too: a number needs its plus sign, brackets or separators.
      if (
        !match.number.isValid() ||
        !/^\+|[(). -]\d/.test(written) ||
        /^(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d$/.test(written)
      )
        return []
      return [
        {
          e164: match.number.number,
          type: match.number.getType() ?? null,
          international: written.trim().startsWith('+'),
          start: match.startsAt,
          end: match.endsAt,
        },
      ]
    },
  )
  return unique(found, (phone) => phone.e164).slice(0, 20)
}

const sites: readonly (readonly [LinkKind, RegExp])[] = [
  ['github', /(?:^|[/.@\s])github\.com\/([\w-]{1,39})(?![\w-]*\.)/i],
  ['gitlab', /(?:^|[/.\s])gitlab\.com\/([\w.-]{1,60})/i],
  ['linkedin', /linkedin\.com\/(?:in|pub)\/([^/?#\s|]{2,100})/i],
  ['telegram', /(?:^|[/.\s])(?:t\.me|telegram\.me)\/([\w]{3,40})/i],
  ['x', /(?:^|[/.\s])(?:twitter|x)\.com\/@?([\w]{1,30})/i],
  ['discord', /discord(?:app)?\.com\/users\/(\d{5,25})/i],
  ['stackoverflow', /stackoverflow\.com\/users\/(\d{1,12})/i],
  ['medium', /medium\.com\/@([\w.-]{1,60})/i],
  ['leetcode', /leetcode\.com\/(?:u\/)?([\w-]{1,60})/i],
  ['npm', /npmjs\.com\/~([\w.-]{1,60})/i],
]
const address =
  /(?:https?:\/\/|www\.)[^\s<>"')\]]{3,300}|(?:github|gitlab|linkedin|t|telegram|twitter|x|medium|leetcode|npmjs)\.(?:com|me)\/[^\s<>"')\],|]{2,200}/gi
const labelled = /\b(telegram|github|discord|twitter|linkedin)\s*[:：]\s*@?([\w.#-]{3,40})(?=$|[\s,;|·])/gi

/** Profiles and websites, written out or behind other words, each once. */
export function readProfiles(document: ResumeDocument): Profile[] {
  const written = [...document.text.matchAll(address)].map((match) =>
    toProfile(match[0], match.index, match.index + match[0].length),
  )
  const behind = document.links.filter(({ url }) => /^https?:/i.test(url)).map(({ url }) => toProfile(url, -1, -1))
  const said = [...document.text.matchAll(labelled)].flatMap((match): Profile[] => {
    const kind =
      (match[1] as string).toLowerCase() === 'twitter' ? 'x' : ((match[1] as string).toLowerCase() as LinkKind)
    const handle = (match[2] as string).toLowerCase()
    return /\.(?:com|me|io)$/.test(handle)
      ? []
      : [{ kind, handle, url: '', start: match.index, end: match.index + match[0].length }]
  })
  return unique(
    [...written, ...said, ...behind].filter((one) => one !== null),
    (one) => `${one.kind}:${one.handle}`,
  ).slice(0, 40)
}

function toProfile(text: string, start: number, end: number): Profile | null {
  const url = decoded(text).replace(/[.,;)]+$/, '')
  for (const [kind, pattern] of sites) {
    const handle = pattern.exec(url)?.[1]
    if (handle !== undefined) return { kind, handle: handle.toLowerCase(), url, start, end }
  }
  const host = /^(?:https?:\/\/)?(?:www\.)?([^/?#\s:]+\.[a-z]{2,24})/i.exec(url)?.[1]
  return host === undefined || /(?:linkedin|github|twitter|x)\.com$/i.test(host)
    ? null
    : { kind: 'website', handle: host.toLowerCase(), url, start, end }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const known = seen.has(key(item))
    seen.add(key(item))
    return !known
  })
}

/**
 * The name at the head of the page: among the first lines the largest one that is two to five words of letters and is
 * no heading and no job title; null when none is.
 */
export function readName(document: ResumeDocument): string | null {
  const head = document.lines.filter((line) => line.page === 1).slice(0, 40)
  const best = head
    .filter(
      (line) =>
        /^[\p{L}][\p{L}\p{M}.'’-]*(?: [\p{L}][\p{L}\p{M}.'’-]*){1,4}$/u.test(line.text.trim()) && line.text.length < 50,
    )
    .filter(
      (line) =>
        !/\b(?:resume|curriculum|vitae|engineer|developer|manager|designer|experience|education|skills|summary|profile|senior|software|full|stack)\b/i.test(
          line.text,
        ),
    )
    .map((line, order) => ({
      text: line.text.trim(),
      score: Math.max(...line.runs.map((run) => run.size)) - 0.05 * order,
    }))
    .sort((a, b) => b.score - a.score)[0]
  return best === undefined ? null : best.text.replaceAll(/\s+/g, ' ')
}
