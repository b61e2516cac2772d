import { hostName } from '../../measure/host/name.ts'
import { isOfficial } from '../../measure/host/official.ts'
import type { Artefact } from '../../core/artefact.ts'

export const blockFormats = ['hosts', 'domains', 'cidr', 'rpz', 'pihole'] as const
export type BlockFormat = (typeof blockFormats)[number]

export interface Blocked {
  readonly domains: readonly string[]
  /** Single addresses as CIDR. */
  readonly networks: readonly string[]
}

/**
 * What of these artefacts may be blocked: domains nobody else lives under, and single addresses. A known vendor's domain,
 * a shared suffix (where strangers have their pages) and a private or loopback address never get on a list.
 */
export function blockable(artefacts: readonly Pick<Artefact, 'type' | 'value'>[]): Blocked {
  const domains = new Set<string>()
  const networks = new Set<string>()
  for (const { type, value } of artefacts) {
    const host = value.toLowerCase()
    if (type === 'ip' && isPublicAddress(host)) networks.add(host.includes(':') ? `${host}/128` : `${host}/32`)
    if (type !== 'domain' || !/^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(host)) continue
    const name = hostName(host)
    if (name.ip || isOfficial(host) || name.registrable === '' || name.suffix === host) continue
    domains.add(host)
  }
  return { domains: [...domains].sort(), networks: [...networks].sort() }
}

function isPublicAddress(address: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(address)) {
    const [a, b] = address.split('.').map(Number) as [number, number]
    return !(a === 0 || a === 10 || a === 127 || a >= 224 || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168))
  }
  return /^[0-9a-f:]+$/.test(address) && address.includes(':') && !/^(?:::1?$|fe[89ab]|f[cd])/.test(address)
}

/** A file as the tool in question reads it. Lists are for machines: nothing in them is defanged. */
export function blockList({ domains, networks }: Blocked, format: BlockFormat, madeAt: number): string {
  const when = new Date(madeAt).toISOString()
  switch (format) {
    case 'hosts':
      return lines([`# Sallyport, ${when}`, ...domains.flatMap((domain) => [`0.0.0.0 ${domain}`, `:: ${domain}`])])
    case 'domains':
      return lines(domains)
    case 'cidr':
      return lines(networks)
    case 'rpz':
      // A serial may only grow: seconds since 1970 do.
      return lines([
        `$TTL 300`,
        `@ SOA localhost. root.localhost. ${Math.floor(madeAt / 1000)} 3600 600 86400 300`,
        `@ NS localhost.`,
        ...domains.flatMap((domain) => [`${domain} CNAME .`, `*.${domain} CNAME .`]),
        ...networks.filter((one) => !one.includes(':')).map((one) => `32.${one.replace('/32', '').split('.').reverse().join('.')}.rpz-ip CNAME .`),
      ])
    case 'pihole':
      return lines([`# Sallyport, ${when}`, ...domains.map((domain) => `||${domain}^`)])
  }
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')
