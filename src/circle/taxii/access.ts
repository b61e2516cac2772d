import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Id } from '../../core/ids.ts'
import { jsonText } from '../../store/json.ts'
import type { Store } from '../../store/open.ts'
import type { Tlp } from '../chat/draft.ts'
import { rank } from '../stix/markings.ts'

/** `none`: listed, and neither read nor written. */
export type Right = 'r' | 'w' | 'rw' | 'none'

export interface PeerAccess {
  readonly peer: string
  /** Highest rank of a label this peer may read. */
  readonly clearance: number
  readonly collections: Readonly<Record<string, Right>>
}

/** Tokens of peers: hashed, scoped to collections, expiring; given as Bearer, or as password of Basic. */
export class TaxiiAccess {
  #store: Store
  #clock: Clock
  #org: Id
  #cache = new Map<string, { access: PeerAccess | null; until: number }>()

  constructor(store: Store, clock: Clock, org: Id) {
    this.#store = store
    this.#clock = clock
    this.#org = org
  }

  /** @returns the token, shown once */
  async grant(grant: {
    id: Id
    peer: string
    user?: string
    clearance: Tlp
    collections: Readonly<Record<string, Right>>
    expiresAt?: number
    token?: string
  }): Promise<string> {
    const token = grant.token ?? `spt_${randomBytes(24).toString('base64url')}`
    await this.#store.db
      .insertInto('taxii_access')
      .values({
        org_id: this.#org,
        id: grant.id,
        peer: grant.peer,
        token_hash: digest(token),
        user_name: grant.user ?? null,
        clearance: grant.clearance,
        collections: jsonText(grant.collections),
        expires_at: grant.expiresAt ?? null,
        revoked_at: null,
        last_used_at: null,
        created_at: this.#clock.now(),
      })
      .execute()
    return token
  }

  /** Another clearance for a token that was given. */
  async clear(id: Id, clearance: Tlp): Promise<void> {
    await this.#store.db
      .updateTable('taxii_access')
      .set({ clearance })
      .where('org_id', '=', this.#org)
      .where('id', '=', id)
      .execute()
    this.#cache.clear()
  }

  async revoke(id: Id): Promise<void> {
    await this.#store.db
      .updateTable('taxii_access')
      .set({ revoked_at: this.#clock.now() })
      .where('org_id', '=', this.#org)
      .where('id', '=', id)
      .execute()
    this.#cache.clear()
  }

  /** Null: not known, expired or revoked. Kept for five seconds, so a revocation elsewhere holds within that. */
  async identify(header: string | undefined): Promise<PeerAccess | null> {
    const [user, token] = credentials(header)
    if (token === null) return null
    const key = `${user ?? ''}\n${token}`
    const now = this.#clock.now()
    const known = this.#cache.get(key)
    if (known !== undefined && known.until > now) return known.access
    const row = await this.#store.db
      .selectFrom('taxii_access')
      .selectAll()
      .where('org_id', '=', this.#org)
      .where('token_hash', '=', sql<Buffer>`${digest(token)}`)
      .executeTakeFirst()
    const valid =
      row !== undefined &&
      row.revoked_at === null &&
      (row.expires_at === null || row.expires_at > now) &&
      (user === null || row.user_name === null || row.user_name === user)
    const access = valid
      ? {
          peer: row.peer,
          clearance: rank(row.clearance as Tlp),
          collections: row.collections as Readonly<Record<string, Right>>,
        }
      : null
    if (this.#cache.size > 1000) this.#cache.clear()
    if (access !== null) this.#cache.set(key, { access, until: now + 5000 })
    return access
  }
}

function credentials(header: string | undefined): [user: string | null, token: string | null] {
  const bearer = /^Bearer\s+([\w.~+/=-]{8,500})$/i.exec(header ?? '')
  if (bearer !== null) return [null, bearer[1] as string]
  const basic = /^Basic\s+([\w+/=]{4,1000})$/i.exec(header ?? '')
  const text = basic === null ? '' : Buffer.from(basic[1] as string, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? [null, null] : [text.slice(0, colon), text.slice(colon + 1)]
}

function digest(token: string): Buffer {
  return hash('sha256', token, 'buffer') as Buffer
}
