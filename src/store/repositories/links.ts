import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

export interface StoredLink {
  readonly a: { readonly subject: Id; readonly evidence: Id }
  readonly b: { readonly subject: Id; readonly evidence: Id }
  readonly type: string
  /** Blind hash of the shared value (`Artefacts.hash`). */
  readonly hash: Buffer
  /** Bits. */
  readonly rarity: number
}

/** Edges of the link graph, and what people took out of it. */
export class Links {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Writes links; one that exists gets its present rarity. A removed link is written too, and stays removed. */
  async add(org: Id, links: readonly StoredLink[]): Promise<void> {
    const now = this.#context.clock.now()
    const rows = links
      .filter((link) => link.a.subject !== link.b.subject)
      .map(ordered)
      .map((link) => ({
        org_id: org,
        subject_a: link.a.subject,
        subject_b: link.b.subject,
        type: link.type,
        hash: link.hash,
        evidence_a: link.a.evidence,
        evidence_b: link.b.evidence,
        rarity: link.rarity,
        made_at: now,
      }))
    const distinct = new Map(
      rows.map((row) => [`${row.subject_a}/${row.subject_b}/${row.type}/${row.hash.toString('hex')}`, row]),
    )
    for (const batch of batches([...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row))) {
      await this.#context.db
        .insertInto('links')
        .values(batch)
        .onConflict((c) =>
          c
            .columns(['org_id', 'subject_a', 'subject_b', 'type', 'hash'])
            .doUpdateSet((e) => ({ rarity: e.ref('excluded.rarity') })),
        )
        .execute()
    }
  }

  /**
   * A value is held by more records than when its links were written: all of them weigh what it weighs now; one that
   * has become a hub (0 bits) ties nobody any more.
   *
   * @returns subjects whose links changed
   */
  async reweigh(org: Id, type: string, hash: Buffer, rarity: number): Promise<readonly Id[]> {
    const { db } = this.#context
    const ends =
      rarity > 0
        ? await db
            .updateTable('links')
            .set({ rarity })
            .where('org_id', '=', org)
            .where('type', '=', type)
            .where('hash', '=', hash)
            .where('rarity', '>', rarity + 0.01)
            .returning(['subject_a', 'subject_b'])
            .execute()
        : await db.deleteFrom('links').where('org_id', '=', org).where('type', '=', type).where('hash', '=', hash).returning(['subject_a', 'subject_b']).execute()
    return [...new Set(ends.flatMap((row) => [row.subject_a, row.subject_b]))]
  }

  /** Links whose both ends are among the given subjects, without those a person removed. */
  async among(org: Id, subjects: readonly Id[]): Promise<readonly StoredLink[]> {
    const inside = new Set(subjects)
    return (await this.of(org, subjects, 20_000)).filter(({ a, b }) => inside.has(a.subject) && inside.has(b.subject))
  }

  /** Links of the given subjects, without those a person removed; rarest first. */
  async of(org: Id, subjects: readonly Id[], limit = 2_000): Promise<readonly StoredLink[]> {
    if (subjects.length === 0) return []
    const wanted = [...new Set(subjects)]
    const rows = await this.#context.db
      .selectFrom('links as l')
      .selectAll('l')
      .leftJoin('link_removals as r', (join) =>
        join
          .onRef('r.org_id', '=', 'l.org_id')
          .onRef('r.subject_a', '=', 'l.subject_a')
          .onRef('r.subject_b', '=', 'l.subject_b')
          .onRef('r.type', '=', 'l.type')
          .onRef('r.hash', '=', 'l.hash'),
      )
      .where('l.org_id', '=', org)
      .where('r.org_id', 'is', null)
      .where((e) => e.or([e('l.subject_a', 'in', wanted), e('l.subject_b', 'in', wanted)]))
      .orderBy('l.rarity', 'desc')
      .orderBy('l.subject_a')
      .orderBy('l.subject_b')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      a: { subject: row.subject_a, evidence: row.evidence_a },
      b: { subject: row.subject_b, evidence: row.evidence_b },
      type: row.type,
      hash: row.hash,
      rarity: row.rarity,
    }))
  }

  /** A person says that a link is none. */
  async remove(org: Id, link: StoredLink, by: string, reason: string): Promise<void> {
    const { a, b, type, hash } = ordered(link)
    await this.#context.db
      .insertInto('link_removals')
      .values({
        org_id: org,
        subject_a: a.subject,
        subject_b: b.subject,
        type,
        hash,
        by,
        reason,
        removed_at: this.#context.clock.now(),
      })
      .onConflict((c) => c.doNothing())
      .execute()
  }

  async restore(org: Id, link: StoredLink): Promise<void> {
    const { a, b, type, hash } = ordered(link)
    await this.#context.db
      .deleteFrom('link_removals')
      .where('org_id', '=', org)
      .where('subject_a', '=', a.subject)
      .where('subject_b', '=', b.subject)
      .where('type', '=', type)
      .where('hash', '=', hash)
      .execute()
  }

  async removals(
    org: Id,
    subject: Id,
  ): Promise<readonly { other: Id; type: string; hash: Buffer; by: string; reason: string; at: number }[]> {
    const rows = await this.#context.db
      .selectFrom('link_removals')
      .selectAll()
      .where('org_id', '=', org)
      .where((e) => e.or([e('subject_a', '=', subject), e('subject_b', '=', subject)]))
      .orderBy('removed_at')
      .execute()
    return rows.map((row) => ({
      other: row.subject_a === subject ? row.subject_b : row.subject_a,
      type: row.type,
      hash: row.hash,
      by: row.by,
      reason: row.reason,
      at: row.removed_at,
    }))
  }
}

function ordered(link: StoredLink): StoredLink {
  return link.a.subject < link.b.subject ? link : { ...link, a: link.b, b: link.a }
}
