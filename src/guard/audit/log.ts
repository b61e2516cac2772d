import type { Clock } from '../../core/clock.ts'
import type { Json } from '../../core/facts.ts'
import type { Id } from '../../core/ids.ts'
import { canonicalJson } from './canonical.ts'
import { leafHash, type Hash } from './merkle.ts'

/** Who did what to what, and whether it was allowed. Holds ids, never the values of a case. */
export interface AuditEntry {
  readonly index: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** Id of a person or token; `system` for the program itself. */
  readonly actor: string
  readonly action: string
  /** `case/<id>`, `user/<id>`, `rule/<commitment>` … */
  readonly object: string
  readonly outcome: 'allowed' | 'refused'
  readonly details: Readonly<Record<string, Json>>
}

/** As it is stored: the canonical text, and the hash of exactly that text. */
export interface StoredEntry {
  readonly index: number
  readonly entry: string
  readonly leaf: Uint8Array
}

/** A stored entry with what the table keeps in columns, for searching. The text is what counts. */
export interface NewEntry extends StoredEntry {
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly object: string
}

export interface AuditStore {
  /** Calls `build` with the next index of the organisation's log and stores what it gives, alone: indices have no gaps. */
  append(org: Id, build: (index: number) => NewEntry): Promise<void>
  /** The entries from an index on, in order. */
  read(org: Id, from: number, limit: number): Promise<readonly StoredEntry[]>
  size(org: Id): Promise<number>
}

export interface AuditLog {
  record(
    org: Id,
    what: Omit<AuditEntry, 'index' | 'at' | 'details'> & { readonly details?: AuditEntry['details'] },
  ): Promise<void>
}

export function auditLog(store: Pick<AuditStore, 'append'>, clock: Clock): AuditLog {
  return {
    record: (org, what) => store.append(org, (index) => sealEntry({ details: {}, ...what, index, at: clock.now() })),
  }
}

export function sealEntry(entry: AuditEntry): NewEntry {
  const text = canonicalJson(entry as unknown as Json)
  const { index, at, actor, action, object } = entry
  return { index, at, actor, action, object, entry: text, leaf: leafHash(text) }
}

/** All entries of a log, page by page. */
export async function* readLog(store: AuditStore, org: Id, page = 1000): AsyncGenerator<StoredEntry> {
  for (let from = 0; ;) {
    const entries = await store.read(org, from, page)
    yield* entries
    if (entries.length < page) return
    from += entries.length
  }
}

/** The store in memory, for tests. */
export function memoryAuditStore(): AuditStore & { readonly entries: NewEntry[] } {
  const entries: NewEntry[] = []
  return {
    entries,
    append: async (_org, build) => void entries.push(build(entries.length)),
    read: async (_org, from, limit) => entries.slice(from, from + limit),
    size: async () => entries.length,
  }
}

export type { Hash }
