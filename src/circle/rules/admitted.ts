import type { Clock } from '../../core/clock.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'

/** A rule of a peer that one of us let in. */
export interface AdmittedRule {
  readonly id: string
  readonly yaml: string
  readonly peer: string
  /** The advisory it came in; when that is revoked, the rule falls silent. */
  readonly received: string
  readonly by: Id
  readonly at: number
}

/** Rules that came with advisories and were admitted by a person. Until then they are text. */
export class AdmittedRules {
  #rows: DoorRows
  #clock: Clock
  #org: Id

  constructor(rows: DoorRows, clock: Clock, org: Id) {
    this.#rows = rows
    this.#clock = clock
    this.#org = org
  }

  async list(): Promise<AdmittedRule[]> {
    return (await this.#rows.list<AdmittedRule>(this.#org, 'circle', 'peer-rules')).flatMap((row) => row.value ?? [])
  }

  async admit(peer: string, received: string, rules: readonly { readonly id: string; readonly yaml: string }[], by: Id): Promise<void> {
    for (const rule of rules)
      await this.#rows.put(this.#org, 'circle', 'peer-rules', `${peer}/${rule.id}`, { ...rule, peer, received, by, at: this.#clock.now() }, { ref: received })
  }

  /** All that came in one advisory. @returns whether there were any */
  async dismiss(received: string): Promise<boolean> {
    const rows = await this.#rows.list<AdmittedRule>(this.#org, 'circle', 'peer-rules', { ref: received })
    for (const row of rows) await this.#rows.remove(this.#org, 'circle', 'peer-rules', row.id)
    return rows.length > 0
  }
}
