/** One word of a command line. */
export interface Word {
  /** Without quotes and escapes. */
  readonly text: string
  /** As written. */
  readonly raw: string
  /** Offset in the text that was read. */
  readonly start: number
  /** Texts of the command substitutions, process substitutions and brackets inside it. */
  readonly inner: readonly string[]
  readonly quoted: boolean
}

/** Words between operators. `op` is what stands before: '' for the first. */
export interface Segment {
  readonly op: '' | '|' | ';' | '&&' | '||' | '&' | '\n'
  readonly words: readonly Word[]
  /** Files that output is sent to: `> name`, `>> name`. */
  readonly into: readonly string[]
  readonly raw: string
  readonly start: number
  /** What a comment sign hid from the interpreter: text for the eyes of the person who pastes. */
  readonly comment: string
}

const maxDepth = 200

/**
 * Splits a command line into segments and words, in one grammar that is the common part of POSIX shells, cmd and
 * PowerShell: quotes, escapes, operators, redirections, `$(…)`, backticks, `<(…)` and brackets. Text that is not valid in
 * any of them still gives segments; nothing throws.
 *
 * @param source at most a few hundred kilobytes; time is linear
 */
export function lex(source: string): Segment[] {
  const segments: Segment[] = []
  let words: Word[] = []
  let into: string[] = []
  let op: Segment['op'] = ''
  let segmentStart = 0
  let comment = ''
  let at = 0
  let sendNext = false
  const close = (next: Segment['op'], end: number): void => {
    if (words.length > 0 || comment !== '' || into.length > 0)
      segments.push({ op, words, into, raw: source.slice(segmentStart, end).trim(), start: segmentStart, comment })
    words = []
    into = []
    comment = ''
    op = next
    sendNext = false
  }
  while (at < source.length) {
    const c = source[at] as string
    if (c === '\n' || c === '\r') {
      close('\n', at)
      segmentStart = ++at
    } else if (/\s/.test(c)) at++
    else if (c === '#' && (at === 0 || /\s/.test(source[at - 1] as string))) {
      const end = lineEnd(source, at)
      comment = source.slice(at + 1, end).trim()
      at = end
    } else if (source.startsWith('&&', at) || source.startsWith('||', at)) {
      close(source.slice(at, at + 2) as '&&', at)
      segmentStart = at += 2
    } else if (c === '|' || c === ';' || (c === '&' && source[at + 1] !== '>')) {
      // PowerShell's call operator stands where a command would begin: "& $y".
      close(c, at)
      segmentStart = ++at
    } else if (
      c === '>' ||
      (c === '&' && source[at + 1] === '>') ||
      (/\d/.test(c) && source[at + 1] === '>' && /\s/.test(source[at - 1] ?? ' '))
    ) {
      while (at < source.length && /[&>\d]/.test(source[at] as string)) at++
      sendNext = true
    } else if (c === ')' || c === '}' || c === '{') at++
    else {
      const word = readWord(source, at)
      at = word.end
      if (sendNext) into.push(word.word.text)
      else words.push(word.word)
      sendNext = false
    }
  }
  close('', source.length)
  return segments
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from)
  return end === -1 ? source.length : end
}

function readWord(source: string, start: number): { word: Word; end: number } {
  const inner: string[] = []
  let text = ''
  let quoted = false
  let at = start
  while (at < source.length) {
    const c = source[at] as string
    if (/[\s|;]/.test(c) || (c === '>' && at > start) || c === ')' || (c === '&' && source[at - 1] !== '>')) break
    if (c === "'" || c === '"') {
      const end = quoteEnd(source, at)
      const body = source.slice(at + 1, end)
      quoted = true
      text += c === '"' ? body.replace(/\\(["\\$`])/g, '$1').replace(/`"/g, '"') : body
      if (c === '"') collectSubstitutions(body, inner)
      at = end + 1
    } else if (c === '$' && source[at + 1] === '(') {
      const end = closing(source, at + 1)
      inner.push(source.slice(at + 2, end))
      text += source.slice(at, end + 1)
      at = end + 1
    } else if (c === '(' || (c === '<' && source[at + 1] === '(')) {
      const open = c === '(' ? at : at + 1
      const end = closing(source, open)
      inner.push(source.slice(open + 1, end))
      text += source.slice(at, end + 1)
      at = end + 1
    } else if (c === '`') {
      const end = source.indexOf('`', at + 1)
      if (end === -1) {
        at++
        continue
      }
      inner.push(source.slice(at + 1, end))
      text += source.slice(at, end + 1)
      at = end + 1
    } else if (c === '\\' && /["'$`\s]/.test(source[at + 1] ?? '')) {
      text += source[at + 1] === '\n' ? '' : (source[at + 1] as string)
      at += 2
    } else {
      text += c
      at++
    }
  }
  if (at === start)
    return {
      word: { text: source[start] as string, raw: source[start] as string, start, inner, quoted },
      end: start + 1,
    }
  return { word: { text, raw: source.slice(start, at), start, inner, quoted }, end: at }
}

/** End of a quoted part. A quote that never closes ends with the text. */
function quoteEnd(source: string, open: number): number {
  const quote = source[open] as string
  for (let at = open + 1; at < source.length; at++) {
    if (quote === '"' && (source[at] === '\\' || source[at] === '`') && source[at + 1] === '"') at++
    else if (source[at] === quote) return at
  }
  return source.length
}

/** The bracket that closes the one at `open`, quotes skipped; the end of the text if none does. */
function closing(source: string, open: number): number {
  let depth = 0
  for (let at = open; at < source.length; at++) {
    const c = source[at]
    if (c === "'" || c === '"') at = quoteEnd(source, at)
    else if (c === '(' && ++depth > maxDepth) return source.length
    else if (c === ')' && --depth === 0) return at
  }
  return source.length
}

function collectSubstitutions(body: string, inner: string[]): void {
  for (let at = body.indexOf('$('); at !== -1; at = body.indexOf('$(', at)) {
    const end = closing(body, at + 1)
    inner.push(body.slice(at + 2, end))
    at = end
  }
  for (const found of body.matchAll(/`([^`]+)`/g)) inner.push(found[1] as string)
}
