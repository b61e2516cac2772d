/**
 * Regular expressions of strangers in time proportional to text × expression: a Pike machine instead of backtracking.
 * The part of PCRE that indicators use: alternatives, groups, classes, `. ^ $ \b`, greedy and lazy repeats, `(?i)`.
 * Back-references and look-around are refused: they cannot be had in linear time.
 */
type Test = (code: number) => boolean
type Step =
  | { op: 'char'; test: Test; next: number }
  | { op: 'split'; next: number; or: number }
  | { op: 'at'; where: 'start' | 'end' | 'word' | 'inner'; next: number }
  | { op: 'match' }

export class RegexRefused extends Error {}

const mostSteps = 2000

/** @throws RegexRefused for what is not regular, not understood or too large */
export function compileLinear(source: string): (text: string) => boolean {
  const folds = /^\(\?[ims]*i[ims]*\)/.test(source)
  const flagged = /^\(\?([ims]+)\)/.exec(source)
  const parser = new Compiler(flagged === null ? source : source.slice(flagged[0].length), folds)
  const { steps, start } = parser.compile()
  return (text) => run(steps, start, text)
}

function run(steps: readonly Step[], start: number, text: string): boolean {
  let now: number[] = []
  const seen = new Uint32Array(steps.length)
  let round = 0
  const isWord = (at: number): boolean => at >= 0 && at < text.length && /\w/.test(text[at] as string)
  const follow = (list: number[], from: number, at: number): boolean => {
    const stack = [from]
    while (stack.length > 0) {
      const pc = stack.pop() as number
      if (seen[pc] === round) continue
      seen[pc] = round
      const step = steps[pc] as Step
      if (step.op === 'match') return true
      if (step.op === 'split') stack.push(step.or, step.next)
      else if (step.op === 'char') list.push(pc)
      else if (
        step.where === 'start'
          ? at === 0
          : step.where === 'end'
            ? at === text.length
            : (isWord(at - 1) !== isWord(at)) === (step.where === 'word')
      )
        stack.push(step.next)
    }
    return false
  }
  for (let at = 0; at <= text.length; at++) {
    round += 1
    const next: number[] = []
    // What survived is followed first, then a new attempt begins here.
    for (const pc of now) if (follow(next, pc, at)) return true
    if (follow(next, start, at)) return true
    if (at === text.length) return false
    const code = text.charCodeAt(at)
    now = []
    for (const pc of next) {
      const step = steps[pc] as Step & { op: 'char' }
      if (step.test(code)) now.push(step.next)
    }
  }
  return false
}

class Compiler {
  #source: string
  #folds: boolean
  #at = 0
  #steps: Step[] = []
  #depth = 0

  constructor(source: string, folds: boolean) {
    this.#source = source
    this.#folds = folds
  }

