import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import type { DraftType } from './draft.ts'

/** A package as a purl: `pkg:npm/%40scope/name@1.2.3`. */
export function canonicalPackage(ecosystem: string, name: string, version: string | null): string {
  const lower = ecosystem === 'npm' || ecosystem === 'pypi' ? name.toLowerCase() : name
  const plain = ecosystem === 'pypi' ? lower.replace(/[_.]+/g, '-') : lower
  return `pkg:${ecosystem}/${plain.replace(/^@/, '%40')}${version === null || version === '' ? '' : `@${version.replace(/^[v=^~]+(?=\d)/, '')}`}`
}

/**
 * One form for values that mean the same, so that lists written by others can be compared with ours:
 * purl, `npm:name@1.2.3`, `name==1.2.3` and `name@1.2.3` are one package; `owner/name` is on GitHub; a handle has no
 * at-sign and no service in front; a URL is compared without scheme, `www.` stays, a root path has no slash.
 */
export function comparable(type: DraftType, value: string): string {
  const text = value.trim()
  switch (type) {
    case 'domain':
      return domainToASCII(text.toLowerCase().replace(/\.$/, '')) || text.toLowerCase()
    case 'url':
      return comparableUrl(text)
    case 'ipv4':
    case 'ipv6':
      return ipaddr.isValid(text) ? ipaddr.parse(text).toString() : text.toLowerCase()
    case 'package':
      return comparablePackage(text)
    case 'btc':
      return /^bc1/i.test(text) ? text.toLowerCase() : text
    case 'sol':
    case 'trx':
      return text
    case 'handle':
      return text
        .toLowerCase()
        .replace(/^(?:(?:telegram|tg|x|twitter|github|gitlab|linkedin|discord|instagram|signal|npm):)?\s*/, '')
        .replace(/^(?:https?:\/\/)?(?:t\.me|x\.com|github\.com|(?:www\.)?linkedin\.com\/in)\//, '')
        .replace(/^@/, '')
        .replace(/\/$/, '')
    case 'phone':
      return `+${text.replace(/\D/g, '').replace(/^00/, '')}`
    case 'repo': {
      const bare = text
        .toLowerCase()
        .replace(/^(?:git\+)?(?:https?|ssh|git):\/\/(?:git@)?/, '')
        .replace(/^git@([^:]+):/, '$1/')
        .replace(/^www\./, '')
        .replace(/\.git$/, '')
        .replace(/\/$/, '')
        .replace(/^github:/, 'github.com/')
      return bare.split('/').length === 2 && !bare.split('/')[0]?.includes('.') ? `github.com/${bare}` : bare
    }
    case 'port':
      return String(Number(text.replace(/\D/g, '')))
    case 'email':
    case 'eth':
    case 'sha256':
    case 'sha1':
    case 'md5':
      return text.toLowerCase()
  }
}

function comparableUrl(text: string): string {
  const found = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#]*)(.*)$/is.exec(text)
  const host = (found?.[1] ?? '').toLowerCase()
  const ascii = domainToASCII(host.replace(/:\d+$/, '')) || host.replace(/:\d+$/, '')
  return `${ascii}${/:\d+$/.exec(host)?.[0] ?? ''}${(found?.[2] ?? '').replace(/\/$/, '')}`
}

function comparablePackage(text: string): string {
  const body = decode(text.replace(/^pkg:[a-z]+\//i, '').replace(/[?#].*$/, '')).replace(
    /^(?:npm|pypi|pip|cargo|crates|gem|rubygems|nuget|go|golang|maven|composer):/i,
    '',
  )
  const split = /^(@?[^@=\s]+)(?:(?:@|==|\s+v?)(.+))?$/.exec(body)
  const name = (split?.[1] ?? body).toLowerCase().replace(/_/g, '-')
  const version = (split?.[2] ?? '').replace(/^[v=^~\s]+(?=\d)/, '')
  return version === '' || /^(?:latest|\*)$/.test(version) ? name : `${name}@${version}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
