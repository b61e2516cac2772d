import { createHash } from 'node:crypto'
import type { PathTrace } from '../measure/network/path.ts'
import type { EdgeConnection } from './edge/listener.ts'

/** What was seen of a visitor before the visit is sent; lies in memory only. */
export interface Seen {
  trace: PathTrace | null
  /** A link is probed once, however often it is asked for. */
  probed: boolean
  syn: EdgeConnection['syn']
  tls: EdgeConnection['tls']
  /** Round trips through the page's script, ms. */
  readonly echoMs: number[]
  /** When the last echo left here; performance clock. */
  echoedAt: number | null
  readonly since: number
}

const keptMs = 2 * 3_600_000
const mostKept = 5_000
const mostEchoes = 12

/** Notes by link, as hashes. A forgotten note only means that the path is unknown. */
export class SeenNotes {
  #notes = new Map<string, Seen>()

  open(token: string, now: number): Seen {
    const name = nameOf(token)
    const known = this.#notes.get(name)
    if (known !== undefined) return known
    for (const [old, { since }] of this.#notes) {
      if (now - since <= keptMs && this.#notes.size < mostKept) break
      this.#notes.delete(old)
    }
    const note: Seen = { trace: null, probed: false, syn: null, tls: null, echoMs: [], echoedAt: null, since: now }
    this.#notes.set(name, note)
    return note
  }

  /** One turn through the page's script: it asks again as soon as it has our answer. */
  echo(token: string, at: number): void {
    const note = this.#notes.get(nameOf(token))
    if (note === undefined) return
    if (note.echoedAt !== null && note.echoMs.length < mostEchoes) note.echoMs.push(at - note.echoedAt)
    note.echoedAt = null
  }

  answered(token: string, at: number): void {
    const note = this.#notes.get(nameOf(token))
    if (note !== undefined) note.echoedAt = at
  }

  take(token: string): Seen | null {
    const name = nameOf(token)
    const note = this.#notes.get(name) ?? null
    this.#notes.delete(name)
    return note
  }
}

function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
