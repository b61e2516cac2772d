import { sql } from 'kysely'
import type { Id } from '../../core/ids.ts'
import type { Context } from './context.ts'

/** Token buckets that all processes share. */
export class RateBuckets {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Takes one token, in one statement.
   *
   * @param capacity tokens of a full bucket
   * @param perSecond tokens that flow in
   * @returns whether there was one, and in how many milliseconds there will be
   */
  async take(
    org: Id,
    bucket: string,
    capacity: number,
    perSecond: number,
  ): Promise<{ allowed: boolean; retryMs: number }> {
    const now = this.#context.clock.now()
    const refilled = sql<number>`least(${capacity}::float8, rate_buckets.tokens + greatest(0, ${now}::int8 - rate_buckets.refilled_at) * ${perSecond / 1000}::float8)`
    const row = await this.#context.db
      .insertInto('rate_buckets')
      .values({ org_id: org, bucket, tokens: capacity - 1, refilled_at: now })
      .onConflict((c) =>
        c
          .columns(['org_id', 'bucket'])
          .doUpdateSet({ tokens: sql`${refilled} - 1`, refilled_at: now })
          .where(refilled, '>=', 1),
      )
      .returning('tokens')
      .executeTakeFirst()
    if (row !== undefined) return { allowed: true, retryMs: 0 }
    const held = await this.#context.db
      .selectFrom('rate_buckets')
      .selectAll()
      .where('org_id', '=', org)
      .where('bucket', '=', bucket)
      .executeTakeFirst()
    const tokens =
      held === undefined
        ? 0
        : Math.min(capacity, held.tokens + (Math.max(0, now - held.refilled_at) * perSecond) / 1000)
    return { allowed: false, retryMs: Math.ceil(Math.max(0, (1 - tokens) / perSecond) * 1000) }
  }

  /** Forgets buckets that nobody touched since a moment: a full one need not be remembered. */
  async prune(org: Id, before: number): Promise<void> {
    await this.#context.db
      .deleteFrom('rate_buckets')
      .where('org_id', '=', org)
      .where('refilled_at', '<', before)
      .execute()
  }
}
