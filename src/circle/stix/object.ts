/** A STIX 2.1 object as JSON. Peers' objects are kept as they are written; only what we read is typed. */
export interface StixObject {
  readonly type: string
  readonly id: string
  readonly spec_version?: string
  readonly created?: string
  readonly modified?: string
  readonly revoked?: boolean
  readonly created_by_ref?: string
  readonly confidence?: number
  readonly object_marking_refs?: readonly string[]
  readonly granular_markings?: readonly { readonly marking_ref?: string; readonly selectors: readonly string[] }[]
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly [property: string]: unknown
}

export interface Bundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixObject[]
}

/** Domain objects: have versions, a creator and a life. */
export const domainTypes = new Set(
  'attack-pattern campaign course-of-action grouping identity incident indicator infrastructure intrusion-set location malware malware-analysis note observed-data opinion report threat-actor tool vulnerability'.split(
    ' ',
  ),
)
export const relationTypes = new Set(['relationship', 'sighting'])
export const metaTypes = new Set(['marking-definition', 'extension-definition', 'language-content'])
/** Observables: no versions; equal ones have equal ids. */
export const observableTypes = new Set(
  'artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex network-traffic process software url user-account windows-registry-key x509-certificate'.split(
    ' ',
  ),
)

/** `2026-11-23T09:00:00.000Z`. */
export function stixTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
