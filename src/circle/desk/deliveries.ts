import type { Clock } from '../../core/clock.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'

/** One revision of one advisory on its way to one recipient. */
export interface Delivery {
  readonly advisory: Id
  readonly revision: number
  /** Id of the exit. */
  readonly exit: string
  readonly recipient: string
  /** Objects the recipient may have, beside author and markings. */
  readonly objects: number
  /** `withheld`: the marking does not allow it; `withdrawn`: it had an earlier revision, which was taken back. */
  readonly state: 'waiting' | 'sent' | 'withheld' | 'withdrawn' | 'given-up'
  /** Why it was withheld, or what the exit said last. */
  readonly failed: string | null
  readonly attempts: number
  readonly nextAt: number | null
  /** What the exit calls it: a message's id, to edit and answer it. */
  readonly reference: string | null
  readonly at: number
}

/** Minutes until the next try, after each failed one; then a person has to look. */
const retryMinutes = [1, 5, 30, 120, 720]

/** Deliveries as rows: what was not taken in yet is due again, in whichever process works the queue. */
export class Deliveries {
  #rows: DoorRows
  #clock: Clock
  #org: Id

  constructor(rows: DoorRows, clock: Clock, org: Id) {
    this.#rows = rows
    this.#clock = clock
    this.#org = org
  }

  async put(delivery: Delivery): Promise<Delivery> {
    await this.#rows.put(this.#org, 'circle', 'deliveries', `${delivery.advisory}/${delivery.revision}/${delivery.exit}`, delivery, {
      ref: delivery.state === 'waiting' ? 'waiting' : delivery.advisory,
      sortAt: delivery.at,
    })
    return delivery
  }

  /** After a try. @param said null: it was taken */
  attempted(delivery: Delivery, said: string | null, reference: string | null): Promise<Delivery> {
    const wait = retryMinutes[delivery.attempts]
    const attempts = delivery.attempts + 1
    if (said === null) return this.put({ ...delivery, state: 'sent', failed: null, attempts, nextAt: null, reference })
    const nextAt = wait === undefined ? null : this.#clock.now() + wait * 60_000
    return this.put({ ...delivery, state: nextAt === null ? 'given-up' : 'waiting', failed: said, attempts, nextAt })
  }

  async due(): Promise<Delivery[]> {
    const now = this.#clock.now()
    return (await this.#waiting()).filter((one) => (one.nextAt ?? 0) <= now)
  }

  /** Of one advisory, the newest first. */
  async of(advisory: Id): Promise<Delivery[]> {
    const settled = await this.#rows.list<Delivery>(this.#org, 'circle', 'deliveries', { ref: advisory })
    const waiting = (await this.#waiting()).filter((one) => one.advisory === advisory)
    return [...settled.flatMap((row) => row.value ?? []), ...waiting].toSorted((a, b) => b.revision - a.revision || b.at - a.at)
  }

  async #waiting(): Promise<Delivery[]> {
    const rows = await this.#rows.list<Delivery>(this.#org, 'circle', 'deliveries', { ref: 'waiting' })
    return rows.flatMap((row) => row.value ?? [])
  }
}
