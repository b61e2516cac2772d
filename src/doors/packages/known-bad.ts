/** A version that somebody reported as malicious, by its OSV record. */
export interface BadRecord {
  /** `MAL-2026-…` */
  readonly id: string
  readonly name: string
  /** null: every version. */
  readonly versions: readonly string[] | null
  readonly summary: string
}

/**
 * What an OSV record says of malicious npm packages. Records of ordinary vulnerabilities, of other ecosystems and
 * withdrawn ones give nothing; so does anything that is no record.
 *
 * @see ossf.github.io/osv-schema; ossf/malicious-packages
 */
export function readOsv(record: unknown): BadRecord[] {
  const { id, affected, withdrawn, summary, database_specific: special } = (record ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || !Array.isArray(affected) || withdrawn != null) return []
  const malicious =
    id.startsWith('MAL-') ||
    (typeof special === 'object' && special !== null && 'malicious-packages-origins' in special)
  if (!malicious) return []
  return affected.flatMap((one: unknown): BadRecord[] => {
    const { package: about, versions, ranges } = (one ?? {}) as Record<string, unknown>
    const { ecosystem, name } = (about ?? {}) as Record<string, unknown>
    if (ecosystem !== 'npm' || typeof name !== 'string') return []
    const list = Array.isArray(versions)
      ? versions.filter((version): version is string => typeof version === 'string')
      : []
    return [
      {
        id,
        name,
        versions: hasNoEnd(ranges) || list.length === 0 ? null : list,
        summary: typeof summary === 'string' ? summary.slice(0, 300) : '',
      },
    ]
  })
}

/** `introduced: 0` and nothing after it: the whole package is bad. */
function hasNoEnd(ranges: unknown): boolean {
  return (
    Array.isArray(ranges) &&
    ranges.some((range: unknown) => {
      const events = (range as { events?: unknown } | null)?.events
      return (
        Array.isArray(events) &&
        events.some((event: unknown) => (event as { introduced?: unknown } | null)?.introduced === '0') &&
        !events.some((event: unknown) => /fixed|last_affected/.test(Object.keys((event ?? {}) as object).join()))
      )
    })
  )
}

/** Known bad versions by name. */
export class KnownBad {
  readonly #byName = new Map<string, BadRecord[]>()
  #size = 0

  constructor(records: Iterable<BadRecord>) {
    for (const record of records) {
      const held = this.#byName.get(record.name)
      if (held === undefined) this.#byName.set(record.name, [record])
      else if (held.some(({ id }) => id === record.id)) continue
      else held.push(record)
      this.#size++
    }
  }

  get size(): number {
    return this.#size
  }

  /** Records that name this version. */
  of(name: string, version: string): readonly BadRecord[] {
    return (this.#byName.get(name) ?? []).filter(({ versions }) => versions === null || versions.includes(version))
  }
}