  compile(): { steps: Step[]; start: number } {
    const end = this.#emit({ op: 'match' })
    const build = this.#alternatives()
    if (this.#at < this.#source.length) throw new RegexRefused(`Unexpected "${this.#source[this.#at]}".`)
    return { start: build(end), steps: this.#steps }
  }

  // Each part returns a builder: given where to go on, it emits itself and returns its entry. So repeats can emit a part again.
  #alternatives(): (next: number) => number {
    this.#depth += 1
    if (this.#depth > 50) throw new RegexRefused('Nested too deep.')
    const parts = [this.#row()]
    while (this.#eat('|')) parts.push(this.#row())
    this.#depth -= 1
    return (next) =>
      parts.map((part) => part(next)).reduceRight((or, entry) => this.#emit({ op: 'split', next: entry, or }))
  }

  #row(): (next: number) => number {
    const parts: ((next: number) => number)[] = []
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] as string))
      parts.push(this.#repeated())
    return (next) => parts.reduceRight((after, part) => part(after), next)
  }

  #repeated(): (next: number) => number {
    let part = this.#atom()
    for (;;) {
      const counts = this.#counts()
      if (counts === null) return part
      const [least, most] = counts
      const once = part
      part = (next) => {
        let entry = next
        if (most === Number.POSITIVE_INFINITY) {
          const loop = this.#emit({ op: 'split', next: -1, or: next })
          ;(this.#steps[loop] as { next: number }).next = once(loop)
          entry = loop
        } else for (let i = least; i < most; i++) entry = this.#emit({ op: 'split', next: once(entry), or: next })
        for (let i = 0; i < least; i++) entry = once(entry)
        return entry
      }
    }
  }

  #counts(): [number, number] | null {
    const found = /^(?:[*+?]|\{(\d{1,4})(,(\d{1,4})?)?\})/.exec(this.#source.slice(this.#at, this.#at + 14))
    if (found === null) return null
    this.#at += found[0].length
    if (this.#source[this.#at] === '+') throw new RegexRefused('Possessive repeats are not understood.')
    this.#eat('?')
    if (found[0] === '*') return [0, Number.POSITIVE_INFINITY]
    if (found[0] === '+') return [1, Number.POSITIVE_INFINITY]
    if (found[0] === '?') return [0, 1]
    const least = Number(found[1])
    return [
      least,
      found[2] === undefined ? least : found[3] === undefined ? Number.POSITIVE_INFINITY : Number(found[3]),
    ]
  }

  #atom(): (next: number) => number {
    const char = this.#source[this.#at++] as string
    if (char === '(') {
      if (this.#eat('?') && !this.#eat(':')) {
        const name = /^P?<[A-Za-z]\w*>/.exec(this.#source.slice(this.#at, this.#at + 60))
        if (name === null) throw new RegexRefused('Look-around and inline flags are not understood.')
        this.#at += name[0].length
      }
      const inside = this.#alternatives()
      if (!this.#eat(')')) throw new RegexRefused('")" is missing.')
      return inside
    }
    if (char === '[') return this.#one(this.#set())
    if (char === '.') return this.#one((code) => code !== 10)
    if (char === '^') return (next) => this.#emit({ op: 'at', where: 'start', next })
    if (char === '$') return (next) => this.#emit({ op: 'at', where: 'end', next })
    if (char === '\\') return this.#escaped()
    if (/[*+?)]/.test(char)) throw new RegexRefused(`"${char}" has nothing before it.`)
    return this.#one(this.#same(char.charCodeAt(0)))
  }

  #escaped(): (next: number) => number {
    const char = this.#source[this.#at] ?? ''
    if (char === 'b' || char === 'B') {
      this.#at += 1
      return (next) => this.#emit({ op: 'at', where: char === 'b' ? 'word' : 'inner', next })
    }
    if (char === 'A' || char === 'z' || char === 'Z') {
      this.#at += 1
      return (next) => this.#emit({ op: 'at', where: char === 'A' ? 'start' : 'end', next })
    }
    return this.#one(this.#escapedTest())
  }

  #escapedTest(): Test {
    const char = this.#source[this.#at++]
    if (char === undefined || /[1-9kpPG]/.test(char)) throw new RegexRefused('Back-references are not understood.')
    const kind = { d: /\d/, w: /\w/, s: /\s/ }[char.toLowerCase()]
    if (kind !== undefined) return (code) => kind.test(String.fromCharCode(code)) === (char === char.toLowerCase())
    const special = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 }[char]
    if (special !== undefined) return (code) => code === special
    const hex =
      char === 'x'
        ? /^[0-9a-f]{2}/i.exec(this.#source.slice(this.#at))
        : char === 'u'
          ? /^[0-9a-f]{4}/i.exec(this.#source.slice(this.#at))
          : null
    if (hex !== null) {
      this.#at += hex[0].length
      return this.#same(Number.parseInt(hex[0], 16))
    }
    if (/[a-z0-9]/i.test(char)) throw new RegexRefused(`"\\${char}" is not understood.`)
    return this.#same(char.charCodeAt(0))
  }

  #set(): Test {
    const not = this.#eat('^')
    const tests: Test[] = []
    for (let first = true; first || this.#source[this.#at] !== ']'; first = false) {
      const char = this.#source[this.#at]
      if (char === undefined) throw new RegexRefused('"]" is missing.')
      this.#at += 1
      if (char === '\\' && /[dwsDWSnrtfv]/.test(this.#source[this.#at] ?? '')) {
        tests.push(this.#escapedTest())
        continue
      }
      const low = char === '\\' ? (this.#source[this.#at++] ?? '').charCodeAt(0) : char.charCodeAt(0)
      if (
        this.#source[this.#at] === '-' &&
        this.#source[this.#at + 1] !== ']' &&
        this.#source[this.#at + 1] !== undefined
      ) {
        this.#at += 1
        const end = this.#source[this.#at++] as string
        const high = end === '\\' ? (this.#source[this.#at++] ?? '').charCodeAt(0) : end.charCodeAt(0)
        tests.push(this.#folded((code) => code >= low && code <= high))
      } else tests.push(this.#same(low))
    }
    this.#at += 1
    return (code) => tests.some((test) => test(code)) !== not
  }

  #same(code: number): Test {
    return this.#folded((given) => given === code)
  }

  #folded(test: Test): Test {
    if (!this.#folds) return test
    return (code) =>
      test(code) ||
      test(String.fromCharCode(code).toLowerCase().charCodeAt(0)) ||
      test(String.fromCharCode(code).toUpperCase().charCodeAt(0))
  }

  #one(test: Test): (next: number) => number {
    return (next) => this.#emit({ op: 'char', test, next })
  }

  #emit(step: Step): number {
    if (this.#steps.length >= mostSteps) throw new RegexRefused('The expression is too large.')
    return this.#steps.push(step) - 1
  }

  #eat(char: string): boolean {
    const fits = this.#source[this.#at] === char
    if (fits) this.#at += 1
    return fits
  }
}
