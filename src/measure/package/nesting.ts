/**
 * The fast parser is native code and recurses: some thousand brackets or operators deep it overflows the stack, and the
 * process dies without an error to catch. So what may nest too deeply goes to the parser in JavaScript, whose overflow
 * is an exception. Measured: 2,600 `[`, 700 `(function(){`, 2,000 `.a(1)` or 3,300 `a+` are too many for 8 MB of stack.
 */
const mostNesting = 1200
const braceWeight = 3

const [other, opener, brace, closer, operator, end, quote, newline, tick, slash] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const classes = new Uint8Array(128)
const put = (chars: string, as: number): void => {
  for (const char of chars) classes[char.charCodeAt(0)] = as
}
put('([', opener)
put('{', brace)
put(')]}', closer)
put('+-*%&|^!~?:<>=.', operator)
put(';,', end)
put('"\'', quote)
put('\n\r', newline)
put('`', tick)
put('/', slash)

const prefixes = /(?:\b(?:new|typeof|void|delete|await|yield|throw)\s+){300}/
const elses = /\belse\b/g
const beforeRegex = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|await|yield)$/

/**
 * Whether a text nests more deeply than the native parser stands: open brackets, and operators of one expression,
 * counted in one pass over a rough reading of strings, comments, templates and regular expressions.
 */
export function nestsDeeply(text: string): boolean {
  if (text.length < mostNesting) return false
  if (prefixes.test(text) || (text.includes('else') && (text.match(elses)?.length ?? 0) > mostNesting)) return true
  return new Reading(text).isDeep()
}

class Reading {
  readonly #text: string
  /** For each open bracket: operators before it on its level, and its weight; a template's `${` weighs 0. */
  readonly #outer: number[] = []
  #chain = 0
  #total = 0

  constructor(text: string) {
    this.#text = text
  }

  isDeep(): boolean {
    const text = this.#text
    /** Last character that was no blank; 0 at the start. */
    let last = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const kind = code < 128 ? (classes[code] as number) : other
      if (kind === other) {
        if (code > 32) last = code
        continue
      }
      switch (kind) {
        case slash: {
          const next = text.charCodeAt(i + 1)
          if (next === 0x2f) i = before(text.indexOf('\n', i), text)
          else if (next === 0x2a) i = before(text.indexOf('*/', i + 2), text) + 2
          else if (startsRegex(text, i, last)) i = endOfRegex(text, i)
          else this.#chain = this.#more(1)
          break
        }
        case operator:
          this.#chain = this.#more(1)
          break
        case opener:
        case brace:
          this.#open(kind === brace ? braceWeight : 1)
          break
        case closer:
          if (code === 0x7d && this.#outer.at(-1) === 0) {
            this.#close()
            i = this.#template(i + 1)
          } else {
            this.#close()
            // `f()()()`, `if (a) if (b) …`
            if (code !== 0x7d) this.#chain = this.#more(1)
          }
          break
        case end:
          this.#reset()
          break
        case quote:
          i = endOfString(text, i, code)
          break
        case tick:
          i = this.#template(i + 1)
          break
        case newline:
          // A statement without a semicolon ends where a line does, unless the code visibly goes on.
          if ((last > 127 || classes[last] === other || classes[last] === quote) && !goesOn(text, i)) this.#reset()
          continue
      }
      if (this.#total > mostNesting) return true
      last = code
    }
    return false
  }

  #more(by: number): number {
    this.#total += by
    return this.#chain + by
  }

  #reset(): void {
    this.#total -= this.#chain
    this.#chain = 0
  }

  #open(weight: number): void {
    this.#outer.push(this.#chain, weight)
    this.#total += weight
    this.#chain = 0
  }

  #close(): void {
    if (this.#outer.length === 0) return
    this.#total -= this.#chain + (this.#outer.pop() as number)
    this.#chain = this.#outer.pop() as number
  }

  /** Past a template's text, up to its end or the next `${`. */
  #template(from: number): number {
    const text = this.#text
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 0x5c) i++
      else if (code === 0x60) return i
      else if (code === 0x24 && text.charCodeAt(i + 1) === 0x7b) {
        this.#open(0)
        // A template in a template nests too.
        this.#chain = this.#more(1)
        return i + 1
      }
    }
    return text.length
  }
}

const before = (at: number, text: string): number => (at === -1 ? text.length : at - 1)

function startsRegex(text: string, at: number, last: number): boolean {
  if (last === 0 || (last < 128 && [opener, brace, operator, end].includes(classes[last] as number))) return true
  return last > 96 && last < 123 && beforeRegex.test(text.slice(Math.max(0, at - 14), at).trimEnd())
}

function endOfRegex(text: string, at: number): number {
  let inClass = false
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x5b) inClass = true
    else if (code === 0x5d) inClass = false
    else if (code === 0x0a) return at
    else if (code === 0x2f && !inClass) return i
  }
  return at
}

function endOfString(text: string, at: number, mark: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === mark) return i
    else if (code === 0x0a) return i - 1
  }
  return text.length
}

function goesOn(text: string, at: number): boolean {
  let i = at
  while (i < text.length && text.charCodeAt(i) <= 32) i++
  const kind = classes[Math.min(127, text.charCodeAt(i) || 0)]
  return kind === operator || kind === opener || kind === slash
}
