import { createHmac, timingSafeEqual } from 'node:crypto'
import { TaxiiError } from './answer.ts'
import type { Filters } from './filters.ts'

/**
 * Cursors. One says how far the reader is, and is signed for the question it belongs to: it holds after restarts and on
 * every machine with the same key, and not for another question.
 */
export class Paging {
  #key: Uint8Array

  constructor(key: Uint8Array) {
    this.#key = key
  }

  /** @param question of which collection and resource, and by which filters */
  sign(added: number, question: string): string {
    const text = added.toString(36)
    return `${text}.${createHmac('sha256', this.#key).update(`${text}\n${question}`).digest('base64url').slice(0, 16)}`
  }

  /** @returns where to go on; 0: at the beginning. @throws TaxiiError 400 */
  from(filters: Filters, question: string): number {
    if (filters.next === null) return 0
    const text = filters.next.split('.', 1)[0] ?? ''
    const wanted = Buffer.from(/^[0-9a-z]{1,12}$/.test(text) ? this.sign(Number.parseInt(text, 36), question) : '')
    const given = Buffer.from(filters.next)
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given))
      throw new TaxiiError(400, 'The cursor is not one of ours, or belongs to a question with other filters.')
    return Number.parseInt(text, 36)
  }
}

/** What must stay the same from page to page: everything but `limit` and `next`. */
export function questionOf(resource: string, collection: string, filters: Filters): string {
  const { ids, types, specVersions, versions, after } = filters
  return JSON.stringify([resource, collection, ids, types, specVersions, versions, after])
}
