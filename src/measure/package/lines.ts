/** Line and column of offsets in a text; the index is built once, in linear time. */
export class Lines {
  readonly #starts: number[] = [0]
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  /** @returns line and column, both from 1; columns count UTF-16 units */
  at(offset: number): { readonly line: number; readonly column: number } {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 }
  }

  /** A piece of source around an offset, on one line, at most `length` long. */
  snippet(start: number, length = 160): string {
    const end = this.#text.indexOf('\n', start)
    return this.#text.slice(start, Math.min(end === -1 ? this.#text.length : end, start + length))
  }
}
