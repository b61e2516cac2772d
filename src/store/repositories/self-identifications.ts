import type { Id } from '../../core/ids.ts'
import { batches, type Context } from './context.ts'

/**
 * Voluntary self-identification. It can be written and counted, and that is all: no method gives the answer of a
 * subject, and the rows hold no id that joins with anything.
 */
export class SelfIdentifications {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async write(org: Id, subject: Id, answers: Readonly<Record<string, string>>): Promise<void> {
    const { db, clock } = this.#context
    const pseudonym = await this.#pseudonym(org, subject)
    const day = Math.floor(clock.now() / 86_400_000)
    for (const [category, answer] of Object.entries(answers)) {
      await db
        .insertInto('self_identifications')
        .values({ org_id: org, pseudonym, category, answer, day })
        .onConflict((c) => c.columns(['org_id', 'pseudonym', 'category']).doUpdateSet({ answer, day }))
        .execute()
    }
  }

  async erase(org: Id, subject: Id): Promise<void> {
    await this.#context.db.deleteFrom('self_identifications').where('org_id', '=', org).where('pseudonym', '=', await this.#pseudonym(org, subject)).execute()
  }

  /**
   * Puts a number of each subject into the group it named, and hands out the numbers by group, shuffled out of their
   * order: for the adverse-impact monitor, which shows shares of groups of thirty and more.
   */
  async grouped<T>(org: Id, category: string, subjects: readonly { readonly subject: Id; readonly value: T }[]): Promise<readonly { group: string; value: T }[]> {
    const { db } = this.#context
    const answers = new Map<string, string>()
    const keyed = await Promise.all(subjects.map(async ({ subject, value }) => ({ key: await this.#pseudonym(org, subject), value })))
    for (const batch of batches(keyed)) {
      const rows = await db.selectFrom('self_identifications').select(['pseudonym', 'answer']).where('org_id', '=', org).where('category', '=', category).where('pseudonym', 'in', batch.map(({ key }) => key)).execute()
      for (const row of rows) answers.set(row.pseudonym.toString('hex'), row.answer)
    }
    return keyed
      .flatMap(({ key, value }) => {
        const group = answers.get(key.toString('hex'))
        return group === undefined ? [] : [{ group, value, order: key.toString('hex') }]
      })
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ group, value }) => ({ group, value }))
  }

  async #pseudonym(org: Id, subject: Id): Promise<Buffer> {
    const { vault, db } = this.#context
    return (await vault.blind(org, db))('self-identification', subject)
  }
}
