import table from './official.json' with { type: 'json' }
import { hostName } from './name.ts'

/** A product or organisation that messages speak of, and the domains it really uses. */
export interface Brand {
  readonly id: string
  readonly title: string
  readonly kind: BrandKind
  /** Names a text uses for it, lower case. */
  readonly names: readonly string[]
  /** Registrable domains, or hosts where the vendor shares its domain with others. */
  readonly domains: readonly string[]
  /** Words that, in somebody else's host name, imitate it; empty where the name is a common word. */
  readonly look: readonly string[]
  /** Where the list of domains comes from. */
  readonly source: string
}

export type BrandKind =
  | 'meeting'
  | 'chat'
  | 'network'
  | 'scheduler'
  | 'ats'
  | 'account'
  | 'document'
  | 'code'
  | 'exchange'
  | 'wallet'
  | 'protocol'
  | 'fund'
  | 'media'
  /** Known and official, but nothing a message claims to be. */
  | 'service'
  | 'own'

/** The public list. An organisation adds its own names, its investors and partners when it calls a measurement. */
export const publicBrands: readonly Brand[] = (table as readonly (Omit<Brand, 'look'> & { look?: string[] })[]).map(
  (brand) => ({
    ...brand,
    look: brand.look ?? [],
  }),
)

/** Does the host belong to one of these domains, or lie below one? */
export function liesBelow(host: string, domains: ReadonlySet<string>): boolean {
  for (let rest = host; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (domains.has(rest)) return true
    if (!rest.includes('.')) return false
  }
  return false
}

const officialDomains: ReadonlySet<string> = new Set(publicBrands.flatMap((brand) => brand.domains))

/** Below one of the domains of the public list, or Google under a country suffix. */
export function isOfficial(host: string): boolean {
  const lower = host.toLowerCase()
  // Under web.app or github.io anybody takes a name: the vendor owns the suffix, not the page.
  if (hostName(lower).shared) return false
  if (liesBelow(lower, officialDomains)) return true
  const { name, suffix } = hostName(lower)
  return name === 'google' && /^(?:[a-z]{2}|com?\.[a-z]{2})$/.test(suffix)
}

/** Is the host one of this brand's own? */
export function belongsTo(brand: Brand, host: string): boolean {
  const lower = host.toLowerCase()
  if (liesBelow(lower, new Set(brand.domains))) return true
  if (brand.id !== 'google') return false
  const { name, suffix } = hostName(lower)
  return name === 'google' && /^(?:[a-z]{2}|com?\.[a-z]{2})$/.test(suffix)
}
