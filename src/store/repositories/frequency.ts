import { sql } from 'kysely'
import type { Id } from '../../core/ids.ts'
import { storable } from '../json.ts'
import { batches, type Context } from './context.ts'

const largeCorpus = 5_000
/** Sizes of large corpora as they were counted last, by organisation and space. */
const counted = new Map<string, { size: number; at: number }>()

/** In how many records of a corpus each term stands, for IDF. */
export class Frequency {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Counts the terms of a record once; a record already counted changes nothing. Call it in a transaction.
   *
   * @returns whether the record was new to the corpus
   */
  async add(org: Id, space: string, evidence: Id, terms: readonly string[]): Promise<boolean> {
    const { db } = this.#context
    const member = await db
      .insertInto('corpus_members')
      .values({ org_id: org, space, evidence_id: evidence })
      .onConflict((c) => c.doNothing())
      .returning('evidence_id')
      .executeTakeFirst()
    if (member === undefined) return false
    // Sorted: two transactions that count the same terms take their locks in the same order.
    for (const batch of batches([...new Set(terms.map(storable))].sort())) {
      await db
        .insertInto('term_counts')
        .values(batch.map((term) => ({ org_id: org, space, term, count: 1 })))
        .onConflict((c) => c.columns(['org_id', 'space', 'term']).doUpdateSet({ count: sql`term_counts.count + 1` }))
        .execute()
    }
    return true
  }

  /** Implements the port `frequency`: terms that stand in no record are not in the map. */
  async counts(
    org: Id,
    space: string,
    terms: readonly string[],
  ): Promise<{ population: number; counts: ReadonlyMap<string, number> }> {
    const { db } = this.#context
    const population = await this.#population(org, space)
    const counts = new Map<string, number>()
    for (const batch of batches([...new Set(terms.map(storable))])) {
      const rows = await db
        .selectFrom('term_counts')
        .select(['term', 'count'])
        .where('org_id', '=', org)
        .where('space', '=', space)
        .where('term', 'in', batch)
        .execute()
      for (const row of rows) counts.set(row.term, row.count)
    }
    return { population, counts }
  }

  /** Counting a large corpus costs more than the look-up it is for; a minute-old count of it is as good. */
  async #population(org: Id, space: string): Promise<number> {
    const key = `${org} ${space}`
    const now = this.#context.clock.now()
    const known = counted.get(key)
    if (known !== undefined && known.size >= largeCorpus && Math.abs(now - known.at) < 60_000) return known.size
    const { n } = await this.#context.db
      .selectFrom('corpus_members')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('org_id', '=', org)
      .where('space', '=', space)
      .executeTakeFirstOrThrow()
    if (n >= largeCorpus) counted.set(key, { size: n, at: now })
    return n
  }
}
