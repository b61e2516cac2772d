import { PatternFault, tokens, type Token } from './lex.ts'
import type { Comparison, Literal, ObjectPath, Observation, Operator } from './syntax.ts'

export type Parsed = { readonly ok: true; readonly pattern: Observation } | { readonly ok: false; readonly why: string }

const longest = 100_000
const deepest = 100
const timeForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/
const keywords = new Set(
  'AND OR NOT FOLLOWEDBY LIKE MATCHES ISSUPERSET ISSUBSET EXISTS LAST IN START STOP SECONDS TRUE FALSE WITHIN REPEATS TIMES'.split(
    ' ',
  ),
)

/** Reads a STIX 2.1 pattern. Never throws; a pattern of a peer may hold anything. */
export function parsePattern(text: string): Parsed {
  if (text.length > longest) return { ok: false, why: `is longer than ${longest} characters` }
  try {
    const reader = new Reader(tokens(text))
    const pattern = reader.sequence()
    reader.end()
    return { ok: true, pattern }
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, why: error.message }
    throw error
  }
}

/** Recursive descent, one method a line of the grammar. */
class Reader {
  #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(list: readonly Token[]) {
    this.#tokens = list
  }

  sequence(): Observation {
    return this.#joined('FOLLOWEDBY', 'then', () =>
      this.#joined('OR', 'or', () => this.#joined('AND', 'and', () => this.#qualified())),
    )
  }

  end(): void {
    const left = this.#tokens[this.#at]
    if (left !== undefined) throw new PatternFault(`Unexpected "${left.text}" at ${left.at}.`)
  }

  #joined(word: string, kind: 'and' | 'or' | 'then', part: () => Observation): Observation {
    const parts = [part()]
    while (this.#takesWord(word)) parts.push(part())
    return parts.length === 1 ? (parts[0] as Observation) : { kind, parts }
  }

  #qualified(): Observation {
    let of = this.#observation()
    const seen = new Set<string>()
    for (;;) {
      const word = this.#peek()?.text
      if (word !== 'WITHIN' && word !== 'REPEATS' && word !== 'START') return of
      if (seen.has(word)) throw new PatternFault(`${word} stands twice.`)
      seen.add(word)
      this.#at += 1
      of = this.#qualifier(word, of)
    }
  }

  #qualifier(word: string, of: Observation): Observation {
    if (word === 'WITHIN') {
      const seconds = this.#number()
      this.#word('SECONDS')
      if (seconds <= 0) throw new PatternFault('WITHIN needs a positive number.')
      return { kind: 'within', of, seconds }
    }
    if (word === 'REPEATS') {
      const times = this.#number()
      this.#word('TIMES')
      if (!Number.isInteger(times) || times < 1) throw new PatternFault('REPEATS needs a whole number from 1.')
      return { kind: 'repeats', of, times }
    }
    const from = this.#time()
    this.#word('STOP')
    const to = this.#time()
    if (from >= to) throw new PatternFault('START is not before STOP.')
    return { kind: 'between', of, from, to }
  }

  #observation(): Observation {
    return this.#nested(() => {
      if (this.#takesSign('(')) {
        const inside = this.sequence()
        this.#sign(')')
        return inside
      }
      this.#sign('[')
      const comparison = this.#comparison()
      this.#sign(']')
      return { kind: 'observe', comparison }
    })
  }

  #comparison(): Comparison {
    return this.#nested(() => this.#compared('OR', 'or', () => this.#compared('AND', 'and', () => this.#test())))
  }

  #compared(word: string, kind: 'and' | 'or', part: () => Comparison): Comparison {
    const parts = [part()]
    while (this.#takesWord(word)) parts.push(part())
    return parts.length === 1 ? (parts[0] as Comparison) : { kind, parts }
  }

  #test(): Comparison {
    if (this.#takesSign('(')) {
      const inside = this.#comparison()
      this.#sign(')')
      return inside
    }
    if (this.#takesWord('EXISTS')) return { kind: 'exists', path: this.#path() }
    const path = this.#path()
    const not = this.#takesWord('NOT')
    const operator = this.#operator()
    const values = operator === 'IN' ? this.#set() : [this.#literal()]
    const only = values[0]
    if (/^(?:LIKE|MATCHES|ISSUBSET|ISSUPERSET)$/.test(operator) && only?.kind !== 'string')
      throw new PatternFault(`${operator} needs a string.`)
    if (/^[<>]/.test(operator) && only?.kind === 'boolean') throw new PatternFault('A boolean has no order.')
    return { kind: 'test', path, not, operator, values }
  }

  #operator(): Operator {
    const token = this.#take()
    const text = token.text === '==' ? '=' : token.text === '<>' ? '!=' : token.text
    if (!/^(?:=|!=|<|<=|>|>=|IN|LIKE|MATCHES|ISSUBSET|ISSUPERSET)$/.test(text) || token.kind === 'string')
      throw new PatternFault(`"${token.text}" is no comparison.`)
    return text as Operator
  }

  #set(): Literal[] {
    const values: Literal[] = []
    this.#sign('(')
    if (this.#takesSign(')')) return values
    do values.push(this.#literal())
    while (this.#takesSign(','))
    this.#sign(')')
    return values
  }

  #path(): ObjectPath {
    const type = this.#take()
    if (type.kind !== 'word' || keywords.has(type.text)) throw new PatternFault(`"${type.text}" is no type of object.`)
    this.#sign(':')
    const steps: (string | number)[] = [this.#name()]
    for (;;) {
      if (this.#takesSign('.')) steps.push(this.#name())
      else if (this.#takesSign('[')) {
        const step = this.#take()
        if (step.text !== '*' && !(step.kind === 'number' && Number.isInteger(Number(step.text))))
          throw new PatternFault(`"${step.text}" is no position.`)
        steps.push(step.text === '*' ? '*' : Number(step.text))
        this.#sign(']')
      } else return { type: type.text, steps }
    }
  }

  #name(): string {
    const token = this.#take()
    if (token.kind === 'string') return unquoted(token.text)
    if (token.kind !== 'word' || token.text.includes('-') || keywords.has(token.text))
      throw new PatternFault(`"${token.text}" is no property.`)
    return token.text
  }

  #literal(): Literal {
    const token = this.#take()
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: unquoted(token.text) }
      case 'number':
        return { kind: 'number', value: Number(token.text) }
      case 'time':
        return { kind: 'time', value: timeOf(token.text) }
      case 'hex':
        return { kind: 'hex', value: token.text.slice(2, -1).toLowerCase() }
      case 'binary':
        return { kind: 'binary', value: token.text.slice(2, -1) }
      default:
        if (/^(?:true|false)$/i.test(token.text)) return { kind: 'boolean', value: token.text.toLowerCase() === 'true' }
        throw new PatternFault(`"${token.text}" is no value.`)
    }
  }

  #number(): number {
    const token = this.#take()
    if (token.kind !== 'number') throw new PatternFault(`"${token.text}" is no number.`)
    return Number(token.text)
  }

  #time(): number {
    const token = this.#take()
    if (token.kind !== 'time') throw new PatternFault(`"${token.text}" is no time.`)
    return timeOf(token.text)
  }

  #word(word: string): void {
    if (!this.#takesWord(word)) throw new PatternFault(`${word} is missing.`)
  }

  #sign(sign: string): void {
    if (!this.#takesSign(sign))
      throw new PatternFault(
        `"${sign}" is missing${this.#peek() === undefined ? ' at the end' : ` before "${this.#peek()?.text}"`}.`,
      )
  }

  #takesWord(word: string): boolean {
    const fits = this.#peek()?.kind === 'word' && this.#peek()?.text === word
    if (fits) this.#at += 1
    return fits
  }

  #takesSign(sign: string): boolean {
    const fits = this.#peek()?.kind === 'sign' && this.#peek()?.text === sign
    if (fits) this.#at += 1
    return fits
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(): Token {
    const token = this.#peek()
    if (token === undefined) throw new PatternFault('The pattern ends too early.')
    this.#at += 1
    return token
  }

  #nested<T>(part: () => T): T {
    this.#depth += 1
    if (this.#depth > deepest) throw new PatternFault(`The pattern is nested deeper than ${deepest}.`)
    const value = part()
    this.#depth -= 1
    return value
  }
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(['\\])/g, '$1')
}

function timeOf(text: string): number {
  const inside = text.slice(2, -1)
  if (!timeForm.test(inside)) throw new PatternFault(`${text} is no time.`)
  return Date.parse(inside.replace(/:60(?=[.Z])/, ':59'))
}
