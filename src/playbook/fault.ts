import { SallyportError } from '../core/errors.ts'

/** Something wrong with a pack, at an exact place. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly what: string
  /** The source line with a caret under the place, when there is one. */
  readonly excerpt: string | null
}

/** `playbook/apply/x.yaml:9:7: no such fact: resume.nope` and the line with its caret. */
export function showFault(fault: Fault): string {
  const place = `${fault.file}:${fault.line}:${fault.column}: ${fault.what}`
  return fault.excerpt === null ? place : `${place}\n${fault.excerpt}`
}

/** The place of a character offset in a text. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset))
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

/** The line an offset lies in, and carets under `length` characters from there. */
export function excerptAt(text: string, offset: number, length: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end === -1 ? undefined : end)
  const width = Math.max(1, Math.min(length, line.length - (offset - start)))
  return `    ${line}\n    ${' '.repeat(offset - start)}${'^'.repeat(width)}`
}

export function faultError(faults: readonly Fault[]): SallyportError {
  const [first] = faults
  const more = faults.length > 1 ? `\n… and ${faults.length - 1} more` : ''
  return new SallyportError('SP_RULE_INVALID', `${first === undefined ? 'no rule' : showFault(first)}${more}`, { faults: faults.length })
}
