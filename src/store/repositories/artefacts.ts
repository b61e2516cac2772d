import { sql } from 'kysely'
import type { Artefact, ArtefactType } from '../../core/artefact.ts'
import type { Id } from '../../core/ids.ts'
import type { ArtefactHolders, ArtefactIndex } from '../../core/ports.ts'
import { batches, type Context } from './context.ts'
import { populationOf } from './population.ts'

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
    const population = await populationOf(this.#context, org)
    const blind = await vault.blind(org, db)
    const wanted = new Map(
      artefacts.map((artefact) => [keyOf(artefact.type, blind(artefact.type, artefact.value)), artefact]),
    )
    const found = new Map<string, { subject: Id; cleared: boolean }[]>()
    for (const batch of batches([...wanted.values()])) {
      const rows = await db
        .selectFrom('artefacts as a')
        .innerJoin('subjects as s', (join) => join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.subject_id'))
        .select(['a.type', 'a.hash', 'a.subject_id', sql<boolean>`s.cleared_at is not null`.as('cleared')])
        .distinct()
        .where('a.org_id', '=', org)
        .where((e) => e(e.refTuple('a.type', 'a.hash'), 'in', batch.map(({ type, value }) => e.tuple(type as string, blind(type, value)))))
        .where('a.subject_id', '!=', except)
        .orderBy('a.subject_id')
        .execute()
      for (const row of rows) {
        const key = keyOf(row.type, row.hash)
        const held = found.get(key)
        if (held === undefined) found.set(key, [{ subject: row.subject_id, cleared: row.cleared }])
        else held.push({ subject: row.subject_id, cleared: row.cleared })
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
    return { population, holders }
  }

  /** The evidence of given subjects that carries each artefact, the oldest: what a link points at. `subject/type/hash` → evidence */
  async evidenceOf(org: Id, artefacts: readonly Artefact[], subjects: readonly Id[]): Promise<ReadonlyMap<string, Id>> {
    if (subjects.length === 0 || artefacts.length === 0) return new Map()
    const { db, vault } = this.#context
    const blind = await vault.blind(org, db)
    const out = new Map<string, Id>()
    for (const batch of batches([...artefacts])) {
      const rows = await db
        .selectFrom('artefacts')
        .select(['type', 'hash', 'subject_id', 'evidence_id'])
        .where('org_id', '=', org)
        .where((e) => e(e.refTuple('type', 'hash'), 'in', batch.map(({ type, value }) => e.tuple(type as string, blind(type, value)))))
        .where('subject_id', 'in', [...subjects])
        .orderBy('created_at', 'desc')
        .orderBy('evidence_id', 'desc')
        .execute()
      for (const row of rows) out.set(`${row.subject_id}/${keyOf(row.type, row.hash)}`, row.evidence_id)
    }
    return out
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

  async population(org: Id): Promise<number> {
    return populationOf(this.#context, org)
  }

  /** Blind hash of an artefact, as links and link removals store it. */
  async hash(org: Id, artefact: Pick<Artefact, 'type' | 'value'>): Promise<Buffer> {
    return (await this.#context.vault.blind(org, this.#context.db))(artefact.type, artefact.value)
  }
}

const keyOf = (type: string, hash: Buffer): string => `${type}/${hash.toString('hex')}`
const artefactPlace = (evidence: Id, key: string) => ({
  table: 'artefacts',
  column: 'sealed',
  row: `${evidence}/${key}`,
})
