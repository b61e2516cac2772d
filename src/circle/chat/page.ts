import type { Draft, DraftType } from './draft.ts'
import type { Refanged } from './refang.ts'

export interface Note {
  readonly place?: string | null
  readonly version?: string | null
  readonly defanged?: boolean
}

/** The refanged message while it is read: what has been recognised is not read again as something lesser. */
export class Page {
  readonly text: string
  readonly drafts: Draft[] = []
  #refanged: Refanged
  #taken: Uint8Array

  constructor(refanged: Refanged) {
    this.text = refanged.text
    this.#refanged = refanged
    this.#taken = new Uint8Array(refanged.text.length)
  }

  /** Every match of a pattern (with the `g` flag) whose characters are still free. */
  *free(pattern: RegExp): Generator<RegExpExecArray> {
    pattern.lastIndex = 0
    for (let found = pattern.exec(this.text); found !== null; found = pattern.exec(this.text)) {
      if (found[0] === '') pattern.lastIndex += 1
      else if (!this.isTaken(found.index, found.index + found[0].length)) yield found
      else pattern.lastIndex = found.index + Math.max(1, this.#freeFrom(found.index) - found.index)
    }
  }

  isTaken(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#taken[i] === 1) return true
    return false
  }

  isDefanged(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#refanged.made[i] === 1) return true
    return false
  }

  take(start: number, end: number): void {
    this.#taken.fill(1, start, end)
  }

  /** Writes a draft down and takes its place. */
  add(type: DraftType, value: string, start: number, end: number, note: Note = {}): void {
    this.take(start, end)
    this.drafts.push({
      type,
      value,
      start: this.#refanged.at[start] as number,
      end: this.#endOf(end),
      defanged: note.defanged ?? this.isDefanged(start, end),
      implied: false,
      place: note.place ?? null,
      version: note.version ?? null,
    })
  }

  /** Something that another draft of the same place contains or is contained in. */
  implied(type: DraftType, value: string, start: number, end: number): void {
    const range = { start: this.#refanged.at[start] as number, end: this.#endOf(end) }
    this.drafts.push({
      type,
      value,
      ...range,
      defanged: this.isDefanged(start, end),
      implied: true,
      place: null,
      version: null,
    })
  }

  /** Up to `length` characters before a place, on the same line. */
  before(start: number, length = 48): string {
    const text = this.text.slice(Math.max(0, start - length), start)
    return text.slice(text.lastIndexOf('\n') + 1)
  }

  /** Up to `length` characters after a place, on the same line. */
  after(end: number, length = 32): string {
    return this.text.slice(end, end + length).split('\n', 1)[0] as string
  }

  #endOf(end: number): number {
    return end >= this.text.length
      ? (this.#refanged.at[this.text.length] as number)
      : (this.#refanged.at[end] as number)
  }

  #freeFrom(start: number): number {
    let at = start
    while (at < this.#taken.length && this.#taken[at] === 0) at++
    while (at < this.#taken.length && this.#taken[at] === 1) at++
    return at
  }
}
