import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import { sortDrafts, type Sorted } from '../advisory/from-message.ts'
import type { ReadMessage } from './draft.ts'

/** A message of a group that names something: for a person to use or to dismiss. */
export interface ChatDraft {
  readonly id: string
  readonly exit: Id
  readonly group: string
  readonly from: string
  readonly at: number
  readonly text: string
  readonly tlp: ReadMessage['tlp']
  readonly pap: ReadMessage['pap']
  readonly sorted: Sorted
  readonly edited: boolean
  readonly state: 'new' | 'used' | 'dismissed'
  readonly advisory: Id | null
}

/** Drafts that groups wrote. An edit replaces the one before, unless somebody has used it already. */
export class DraftBox {
  #rows: DoorRows
  #clock: Clock
  #org: Id

  constructor(rows: DoorRows, clock: Clock, org: Id) {
    this.#rows = rows
    this.#clock = clock
    this.#org = org
  }

  async received(message: { exit: Id; group: string; message: string; from: string; at: number; text: string; read: ReadMessage; edited: boolean }): Promise<void> {
    const id = `${message.exit}/${message.message}`
    const before = await this.#find(id)
    if (before !== null && before.state !== 'new') return
    const sorted = sortDrafts(message.read.indicators)
    const { exit, group, from, at, text, read, edited } = message
    await this.#keep({ id, exit, group, from, at, text: text.slice(0, 20_000), tlp: read.tlp, pap: read.pap, sorted, edited, state: 'new', advisory: null })
  }

  async list(): Promise<ChatDraft[]> {
    const rows = await this.#rows.list<ChatDraft>(this.#org, 'circle', 'drafts', { newestFirst: true, limit: 200 })
    return rows.flatMap((row) => row.value ?? [])
  }

  /** @throws SP_NOT_FOUND */
  async get(id: string): Promise<ChatDraft> {
    const found = await this.#find(id)
    if (found === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such draft.')
    return found
  }

  /** @param advisory what it became; null: dismissed. @throws SP_CONFLICT when somebody was faster */
  async settle(id: string, advisory: Id | null): Promise<ChatDraft> {
    const draft = await this.get(id)
    if (draft.state === 'used') throw new SallyportError('SP_CONFLICT', 'Somebody has made an advisory of it already.')
    return this.#keep({ ...draft, state: advisory === null ? 'dismissed' : 'used', advisory })
  }

  /** Takes a dismissal back. */
  async restore(id: string): Promise<ChatDraft> {
    const draft = await this.get(id)
    return draft.state === 'dismissed' ? this.#keep({ ...draft, state: 'new' }) : draft
  }

  async #find(id: string): Promise<ChatDraft | null> {
    return (await this.#rows.get<ChatDraft>(this.#org, 'circle', 'drafts', id))?.value ?? null
  }

  /** Sealed: what people write into a group may name anybody. */
  async #keep(draft: ChatDraft): Promise<ChatDraft> {
    await this.#rows.put(this.#org, 'circle', 'drafts', draft.id, draft, { subject: this.#org, ref: draft.state, sortAt: draft.at || this.#clock.now() })
    return draft
  }
}
