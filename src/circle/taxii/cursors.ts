import type { Clock } from '../../core/clock.ts'
import type { Id } from '../../core/ids.ts'
import type { Store } from '../../store/open.ts'

/** How far a feed of a peer was read or written, and how it fares: shown on the peers' page, never silent. */
export interface FeedState {
  readonly addedAfter: string | null
  readonly next: string | null
  readonly lastTryAt: number | null
  readonly lastSuccessAt: number | null
  readonly failures: number
  readonly lastError: string | null
  readonly objects: number
}

const empty: FeedState = {
  addedAfter: null,
  next: null,
  lastTryAt: null,
  lastSuccessAt: null,
  failures: 0,
  lastError: null,
  objects: 0,
}

export class FeedStates {
  #store: Store
  #clock: Clock
  #org: Id

  constructor(store: Store, clock: Clock, org: Id) {
    this.#store = store
    this.#clock = clock
    this.#org = org
  }

  async of(feed: string): Promise<FeedState> {
    const row = await this.#store.db
      .selectFrom('taxii_cursors')
      .selectAll()
      .where('org_id', '=', this.#org)
      .where('feed', '=', feed)
      .executeTakeFirst()
    return row === undefined
      ? empty
      : {
          addedAfter: row.added_after,
          next: row.next,
          lastTryAt: row.last_try_at,
          lastSuccessAt: row.last_success_at,
          failures: row.failures,
          lastError: row.last_error,
          objects: row.objects,
        }
  }

  /** A page was taken in for good. */
  async advance(feed: string, to: { addedAfter: string | null; next: string | null }, objects: number): Promise<void> {
    const now = this.#clock.now()
    const before = await this.of(feed)
    await this.#put(feed, {
      ...before,
      ...to,
      lastTryAt: now,
      lastSuccessAt: now,
      failures: 0,
      lastError: null,
      objects: before.objects + objects,
    })
  }

  async failed(feed: string, why: string): Promise<void> {
    const before = await this.of(feed)
    await this.#put(feed, {
      ...before,
      lastTryAt: this.#clock.now(),
      failures: before.failures + 1,
      lastError: why.slice(0, 500),
    })
  }

  async #put(feed: string, state: FeedState): Promise<void> {
    const row = {
      added_after: state.addedAfter,
      next: state.next,
      pushed_to: null,
      last_try_at: state.lastTryAt,
      last_success_at: state.lastSuccessAt,
      failures: state.failures,
      last_error: state.lastError,
      objects: state.objects,
    }
    await this.#store.db
      .insertInto('taxii_cursors')
      .values({ org_id: this.#org, feed, ...row })
      .onConflict((c) => c.columns(['org_id', 'feed']).doUpdateSet(row))
      .execute()
  }
}
