import type { Finding } from '../../core/finding.ts'
import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

/** What rules said of each evidence. */
export class Findings {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** The findings on an evidence, in place of earlier ones: judging again leaves no duplicates. */
  async replace(org: Id, evidence: Id, subject: Id, findings: readonly Finding[]): Promise<void> {
    const { db, vault, clock } = this.#context
    await db.deleteFrom('findings').where('org_id', '=', org).where('evidence_id', '=', evidence).execute()
    const now = clock.now()
    for (const batch of batches(findings)) {
      const sealed = await vault.sealAll(
        org,
        batch.map((finding) => ({ scope: subject, place: findingPlace(evidence, finding.rule), value: finding })),
        db,
      )
      const rows = batch.map((finding, i) => ({
        org_id: org,
        evidence_id: evidence,
        rule: finding.rule,
        version: finding.version,
        subject_id: subject,
        door: finding.door,
        outcome: finding.outcome,
        decibans: finding.outcome === 'not-assessed' ? 0 : finding.decibans,
        sealed: sealed[i] as Buffer,
        judged_at: now,
      }))
      await db.insertInto('findings').values(rows).execute()
    }
  }

  /** All findings on a subject, with the evidence each is about. */
  async ofSubject(org: Id, subject: Id): Promise<readonly { evidence: Id; finding: Finding }[]> {
    const { db, vault } = this.#context
    const rows = await db
      .selectFrom('findings')
      .select(['evidence_id', 'rule', 'sealed'])
      .where('org_id', '=', org)
      .where('subject_id', '=', subject)
      .orderBy('evidence_id')
      .orderBy('rule')
      .execute()
    const bodies = await vault.unsealAll(
      org,
      rows.map((row) => ({ sealed: row.sealed, place: findingPlace(row.evidence_id, row.rule) })),
      db,
    )
    return rows.flatMap((row, i) =>
      bodies[i] === undefined ? [] : [{ evidence: row.evidence_id, finding: bodies[i] as Finding }],
    )
  }

  /** How often each rule spoke: for calibration and the playbook page. */
  async tally(org: Id): Promise<readonly { rule: string; outcome: Finding['outcome']; count: number }[]> {
    return this.#context.db
      .selectFrom('findings')
      .select(['rule', 'outcome', (e) => e.fn.countAll<number>().as('count')])
      .where('org_id', '=', org)
      .groupBy(['rule', 'outcome'])
      .orderBy('rule')
      .orderBy('outcome')
      .execute()
  }
}

const findingPlace = (evidence: Id, rule: string) => ({
  table: 'findings',
  column: 'sealed',
  row: `${evidence}/${rule}`,
})
