import { isIPv4, isIPv6 } from 'node:net'
import { isOfficial } from '../../../measure/host/official.ts'
import { hostIn, isReference } from '../host-name.ts'
import type { Page } from '../page.ts'
import { isOurOwnNetwork } from './network.ts'
import { profileOf } from './profile.ts'

const withScheme = /(?<![\p{L}\p{N}])(https?|ftps?|sftp|wss?):\/\/([^\s<>"'`|\\^{}]+)/giu
const withoutScheme =
  /(?<![\p{L}\p{N}@/._:-])((?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}(?::\d{1,5})?\/[^\s<>"'`|\\^{}]*)/giu

/** Addresses with a scheme, and `host/path` without one; what they point to (repository, package, profile) first. */
export function urls(page: Page): void {
  for (const found of page.free(withScheme))
    one(page, found.index, (found[1] as string).toLowerCase(), found[2] as string, `${found[1]}://`.length)
  for (const found of page.free(withoutScheme)) one(page, found.index, null, found[1] as string, 0)
}

function one(page: Page, start: number, scheme: string | null, written: string, offset: number): void {
  const rest = trimmed(written)
  const end = start + offset + rest.length
  const split = /^(?:[^/@\s?#]*@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)(?::(\d{1,5}))?([/?#].*)?$/iu.exec(rest)
  if (split === null) return
  const [, writtenHost = '', port, path = ''] = split
  const defanged = page.isDefanged(start, end)
  const address = writtenHost.replace(/^\[|\]$/g, '').toLowerCase()
  const isAddress = isIPv4(address) || isIPv6(address)
  // A bare `host/` with nothing behind it is a host.
  if (scheme === null && (isAddress || path.length < 2)) return
  // `one[.]example/other[.]example`: whoever defangs what stands behind the slash means a second host.
  const second = scheme === null ? /^\/([^/?#]+)$/.exec(path)?.[1] : undefined
  if (
    second !== undefined &&
    page.isDefanged(end - second.length, end) &&
    hostIn(second, { defanged: true, said: true, next: '' }) !== null
  )
    return
  const said = scheme !== null || profileOf(writtenHost.toLowerCase(), path) !== null
  const host = isAddress ? address : hostIn(writtenHost, { defanged, said, next: '/' })
  if (host === null || (isAddress && !defanged && isOurOwnNetwork(address))) {
    if (scheme !== null) page.take(start, end)
    return
  }
  const url = `${scheme ?? 'https'}://${isIPv6(host) ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}${path === '/' ? '' : path}`
  const profile = profileOf(host, path)
  const isPointer = isReference(host) && !defanged
  if (isPointer) {
    page.implied('url', url, start, end)
    page.take(start, start + offset + writtenHost.length)
    return
  }
  if (profile !== null) {
    page.add(profile.type, profile.value, start, end, profile)
    page.implied('url', url, start, end)
    return
  }
  // "the real zoom.us": an official front page, written plainly, is what the lure imitates.
  const isFrontPage = !defanged && path.length < 2 && isOfficial(host)
  if (isFrontPage) page.take(start, end)
  else page.add('url', url, start, end, { defanged })
  label(page, start, end, host)
  if (isFrontPage) return
  page.implied(isIPv4(host) ? 'ipv4' : isIPv6(host) ? 'ipv6' : 'domain', host, start, end)
  if (port !== undefined) page.implied('port', String(Number(port)), start, end)
}

/** `<https://evil.com|evil.com>` and `[evil.com](https://evil.com)`: the label is the same thing once more. */
function label(page: Page, start: number, end: number, host: string): void {
  const after = /^\|([^>\n]{1,200})>/.exec(page.text.slice(end, end + 210))
  if (after !== null && (after[1] as string).toLowerCase().includes(host)) page.take(end, end + after[0].length)
  const before = /\[([^\]\n]{1,200})\]\($/.exec(page.text.slice(Math.max(0, start - 210), start))
  if (before !== null && (before[1] as string).toLowerCase().includes(host)) page.take(start - before[0].length, start)
}

/** Without the punctuation of the sentence around it; brackets go when they were not opened inside. */
export function trimmed(text: string): string {
  let out = text
  for (;;) {
    const last = out.at(-1) ?? ''
    if (/[.,;:!?'"*_~…»“”‘’]/.test(last)) out = out.slice(0, -1)
    else if (last === ')' && count(out, '(') < count(out, ')')) out = out.slice(0, -1)
    else if (last === ']' && count(out, '[') < count(out, ']')) out = out.slice(0, -1)
    else if (last === '(' || last === '[') out = out.slice(0, -1)
    else return out
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1
}
