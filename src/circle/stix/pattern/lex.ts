export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'time' | 'hex' | 'binary' | 'sign'
  readonly text: string
  readonly at: number
}

export class PatternFault extends Error {}

const rules: readonly (readonly [Token['kind'] | 'blank', RegExp])[] = [
  ['blank', /(?:\s|\/\*[^]*?\*\/|\/\/[^\n\r]*)+/y],
  ['time', /t'(?:[^'\\]|\\.)*'/y],
  ['hex', /h'(?:[0-9a-fA-F]{2})*'/y],
  ['binary', /b'(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?'/y],
  ['string', /'(?:[^'\\]|\\['\\])*'/y],
  ['number', /[+-]?(?:(?:0|[1-9]\d*)?\.\d+|0|[1-9]\d*)(?![\w.])/y],
  ['word', /[a-zA-Z_][a-zA-Z0-9_-]*/y],
  ['sign', /<=|>=|!=|<>|==|[=<>:.,()[\]*]/y],
]

/** @throws PatternFault at a character that begins nothing */
export function tokens(pattern: string): Token[] {
  const out: Token[] = []
  for (let at = 0; at < pattern.length;) {
    const token = next(pattern, at)
    if (token === null) throw new PatternFault(`Nothing begins with "${pattern[at]}" at ${at}.`)
    if (token.kind !== 'blank') out.push({ kind: token.kind, text: token.text, at })
    at += token.text.length
  }
  return out
}

function next(pattern: string, at: number): { kind: Token['kind'] | 'blank'; text: string } | null {
  for (const [kind, rule] of rules) {
    rule.lastIndex = at
    const found = rule.exec(pattern)
    if (found !== null) return { kind, text: found[0] }
  }
  return null
}
