import { sql } from 'kysely'
import type { Artefact, ArtefactType } from '../../core/artefact.ts'
import type { Id } from '../../core/ids.ts'
import type { ArtefactHolders, ArtefactIndex } from '../../core/ports.ts'
import { batches, type Context } from './context.ts'

/** Values that tie records, found by a keyed hash. */
export class Artefacts implements ArtefactIndex {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** Writes the artefacts of an evidence, in place of those it had. */
  async replace(org: Id, evidence: Id, subject: Id, artefacts: readonly Artefact[]): Promise<void> {
    const { db, vault, clock } = this.#context
    await db.deleteFrom('artefacts').where('org_id', '=', org).where('evidence_id', '=', evidence).execute()
    const blind = await vault.blind(org, db)
    const distinct = new Map(
      artefacts.map((artefact) => [keyOf(artefact.type, blind(artefact.type, artefact.value)), artefact]),
    )
    const now = clock.now()
    for (const batch of batches([...distinct])) {
      const sealed = await vault.sealAll(
        org,
        batch.map(([key, artefact]) => ({
          scope: subject,
          place: artefactPlace(evidence, key),
          value: { value: artefact.value, from: artefact.from },
        })),
        db,
      )
      const rows = batch.map(([, artefact], i) => ({
        org_id: org,
        type: artefact.type,
        hash: blind(artefact.type, artefact.value),
        evidence_id: evidence,
        subject_id: subject,
        sealed: sealed[i] as Buffer,
        created_at: now,
      }))
      await db
        .insertInto('artefacts')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute()
    }
  }

  async holders(
    org: Id,
    artefacts: readonly Artefact[],
    except: Id,
  ): Promise<{ population: number; holders: readonly ArtefactHolders[] }> {
    const { db, vault } = this.#context
    const population = await db
      .selectFrom('subjects')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('org_id', '=', org)
      .executeTakeFirstOrThrow()
    const blind = await vault.blind(org, db)
    const wanted = new Map(
      artefacts.map((artefact) => [keyOf(artefact.type, blind(artefact.type, artefact.value)), artefact]),
    )
    const found = new Map<string, { subject: Id; cleared: boolean }[]>()
    for (const [type, hashes] of byType(artefacts, blind)) {
      for (const batch of batches(hashes)) {
        const rows = await db
          .selectFrom('artefacts as a')
          .innerJoin('subjects as s', (join) =>
            join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.subject_id'),
          )
          .select(['a.hash', 'a.subject_id', sql<boolean>`s.cleared_at is not null`.as('cleared')])
          .distinct()
          .where('a.org_id', '=', org)
          .where('a.type', '=', type)
          .where('a.hash', 'in', batch)
          .where('a.subject_id', '!=', except)
          .orderBy('a.subject_id')
          .execute()
        for (const row of rows) {
          const key = keyOf(type, row.hash)
          found.set(key, [...(found.get(key) ?? []), { subject: row.subject_id, cleared: row.cleared }])
        }
      }
    }
    const holders = [...wanted].flatMap(([key, artefact]) => {
      const held = found.get(key)
      if (held === undefined) return []
      return [
        {
          artefact,
          subjects: held.map((holder) => holder.subject),
          cleared: held.filter((holder) => holder.cleared).length,
        },
      ]
    })
    return { population: population.n, holders }
  }

  /** The evidence of given subjects that carries an artefact: what a link points at. */
  async evidenceWith(
    org: Id,
    artefact: Artefact,
    subjects: readonly Id[],
  ): Promise<readonly { evidence: Id; subject: Id }[]> {
    if (subjects.length === 0) return []
    const hash = await this.hash(org, artefact)
    return this.#context.db
      .selectFrom('artefacts')
      .select(['evidence_id as evidence', 'subject_id as subject'])
      .where('org_id', '=', org)
      .where('type', '=', artefact.type)
      .where('hash', '=', hash)
      .where('subject_id', 'in', [...subjects])
      .orderBy('created_at')
      .orderBy('evidence_id')
      .execute()
  }

  /** All artefacts of a subject, opened. */
  async ofSubject(
    org: Id,
    subject: Id,
  ): Promise<readonly (Artefact & { readonly evidence: Id; readonly hash: Buffer })[]> {
    const { db, vault } = this.#context
    const rows = await db
      .selectFrom('artefacts')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject_id', '=', subject)
      .orderBy('type')
      .orderBy('hash')
      .execute()
    const bodies = await vault.unsealAll(
      org,
      rows.map((row) => ({ sealed: row.sealed, place: artefactPlace(row.evidence_id, keyOf(row.type, row.hash)) })),
      db,
    )
    return rows.flatMap((row, i) => {
      const body = bodies[i] as { value: string; from: string } | undefined
      return body === undefined
        ? []
        : [{ type: row.type as ArtefactType, ...body, evidence: row.evidence_id, hash: row.hash }]
    })
  }

  /** Blind hash of an artefact, as links and link removals store it. */
  async hash(org: Id, artefact: Pick<Artefact, 'type' | 'value'>): Promise<Buffer> {
    return (await this.#context.vault.blind(org, this.#context.db))(artefact.type, artefact.value)
  }
}

function byType(
  artefacts: readonly Artefact[],
  blind: (type: string, value: string) => Buffer,
): Map<ArtefactType, Buffer[]> {
  const out = new Map<ArtefactType, Buffer[]>()
  for (const artefact of artefacts)
    out.set(artefact.type, [...(out.get(artefact.type) ?? []), blind(artefact.type, artefact.value)])
  return out
}

const keyOf = (type: string, hash: Buffer): string => `${type}/${hash.toString('hex')}`
const artefactPlace = (evidence: Id, key: string) => ({
  table: 'artefacts',
  column: 'sealed',
  row: `${evidence}/${key}`,
})
