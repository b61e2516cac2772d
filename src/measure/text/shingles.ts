/** A shingle: some consecutive words, as a 52-bit hash (a JavaScript number holds it exactly). */
export type Shingle = number

export interface Located {
  readonly shingle: Shingle
  /** Character offsets of its first and behind its last word. */
  readonly start: number
  readonly end: number
}

/** Words in one shingle. Five: three and four repeat across honest résumés ("responsible for the design of"). */
export const shingleWords = 5

/** The shingles of a text in order, duplicates kept. Case, marks, punctuation and list signs do not count. */
export function shinglesOf(text: string, words: number = shingleWords): Located[] {
  const found = wordsOf(text)
  const out: Located[] = []
  for (let i = 0; i + words <= found.length; i++) {
    const run = found.slice(i, i + words)
    out.push({
      shingle: hash(run.map((word) => word.text).join(' ')),
      start: (run[0] as Word).start,
      end: (run.at(-1) as Word).end,
    })
  }
  return out
}

export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Words and numbers, folded: "Reduced" and "reduced", "naïve" and "naive" are one word. */
export function wordsOf(text: string): Word[] {
  const out: Word[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    const folded = match[0].normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    out.push({ text: folded, start: match.index, end: match.index + match[0].length })
  }
  return out
}

/** Two rounds of 32-bit FNV-1a with different offsets, joined to 52 bits: 10⁷ shingles collide about once in a hundred corpora. */
export function hash(text: string): number {
  let a = 0x811c9dc5
  let b = 0x01000193 ^ text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + 0x9e37), 0x85ebca6b)
    b ^= b >>> 13
  }
  return (a >>> 0) * 0x10_0000 + ((b >>> 0) & 0xf_ffff)
}
