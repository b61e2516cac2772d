import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { isOfficial } from '../../../measure/host/official.ts'
import { hostIn, isReference } from '../host-name.ts'
import type { Page } from '../page.ts'

const v4 = /(?<![\p{L}\p{N}_.-])((?:\d{1,3}\.){3}\d{1,3})(\/\d{1,2})?(?::(\d{1,5}))?(?![\p{L}\p{N}_]|\.\d|-\d)/gu
const v6 =
  /(?<![\p{L}\p{N}_.:-])\[?((?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?)\]?(?::(\d{1,5})(?!\d))?(?![\p{L}\p{N}_:.]*[\p{L}\p{N}_:])/giu
const mail =
  /(?<![\p{L}\p{N}._%+-])([\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_+-])?)@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24})(?![\p{L}\p{N}@-])/gu
const name =
  /(?<![\p{L}\p{N}_@/\\$.-])(?:\*\.)?((?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]{2,59}|[\p{L}]{2,24}))(?::(\d{1,5}))?(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/gu

const aHost =
  /\b(?:domains?|hosts?|hostname|sites?|c2s?|c&c|c2 server|server|subdomains?|dns|resolves? to|registered|lookalike|look-alike|phish(?:ing)?(?: site| page| domain| kit)?|infra(?:structure)?|beacons? (?:out )?to|calls? (?:home|back|out) to|exfil(?:trates)?(?: to)?|connects? to|callback|hosted (?:on|at)|served from|redirects? to|typosquat|landing page|block)\s*(?:is|are|was|:|=|->|→|–|—)?\s*[`"'“*_<]*$/i
const aVersion =
  /\b(?:v|ver|version|versions|chrome|build|release|firmware|sdk|patched in|fixed in|electron|upgrade(?:d)? to|updated? to|section|§)\.?:?\s*$/i

/** Ranges that are somebody's own network or nobody's: never an indicator unless the writer defanged it. */
const own = new Set([
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'unspecified',
  'broadcast',
  'multicast',
  'carrierGradeNat',
])
const resolvers = new Set([
  '8.8.8.8',
  '8.8.4.4',
  '1.1.1.1',
  '1.0.0.1',
  '9.9.9.9',
  '208.67.222.222',
  '208.67.220.220',
  '2001:4860:4860::8888',
  '2606:4700:4700::1111',
])

export function isOurOwnNetwork(address: string): boolean {
  return (
    !ipaddr.isValid(address) ||
    own.has(ipaddr.parse(address).range()) ||
    resolvers.has(ipaddr.parse(address).toString())
  )
}

export function addresses(page: Page): void {
  for (const found of page.free(v6)) {
    const text = found[1] as string
    const start = page.text.indexOf(text, found.index)
    const groups = text.split(':').filter((group) => group !== '')
    // Times, and `add::feed` in code, are no addresses.
    if (!isIPv6(text) || groups.length < 2 || (groups.length < 3 && !/\d/.test(text))) continue
    if (isOurOwnNetwork(text) && !page.isDefanged(start, start + text.length)) page.take(start, start + text.length)
    else page.add('ipv6', ipaddr.parse(text).toString(), start, start + text.length)
    if (found[2] !== undefined && page.text[start - 1] === '[') port(page, found[2], found.index + found[0].length)
  }
  for (const found of page.free(v4)) {
    const text = found[1] as string
    const end = found.index + text.length
    if (!isIPv4(text)) continue
    const defanged = page.isDefanged(found.index, end)
    if (!defanged && aVersion.test(page.before(found.index))) continue
    if (!defanged && isOurOwnNetwork(text)) {
      page.take(found.index, found.index + found[0].length)
      continue
    }
    const range = found[2] !== undefined && Number(found[2].slice(1)) < 32 ? found[2] : ''
    page.add('ipv4', `${text}${range}`, found.index, end + (found[2]?.length ?? 0))
    if (found[3] !== undefined) port(page, found[3], found.index + found[0].length)
  }
}

export function emails(page: Page): void {
  for (const found of page.free(mail)) {
    const end = found.index + found[0].length
    const host = hostIn(found[2] as string, { defanged: true, said: true, next: '' })
    // `git@github.com:owner/name` is a repository.
    if (host === null || (found[1] === 'git' && page.text[end] === ':')) continue
    page.add('email', `${(found[1] as string).toLowerCase()}@${host}`, found.index, end)
    page.implied('domain', host, found.index, end)
  }
}

export function domains(page: Page): void {
  for (const found of page.free(name)) {
    const written = found[1] as string
    const end = found.index + found[0].length
    const start = end - written.length - (found[2] === undefined ? 0 : found[2].length + 1)
    const defanged = page.isDefanged(start, start + written.length)
    const said = found[2] !== undefined || aHost.test(page.before(start)) || /^www\./i.test(written)
    const host = hostIn(written, { defanged, said, next: page.text[end] ?? '' })
    if (host === null) continue
    // "the real zoom.us" is what a lure imitates, no indicator.
    if (!defanged && (isOfficial(host) || isReference(host))) {
      page.take(start, end)
      continue
    }
    page.add('domain', host, start, start + written.length)
    if (found[2] !== undefined) port(page, found[2], end)
  }
  listed(page)
}

const afterSlash = new RegExp(`(?<=[\\p{L}\\p{N}]\\s?/\\s?)${name.source.slice(name.source.indexOf(')') + 1)}`, 'giu')

/** `one[.]example/other[.]example`: a slash between two hosts makes a list of them, if both were meant as indicators. */
function listed(page: Page): void {
  for (const found of page.free(afterSlash)) {
    const written = found[1] as string
    const end = found.index + written.length
    const slash = page.text.lastIndexOf('/', found.index)
    const last = page.text.slice(0, slash).trimEnd().length
    if (!page.isTaken(last - 1, last) || !page.isDefanged(found.index, end)) continue
    const host = hostIn(written, { defanged: true, said: true, next: page.text[end] ?? '' })
    if (host !== null) page.add('domain', host, found.index, end)
  }
}

function port(page: Page, digits: string, end: number): void {
  if (Number(digits) > 0 && Number(digits) < 65_536) page.add('port', String(Number(digits)), end - digits.length, end)
}

// Groups write in many languages: the word for a port is short and much the same.
const portWord =
  /(?<![\p{L}\p{N}_])(?:(?:tcp|udp)[\s/-]?)?(?:ports?|puertos?|portas?|porte|порт[аеу]?|端口|ポート|포트)(?![\p{L}_])["'`]?(?:\s+(?:is|are|was|numbers?|open|range|tcp|udp|no\.?))?\s*[:=#：]?\s*["'`]?((?:(?:(?:tcp|udp)[/ ])?\d{1,5}(?!\d|\.\d)(?:\/(?:tcp|udp))?(?:\s*(?:,|\/|&|\band\b|\bor\b|,\s*and|\+|;)\s*(?:ports?\s*)?(?=(?:(?:tcp|udp)[/ ])?\d))?)+)/giu
const slashed = /(?<![\p{L}\p{N}_.])(?:(?:tcp|udp)(?:\/|:|\s)(\d{2,5})|(\d{2,5})\/(?:tcp|udp))(?![\p{L}\p{N}_]|\.\d)/giu
/** `30962 port`, and what a command line is given: `ssh -p 2222`. */
const before = /(?<![\p{L}\p{N}_.:,/-])(\d{2,5})\s+(?:tcp\s+|udp\s+)?ports?(?![\p{L}\p{N}_-]|\s*[:=#]?\s*\d)/giu
const option = /\b(?:ssh|scp|sftp|nc|ncat|netcat|nmap|telnet|curl|python3?)\b[^\n|;&]{0,60}?\s-p\s?(\d{2,5})(?![\p{L}\p{N}_]|\.\d)/giu
const colon = /(?<=\b(?:on|over|via|to|at|listens|listening)\s{1,2})[`*]?:(\d{2,5})(?![\p{L}\p{N}_:]|\.\d)/giu

export function ports(page: Page): void {
  for (const found of page.free(portWord)) {
    const from = found.index + found[0].length - (found[1] as string).length
    for (const digits of (found[1] as string).matchAll(/\d{1,5}/g))
      port(page, digits[0], from + digits.index + digits[0].length)
  }
  for (const pattern of [slashed, colon, before, option]) {
    for (const found of page.free(pattern)) {
      const digits = (found[1] ?? found[2]) as string
      port(page, digits, found.index + found[0].lastIndexOf(digits) + digits.length)
    }
  }
}
