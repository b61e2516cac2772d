import { parse } from 'tldts'

/** A host name, taken apart. */
export interface HostName {
  /** Lower case, ASCII (punycode), without a trailing dot. */
  readonly host: string
  /** `zoom` of `zoom.us05-web.us` is a sub label, `us05-web` the name, `us` the suffix. */
  readonly subLabels: readonly string[]
  readonly name: string
  readonly suffix: string
  /** What somebody registered: name and suffix; the host itself where there is no suffix. */
  readonly registrable: string
  /** The suffix belongs to a hosting or dynamic-DNS company (`pages.dev`, `linkpc.net`), where anybody takes a name. */
  readonly shared: boolean
  readonly ip: boolean
}

/**
 * Takes a host apart by the Public Suffix List, private section included: `x.pages.dev` belongs to `x`, not to `pages.dev`.
 *
 * @param host a host name or address, without scheme and port
 */
export function hostName(host: string): HostName {
  const lower = host.toLowerCase().replace(/\.+$/, '')
  const found = parse(lower, { allowPrivateDomains: true, validateHostname: false })
  if (found.isIp === true || found.domain === null || found.domainWithoutSuffix === null) {
    return {
      host: lower,
      subLabels: [],
      name: lower,
      suffix: found.publicSuffix ?? '',
      registrable: lower,
      shared: false,
      ip: found.isIp === true,
    }
  }
  const sub = found.subdomain === null || found.subdomain === '' ? [] : found.subdomain.split('.')
  return {
    host: lower,
    subLabels: sub,
    name: found.domainWithoutSuffix,
    suffix: found.publicSuffix ?? '',
    registrable: found.domain,
    shared: found.isPrivate === true,
    ip: false,
  }
}
