import { addressesIn, executeCalls, fetches, isLocalAddress } from './calls.ts'
import { decodeBase64 } from './decode.ts'
import type { Word } from './lex.ts'
import { isWritablePlace } from './places.ts'
import type { Role } from './programs.ts'
import { execute, join, namesFetchedFile, note, nothing, variablesIn, type Flow, type Walk } from './walk.ts'

interface Call {
  readonly program: string
  readonly role: Role
  readonly words: readonly Word[]
  readonly raw: string
  readonly incoming: Flow
  readonly inner: Flow
  readonly depth: number
}

type Read = (walk: Walk, text: string, depth: number) => Flow

/** A program that runs text: from the pipe, from an argument, from a file. */
export function interpreter(walk: Walk, call: Call, read: Read): Flow {
  const { program, role, words, raw, incoming, inner, depth } = call
  const args = words.slice(1)
  const isEval = /^(?:eval|iex|invoke-expression|source|exec)$/.test(program)
  const hasCode = args.some((word) => /^(?:-\w*c\w*|-e|\/c|\/k)$/i.test(word.text))
  if (incoming.fetched || incoming.decoded) {
    if (program !== 'xargs' || args.length > 0) execute(walk, incoming, raw)
  }
  // bash <(curl …), sh -c "$(curl …)", eval `curl …`, python -c "$(curl …)"
  const direct =
    isEval ||
    args.some((word) => /<\(|\$\(|`/.test(word.raw) && /^["']?(?:<\(|\$\(|`)/.test(word.raw)) ||
    (hasCode && args.some((word) => /^["']\s*\$\(/.test(word.raw)))
  if (direct || (role === 'shell' && /<<<|<\(/.test(raw))) execute(walk, inner, raw)
  if (isEval) {
    execute(walk, variablesIn(walk, raw), raw)
    expression(walk, raw)
  }
  if (role === 'powershell') return powershell(walk, call, read)
  if (program === 'osascript') return osascript(walk, call, read)

  const code = codeArgument(program, raw)
  let out = nothing
  if (code !== null) {
    if (role === 'script') script(walk, code)
    else {
      execute(walk, variablesIn(walk, code), raw)
      out = read(walk, code, depth + 1)
    }
  } else if (isEval) out = read(walk, stripQuotes(raw.slice((words[0] as Word).raw.length)), depth + 1)
  else {
    const file = args.find((word) => !word.text.startsWith('-') && !/^\/[a-z]$/i.test(word.text))
    if (file !== undefined && namesFetchedFile(walk, file.text)) note(walk, 'fetch-execute', raw)
    else if (
      file !== undefined &&
      /^(?:[a-z]:)?[\\/]|[%$~]/i.test(file.text) &&
      isWritablePlace(file.text) &&
      role === 'script'
    )
      note(walk, 'run-from-writable', raw)
  }
  return join([out, program === 'cmd' ? nothing : { ...nothing, fetched: false }])
}

/** Text after `-c`, `-e`, `/c`: to the end of the statement, because quotes inside quotes are often broken. */
function codeArgument(program: string, raw: string): string | null {
  const flag =
    program === 'cmd'
      ? /\s[/-][ckr]\s*(?=["'\s\w%(@])/i
      : /^(?:php)/.test(program)
        ? /\s-r\s+/
        : /\s-[a-zA-Z]*[ce]\s+|\s--eval[= ]/
  const found = flag.exec(raw)
  return found === null ? null : stripQuotes(raw.slice(found.index + found[0].length))
}

function stripQuotes(text: string): string {
  const trimmed = text.trim()
  const quote = trimmed[0]
  if (quote !== '"' && quote !== "'") return trimmed
  const end = trimmed.lastIndexOf(quote)
  return end > 0 ? `${trimmed.slice(1, end)}${trimmed.slice(end + 1)}` : trimmed.slice(1)
}

/** One line of Python, Perl, Ruby, PHP or JavaScript. */
function script(walk: Walk, code: string): void {
  const urls = addressesIn(code)
  const runs = executeCalls.test(code) || /\bexec\b|\beval\b|`/.test(code)
  if (fetches(code) && !urls.every(isLocalAddress)) {
    for (const url of urls) {
      walk.urls.add(url)
      walk.runUrls.add(url)
    }
    if (runs) note(walk, 'fetch-execute', code)
  }
  if (runs && /b64decode|base64|unhexlify|decode64|atob|fromcharcode|\bchr\(|zlib|marshal/i.test(code))
    note(walk, 'decode-execute', code)
}

/** An expression that both fetches (or decodes) and runs: `IEX(New-Object Net.WebClient).DownloadString(…)`. */
function expression(walk: Walk, raw: string): void {
  if (fetches(raw)) {
    for (const url of addressesIn(raw)) {
      walk.urls.add(url)
      walk.runUrls.add(url)
    }
    note(walk, 'fetch-execute', raw)
  }
  if (/frombase64string|b64decode|\[convert\]::/i.test(raw)) note(walk, 'decode-execute', raw)
}

/** Switches may be cut to any length that stays unambiguous, so they are matched by prefix. */
const switches = {
  encoded: /\s[-/\u2013\u2014](?:e|ec|en|enc|enco|encod|encode|encoded\w*)\s+["']?([A-Za-z0-9+/=]{4,}(?:\.{2,}|…)?)/i,
  hidden: /\s[-/\u2013\u2014]w(?:i|in|ind|indo|indow\w*)?[\s:]+["']?(?:h|hi|hid|hidd|hidde|hidden|1|minimized)\b/i,
  bypass: /\s[-/\u2013\u2014](?:ep|ex|exe|exec|execu\w*)[\s:]+["']?(?:b|by|bypass|unrestricted|u)\b/i,
  quiet: /\s[-/\u2013\u2014](?:nop|nopr\w*|noni|nonint\w*|sta)\b/i,
  command: /\s[-/\u2013\u2014](?:c|co|com|comm\w*)\s+/i,
  file: /\s[-/\u2013\u2014](?:f|fi|fil|file)\s+["']?([^"'\s]+|(?<=")[^"]+)/i,
} as const

function powershell(walk: Walk, call: Call, read: Read): Flow {
  const { raw, depth } = call
  const spaced = ` ${raw.slice((call.words[0] as Word).raw.length)}`
  const encoded = switches.encoded.exec(spaced)
  if (encoded !== null) {
    const hidden = decodeBase64(encoded[1] as string)
    if (hidden !== null && hidden.text.trim().length >= 3) {
      note(walk, 'encoded-command', raw)
      read(walk, hidden.text, depth + 1)
    }
  }
  const hides = switches.hidden.test(spaced)
  const file = switches.file.exec(spaced)?.[1] ?? call.words.slice(1).find((word) => /\.ps1$/i.test(word.text))?.text
  if (
    hides &&
    (switches.bypass.test(spaced) ||
      switches.quiet.test(spaced) ||
      switches.command.test(spaced) ||
      encoded !== null ||
      /\biex\b|https?:/i.test(spaced))
  )
    note(walk, 'hidden-run', raw)
  if (file !== undefined) {
    if (namesFetchedFile(walk, file)) note(walk, 'fetch-execute', raw)
    else if (isWritablePlace(file)) note(walk, 'run-from-writable', raw)
    if (/^(?:https?:|\\\\[\w.-]+@)/i.test(file)) note(walk, 'fetch-execute', raw)
  }
  const at = switches.command.exec(spaced)
  const code =
    at === null
      ? spaced.replace(/^(?:\s+[-/]\w+(?:\s+(?:hidden|bypass|unrestricted|h|b|1)\b)?)*/i, '')
      : spaced.slice(at.index + at[0].length)
  return encoded === null ? read(walk, stripQuotes(code), depth + 1) : nothing
}

/** AppleScript: `do shell script "…"` runs a shell; `run script` runs text. */
function osascript(walk: Walk, call: Call, read: Read): Flow {
  const { raw, depth } = call
  for (const found of raw.matchAll(/do shell script\s*\\?["'“]/gi)) {
    const code = raw
      .slice(found.index + found[0].length)
      .replace(/\\?["'”]+\s*(?:with administrator privileges)?\s*["']*$/, '')
    const flow = read(walk, code, depth + 1)
    if (/run script\s*\(?\s*do shell script/i.test(raw)) execute(walk, flow, raw)
    if (/\brm\s+-\w*r\w*f?\b|\brm\s+-\w*f\w*r/i.test(code)) note(walk, 'destroy', raw)
    // The shell's quotes were broken by the outer ones: what is fetched beside an interpreter is taken as run by it.
    if (fetches(code) && /\b(?:exec|eval|bash|zsh|sh|python3?|perl|ruby)\b/.test(code)) note(walk, 'fetch-execute', raw)
    for (const url of addressesIn(code)) {
      walk.urls.add(url)
      walk.runUrls.add(url)
    }
  }
  const file = call.words.slice(1).find((word) => /\.(?:scpt|applescript|js)\b/i.test(word.text) && !word.quoted)
  if (file !== undefined && namesFetchedFile(walk, file.text)) note(walk, 'fetch-execute', raw)
  if (/\beval\b/.test(raw) && fetches(raw)) note(walk, 'fetch-execute', raw)
  if (/nstask|doshellscript/i.test(raw) && addressesIn(raw).length > 0) note(walk, 'fetch-execute', raw)
  if (addressesIn(raw).length > 0 && /^osascript\s+["']?https?:/i.test(raw)) note(walk, 'fetch-execute', raw)
  return nothing
}
