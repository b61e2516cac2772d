/** What an encoded literal turned out to say. */
export interface Decoded {
  readonly text: string
  readonly how: 'base64' | 'base64-utf16' | 'hex' | 'characters'
}

/**
 * Reads a base64 literal as the text it hides: UTF-16LE as `powershell -EncodedCommand` wants it, or UTF-8.
 *
 * @returns null when it is no base64 or does not decode to printable text
 */
export function decodeBase64(literal: string): Decoded | null {
  const packed = literal.replace(/\s/g, '').replace(/(?:\.{2,}|…)$/, '')
  if (packed.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return null
  const bytes = Uint8Array.from(atobBytes(packed))
  if (bytes.length < 3) return null
  const zeros = bytes.filter((byte, at) => at % 2 === 1 && byte === 0).length
  if (zeros >= Math.floor(bytes.length / 2) * 0.8) {
    const text = new TextDecoder('utf-16le').decode(bytes)
    return printable(text) ? { text, how: 'base64-utf16' } : null
  }
  const text = new TextDecoder('utf-8').decode(bytes)
  return printable(text) ? { text, how: 'base64' } : null
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function* atobBytes(packed: string): Generator<number> {
  let held = 0
  let bits = 0
  for (const letter of packed.replace(/-/g, '+').replace(/_/g, '/')) {
    const value = alphabet.indexOf(letter)
    if (value === -1) return
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      yield (held >> bits) & 0xff
    }
  }
}

/** At least nine in ten signs are ones a person would type. */
function printable(text: string): boolean {
  let good = 0
  for (const letter of text) if (/[\t\n\r\x20-\x7e]/.test(letter)) good++
  return text.length > 0 && good / [...text].length >= 0.9
}

/** Hexadecimal digits, with or without `\x`, as text. */
export function decodeHex(literal: string): Decoded | null {
  const digits = literal.replace(/\\x|0x|[\s,]/gi, '')
  if (digits.length < 8 || digits.length % 2 === 1 || !/^[0-9a-f]+$/i.test(digits)) return null
  const text = new TextDecoder().decode(
    Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16)),
  )
  return printable(text) ? { text, how: 'hex' } : null
}

/** What was undone before reading; each is a way to hide a word from a reader or a filter. */
export type Disguise = 'caret' | 'backtick' | 'joined-strings' | 'characters' | 'format' | 'variables' | 'invisible'

/**
 * Undoes what only disguises words and does not change what runs: carets, PowerShell backticks, `'ie'+'x'`, `[char]105`,
 * `'{1}{0}' -f …`, `set a=cu&set b=rl&%a%%b%`, zero-width signs.
 */
export function plain(source: string): { text: string; disguises: readonly Disguise[] } {
  const disguises: Disguise[] = []
  let text = source
  const undo = (name: Disguise, next: string): void => {
    if (next !== text) disguises.push(name)
    text = next
  }
  undo('invisible', text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, ''))
  // A caret counts between letters only: `^` alone is a regular expression's or a git revision's.
  if (/[a-z]\^[a-z]/i.test(text)) undo('caret', text.replace(/\^(?=[\w"'$%\\/:.-])/g, ''))
  if (/[a-z]`[a-z]/i.test(text) && (text.match(/`/g) as string[]).length !== 2)
    undo('backtick', text.replace(/(?<=[a-z-])`(?=[a-z-])/gi, ''))
  undo(
    'characters',
    text.replace(/(?:\[char\]\s*\(?(?:0x[0-9a-f]+|\d{2,3})\)?\s*\+?\s*){2,}/gi, (run) => `'${characters(run)}'`),
  )
  for (let round = 0; round < 8; round++) {
    const next = text
      .replace(/'([^'\n]*)'\s*\+\s*'([^'\n]*)'/g, "'$1$2'")
      .replace(/"([^"\n$]*)"\s*\+\s*"([^"\n$]*)"/g, '"$1$2"')
    if (next === text) break
    undo('joined-strings', next)
  }
  undo(
    'format',
    text.replace(
      /["']((?:[^"'{}]*\{\d\})+[^"'{}]*)["']\s*-f\s*((?:["'][^"']*["']\s*,?\s*)+)/gi,
      (_, pattern: string, list: string) => format(pattern, list),
    ),
  )
  undo('variables', cmdVariables(text))
  return { text, disguises: [...new Set(disguises)] }
}

function characters(run: string): string {
  return (run.match(/0x[0-9a-f]+|\d{2,3}/gi) ?? []).map((code) => String.fromCharCode(Number(code))).join('')
}

function format(pattern: string, list: string): string {
  const parts = [...list.matchAll(/["']([^"']*)["']/g)].map((found) => found[1] as string)
  return `'${pattern.replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '')}'`
}

/** `set a=cu&&set b=rl&&%a%%b% http…` → `curl http…`. Names of the environment (`%TEMP%`) stay. */
function cmdVariables(text: string): string {
  const values = new Map<string, string>()
  for (const found of text.matchAll(/\bset\s+"?([a-z_]\w*)=([^&|\n"]*)"?/gi))
    values.set((found[1] as string).toLowerCase(), (found[2] as string).trim())
  if (values.size === 0) return text
  return text.replace(/[%!]([a-z_]\w*)[%!]/gi, (whole, name: string) => values.get(name.toLowerCase()) ?? whole)
}
