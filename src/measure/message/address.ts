/** Turns what analysts and filters defang back into an address: hxxp, [.], (dot), {.}, [:]. */
export function refang(text: string): string {
  return text
    .replace(/\bh(?:xx|\*\*|tt|XX)p(s?)(?=\s*(?::|\[:\]|\(:\)))/gi, 'http$1')
    .replace(/\[:\/\/\]|\[:\]\/\//g, '://')
    .replace(/\s?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\})\s?/gi, '.')
    .replace(/\[:\]/g, ':')
    .replace(/\[@\]|\(at\)|\[at\]/gi, '@')
}

/** Shown in mails, pages and exports so that nobody opens it by accident. */
export function defang(address: string): string {
  return address.replace(/^http/i, 'hxxp').replace(/\.(?=[^./]*(?:[/:?#]|$))/, '[.]')
}

/** A host in numbers in any base, as browsers read it: 0x7f.1, 017700000001, 2130706433 → dotted quad. */
export function canonicalIpv4(host: string): string | null {
  const parts = host.split('.')
  if (parts.length > 4 || parts.length === 0) return null
  const numbers: number[] = []
  for (const part of parts) {
    if (!/^(?:0x[0-9a-f]*|[0-9]+)$/i.test(part)) return null
    const value = /^0x/i.test(part)
      ? part.length === 2
        ? 0
        : Number.parseInt(part.slice(2), 16)
      : /^0[0-7]+$/.test(part)
        ? Number.parseInt(part, 8)
        : Number(part)
    if (!Number.isFinite(value)) return null
    numbers.push(value)
  }
  const last = numbers.pop() as number
  if (numbers.some((value) => value > 255) || last >= 256 ** (4 - numbers.length)) return null
  const whole = numbers.reduce((sum, value, at) => sum + value * 256 ** (3 - at), last)
  return [24, 16, 8, 0].map((shift) => Math.floor(whole / 2 ** shift) % 256).join('.')
}

/** An address, taken apart the way a browser would. */
export interface Address {
  readonly scheme: string
  /** ASCII host, lower case; '' for data: and blob: */
  readonly host: string
  readonly path: string
  readonly query: string
  /** The part before `@`, which looks like a host and is none. */
  readonly userinfo: string
  readonly oddNumeric: boolean
}

/**
 * @param text an address with or without a scheme
 * @returns null when it is no address of the web
 */
export function readAddress(text: string): Address | null {
  const refanged = refang(text.trim()).replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
  if (/^(?:data|blob|javascript):/i.test(refanged))
    return {
      scheme: (/^\w+/.exec(refanged) as RegExpExecArray)[0].toLowerCase(),
      host: '',
      path: refanged.slice(0, 200),
      query: '',
      userinfo: '',
      oddNumeric: false,
    }
  if (/^(?:mailto|tel|sms|cid|about):/i.test(refanged)) return null
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(refanged) && !/^[\w.-]+:\d/.test(refanged)
      ? refanged
      : `https://${refanged.replace(/^\/\//, '')}`
  let url: URL
  try {
    url = new URL(withScheme)
  } catch {
    return null
  }
  if (url.hostname === '') return null
  const written = /^[a-z+.-]+:\/{1,2}(?:[^/?#@]*@)?([^/:?#]+)/i.exec(withScheme)?.[1]?.toLowerCase() ?? ''
  const numeric = canonicalIpv4(written)
  return {
    scheme: url.protocol.slice(0, -1),
    host: url.hostname.toLowerCase().replace(/\.$/, ''),
    path: url.pathname,
    query: url.search,
    userinfo: decodeURIComponentSafe(url.username),
    oddNumeric: numeric !== null && numeric !== written,
  }
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Hosts whose links only pass on to the address in a parameter. */
const wrappers: readonly (readonly [host: RegExp, parameter: RegExp])[] = [
  [/(?:^|\.)google\.[a-z.]+$/, /[?&](?:q|url|adurl)=([^&]+)/],
  [/(?:^|\.)safelinks\.protection\.outlook\.com$/, /[?&]url=([^&]+)/i],
  [/(?:^|\.)linkedin\.com$/, /[?&](?:url|session_redirect|redirect)=([^&]+)/],
  [/(?:^|\.)(?:facebook|instagram|messenger)\.com$/, /[?&]u=([^&]+)/],
  [/(?:^|\.)youtube\.com$/, /[?&]q=([^&]+)/],
  [/(?:^|\.)(?:bing|yahoo|duckduckgo)\.com$/, /[?&](?:u|url|uddg|RU)=([^&]+)/i],
  [/(?:^|\.)(?:slack-redir\.net|steamcommunity\.com|vk\.com|t\.umblr\.com|l\.wl\.co)$/, /[?&](?:url|u|z|to)=([^&]+)/],
  [/(?:^|\.)(?:urldefense\.proofpoint\.com)$/, /[?&]u=([^&]+)/],
  [
    /(?:^|\.)(?:mimecastprotect\.com|barracudacentral\.org|linkprotect\.cudasvc\.com|cudasvc\.com)$/,
    /[?&](?:a|url)=([^&]+)/,
  ],
  [
    /(?:^|\.)(?:calendly|cal|hubspot|medium|reddit)\.com$/,
    /[?&](?:url|redirect|redirect_url|target)=(https?%3A[^&]+)/i,
  ],
]

/** The address behind redirect wrappers, at most five deep, and how many were taken off. */
export function unwrap(text: string): { address: string; layers: number } {
  let address = refang(text)
  for (let layers = 0; layers < 5; layers++) {
    const inner = unwrapOnce(address)
    if (inner === null) return { address, layers }
    address = inner
  }
  return { address, layers: 5 }
}

function unwrapOnce(text: string): string | null {
  const address = readAddress(text)
  if (address === null) return null
  // urldefense.com/v3/__https://host/path__;!!…
  const v3 = /^\/v3\/__(.+?)__;/.exec(address.path)
  if (address.host === 'urldefense.com' && v3 !== null) return v3[1] as string
  for (const [host, parameter] of wrappers) {
    if (!host.test(address.host)) continue
    const found = parameter.exec(address.query)
    if (found === null) continue
    let inner = decodeURIComponentSafe(found[1] as string)
    if (address.host.startsWith('urldefense'))
      inner = decodeURIComponentSafe(inner.replace(/-(?=[0-9A-F]{2})/g, '%').replace(/_/g, '/'))
    if (/^https?:\/\//i.test(inner) && readAddress(inner) !== null) return inner
  }
  return null
}

/** Hosts that shorten: where they lead is not known without asking. */
export const shorteners: ReadonlySet<string> = new Set(
  'bit.ly t.co tinyurl.com is.gd ow.ly buff.ly rebrand.ly cutt.ly rb.gy shorturl.at t.ly s.id goo.su v.gd tiny.cc lnkd.in bl.ink short.io dub.sh shorturl.asia u.to clck.ru soo.gd qr.ae tr.ee surl.li n9.cl urlz.fr kutt.it 2no.co grabify.link iplogger.org'.split(
    ' ',
  ),
)

/** Mail senders' click counters: the visible address and the target differ by design. */
export const clickCounters =
  /(?:^|\.)(?:sendgrid\.net|mailchimp\.com|list-manage\.com|mandrillapp\.com|mailgun\.(?:org|net)|hubspotlinks\.com|hubspotemail\.net|hs-sites\.com|sendinblue\.com|brevo\.com|sparkpostmail\.com|exacttarget\.com|sfmc-content\.com|salesforce\.com|marketo\.com|mktoweb\.com|pardot\.com|constantcontact\.com|rs6\.net|cmail\d*\.com|createsend\d*\.com|klclick\d*\.com|klaviyomail\.com|convertkit-mail\d*\.com|beehiiv\.com|substack\.com|customeriomail\.com|customer\.io|awstrack\.me|postmarkapp\.com|mlsend\.com|intercom-clicks\.com|intercom-mail\.com|outreach\.io|lever\.co|greenhouse\.io|ashbyhq\.com|gem\.com|mixmax\.com|yesware\.com|superhuman\.com|google\.com|outlook\.com|linkedin\.com|lnkd\.in|facebook\.com|twitter\.com|t\.co)$|^(?:click|clicks|track|tracking|link|links|go|email|e|em|url\d*|t|trk)\./
