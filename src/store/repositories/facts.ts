import type { Facts, Json, Measured, Unavailable } from '../../core/facts.ts'
import type { Id } from '../../core/ids.ts'
import type { FactStore } from '../../core/ports.ts'
import type { Context } from './context.ts'

export interface StoredFacts extends Measured {
  readonly evidence: Id
  readonly root: string
  readonly measureVersion: string
  readonly measuredAt: number
}

interface Body {
  readonly facts: Json
  readonly unavailable: Unavailable
}

/** What was measured in evidence, sealed under the subject's key. */
export class FactRows implements FactStore {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Writes the facts of an evidence, in place of earlier ones. */
  async write(
    org: Id,
    of: { evidence: Id; subject: Id; root: string; measureVersion: string },
    measured: Measured<unknown>,
  ): Promise<void> {
    const { db, vault, clock } = this.#context
    const sealed = await vault.seal(
      org,
      of.subject,
      factsPlace(of.evidence, of.root),
      { facts: measured.facts, unavailable: measured.unavailable },
      db,
    )
    const now = clock.now()
    await db
      .insertInto('facts')
      .values({
        org_id: org,
        evidence_id: of.evidence,
        root: of.root,
        subject_id: of.subject,
        sealed,
        measure_version: of.measureVersion,
        measured_at: now,
      })
      .onConflict((c) =>
        c
          .columns(['org_id', 'evidence_id', 'root'])
          .doUpdateSet({ sealed, measure_version: of.measureVersion, measured_at: now }),
      )
      .execute()
  }

  async facts(org: Id, evidence: readonly Id[], root: string): Promise<ReadonlyMap<Id, Json>> {
    if (evidence.length === 0) return new Map()
    const rows = await this.#context.db
      .selectFrom('facts')
      .select(['evidence_id', 'root', 'sealed'])
      .where('org_id', '=', org)
      .where('evidence_id', 'in', [...new Set(evidence)])
      .where('root', '=', root)
      .execute()
    const bodies = await this.#open(org, rows)
    return new Map(
      rows.flatMap((row, i) => (bodies[i] === undefined ? [] : [[row.evidence_id, bodies[i].facts] as const])),
    )
  }

  /** All facts of a subject, oldest measurement first. */
  async ofSubject(org: Id, subject: Id): Promise<readonly StoredFacts[]> {
    const rows = await this.#context.db
      .selectFrom('facts')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject_id', '=', subject)
      .orderBy('measured_at')
      .orderBy('evidence_id')
      .orderBy('root')
      .execute()
    const bodies = await this.#open(org, rows)
    return rows.flatMap((row, i) => {
      const body = bodies[i]
      if (body === undefined) return []
      return [
        {
          evidence: row.evidence_id,
          root: row.root,
          facts: body.facts as Facts,
          unavailable: body.unavailable,
          measureVersion: row.measure_version,
          measuredAt: row.measured_at,
        },
      ]
    })
  }

  async #open(
    org: Id,
    rows: readonly { evidence_id: Id; root: string; sealed: Buffer }[],
  ): Promise<(Body | undefined)[]> {
    const sealed = rows.map((row) => ({ sealed: row.sealed, place: factsPlace(row.evidence_id, row.root) }))
    return (await this.#context.vault.unsealAll(org, sealed, this.#context.db)) as (Body | undefined)[]
  }
}

const factsPlace = (evidence: Id, root: string) => ({ table: 'facts', column: 'sealed', row: `${evidence}/${root}` })
