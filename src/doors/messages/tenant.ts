import { z } from 'zod'
import type { Evidence } from '../../core/evidence.ts'
import type { Ports } from '../../core/ports.ts'
import type { Brand } from '../../measure/host/official.ts'
import type { MessageContext } from '../../measure/message/measure.ts'

/** Name of the setting. */
export const tenantSetting = 'messages.tenant'

const domain = z.string().regex(/^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}$/)

/** What the organisation says of itself: its domains, its partners, its people; all may be empty. */
export const tenant = z.object({
  name: z.string().max(100).default(''),
  domains: z.array(domain).max(200).default([]),
  /** Investors, partners, suppliers whose names lures borrow. */
  partners: z
    .array(z.object({ name: z.string().min(3).max(100), domains: z.array(domain).min(1).max(20) }))
    .max(500)
    .default([]),
  /** Domains allowed with one click, such as a vanity meeting domain. */
  allowed: z.array(domain).max(5000).default([]),
  /** Display names; compared only, never shown. */
  employees: z.array(z.string().max(100)).max(20_000).default([]),
})
export type Tenant = z.infer<typeof tenant>

/**
 * What measuring a message needs to know of the organisation. A setting of the wrong shape counts as none: a message is
 * measured all the same.
 */
export async function tenantContext(_parsed: unknown, evidence: Evidence, ports: Ports): Promise<MessageContext> {
  const read = tenant.safeParse((await ports.settings?.(evidence.org, tenantSetting)) ?? {})
  return {
    // Only what our own receiver wrote may vouch for a sender: an uploaded file can say anything.
    authservIds: evidence.source === 'mail' ? ['sallyport'] : [],
    ...(read.success ? contextOf(read.data) : {}),
  }
}

/** A tenant's settings as brands and sets. */
export function contextOf(about: Tenant): MessageContext {
  const brands: Brand[] = about.partners.map((one, at) => brandOf(`partner-${at}`, one.name, 'fund', one.domains))
  if (about.name.length >= 3 && about.domains.length > 0)
    brands.unshift(brandOf('own', about.name, 'own', about.domains))
  return {
    brands,
    allowed: new Set([...about.allowed, ...about.domains]),
    employees: new Set(about.employees.map((name) => name.trim().toLowerCase())),
    ownDomains: new Set(about.domains),
  }
}

function brandOf(id: string, name: string, kind: Brand['kind'], domains: readonly string[]): Brand {
  const lower = name.toLowerCase()
  // Written together or with hyphens: both are how a host borrows a name of several words.
  const look = [
    ...new Set(
      ['', '-'].map((between) =>
        lower
          .split(/[^a-z0-9]+/)
          .filter(Boolean)
          .join(between),
      ),
    ),
  ].filter((one) => one.length >= 5)
  return { id, title: name, kind, names: [lower], domains, look, source: 'settings' }
}
