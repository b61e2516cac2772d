import type { Id } from '../../core/ids.ts'
import type { BandIndex } from '../../core/ports.ts'
import { batches, type Context } from './context.ts'

/** Signature bands as ordinary rows: an equality look-up in a B-tree, on every database. */
export class Bands implements BandIndex {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async candidates(
    org: Id,
    space: string,
    bands: readonly string[],
    limit: number,
  ): Promise<readonly { evidence: Id; subject: Id; shared: number }[]> {
    if (bands.length === 0) return []
    return this.#context.db
      .selectFrom('bands')
      .select(['evidence_id as evidence', 'subject_id as subject', (e) => e.fn.countAll<number>().as('shared')])
      .where('org_id', '=', org)
      .where('space', '=', space)
      .where('band', 'in', [...new Set(bands)])
      .groupBy(['evidence_id', 'subject_id'])
      .orderBy('shared', 'desc')
      .orderBy('evidence_id')
      .limit(limit)
      .execute()
  }

  async add(org: Id, space: string, evidence: Id, subject: Id, bands: readonly string[]): Promise<void> {
    for (const batch of batches([...new Set(bands)].sort())) {
      const rows = batch.map((band) => ({ org_id: org, space, band, evidence_id: evidence, subject_id: subject }))
      await this.#context.db
        .insertInto('bands')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute()
    }
  }

  /** Takes an evidence out, before it is added anew after a change of the measurement. */
  async remove(org: Id, evidence: Id): Promise<void> {
    await this.#context.db.deleteFrom('bands').where('org_id', '=', org).where('evidence_id', '=', evidence).execute()
  }
}
