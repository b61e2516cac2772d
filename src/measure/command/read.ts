import { addressesIn, executeCalls, fetches } from './calls.ts'
import { decodeBase64, decodeHex } from './decode.ts'
import { lex, type Segment, type Word } from './lex.ts'
import { baseName, isRunnable, isWritablePlace } from './places.ts'
import { launchers, programName, roleOf } from './programs.ts'
import { proxyExecution } from './proxy.ts'
import { fetched } from './fetched.ts'
import { interpreter } from './interpreter.ts'
import { execute, join, namesFetchedFile, note, nothing, variablesIn, type Flow, type Walk } from './walk.ts'

const maxDepth = 8

/**
 * Reads one layer of a command line and returns what its last pipeline would hand on.
 *
 * @param depth 0 for what a person pastes, more inside quotes, substitutions and encodings
 */
export function read(walk: Walk, text: string, depth: number): Flow {
  if (depth > maxDepth || --walk.budget < 0 || text.trim() === '') return nothing
  walk.layers = Math.max(walk.layers, depth)
  let last = nothing
  for (const segment of lex(text)) last = readSegment(walk, segment, segment.op === '|' ? last : nothing, depth)
  // A quote that never closes hides the operators behind it: layers of quoting are often broken in what people paste.
  for (const quote of ["'", '"'])
    if (text.split(quote).length % 2 === 0) last = join([last, read(walk, text.replaceAll(quote, ''), depth + 1)])
  return last
}

function readSegment(walk: Walk, segment: Segment, incoming: Flow, depth: number): Flow {
  const words = afterLaunchers(segment.words)
  const first = words[0]
  if (first === undefined) return incoming
  const raw = words.map((word) => word.raw).join(' ')
  const program = programName(first.text)
  const role = roleOf(program)
  if (program === 'rem' || program.startsWith('::')) return nothing

  const inner = join(segment.words.flatMap((word) => word.inner.map((text) => read(walk, text, depth + 1))))
  const assigned = assignment(walk, segment, inner, depth)
  if (assigned !== null) return assigned
  hiddenLiterals(walk, raw, depth)

  let out: Flow
  if (role === 'fetch') out = fetched(walk, program, words, raw)
  else if (role === 'decode') out = decoded(walk, words, raw, incoming, inner, depth)
  else if (role === 'print') out = printed(walk, program, words, incoming, inner)
  else if (role === 'proxy') {
    proxyExecution(walk, program, raw)
    for (const url of addressesIn(raw)) walk.urls.add(url)
    for (const word of words.slice(1)) if (isRunnable(word.text)) walk.files.add(baseName(word.text))
    if (/powershell|cmd(?:\.exe)?\s*\/c|\bcurl\b/i.test(raw.slice(first.raw.length)))
      read(
        walk,
        unquote(raw.slice(first.raw.length).replace(/^.*?(?=["']?(?:powershell|cmd(?:\.exe)?\s*\/c|curl)\b)/i, '')),
        depth + 1,
      )
    out = nothing
  } else if (role === 'shell' || role === 'script' || role === 'powershell')
    out = interpreter(walk, { program, role, words, raw, incoming, inner, depth }, read)
  else out = other(walk, first, words, raw, incoming, inner, depth)

  for (const file of segment.into) {
    if (out.fetched || out.decoded || inner.fetched) walk.files.add(baseName(file))
    if (out.fetched && isRunnable(file)) note(walk, 'fetch-runnable', segment.raw)
  }
  return out
}

function afterLaunchers(words: readonly Word[]): readonly Word[] {
  let at = 0
  while (at < words.length) {
    const text = (words[at] as Word).text.toLowerCase()
    const name = programName(text)
    if (/^[a-z_]\w*=\S*$/i.test(text) && at + 1 < words.length && !/\$\(|`/.test((words[at] as Word).raw)) at++
    else if (at + 1 < words.length && (launchers.has(name) || launchers.has(text))) {
      at++
      while (
        at + 1 < words.length &&
        /^(?:-|\/[a-z]{1,4}$)/i.test((words[at] as Word).text) &&
        !/^-(?:argumentlist|filepath|c|e)$/i.test((words[at] as Word).text)
      )
        at++
      // start "title" program
      if (
        name === 'start' &&
        at + 1 < words.length &&
        (words[at] as Word).quoted &&
        !isRunnable((words[at] as Word).text)
      )
        at++
      if (/^-filepath$/i.test((words[at] as Word).text)) at++
    } else break
  }
  return words.slice(at)
}

/** `x=$(…)`, `$x = …`, `set x=…`: remembers what the variable holds. Null when the segment assigns nothing. */
function assignment(walk: Walk, segment: Segment, inner: Flow, depth: number): Flow | null {
  const found =
    /^\s*(?:export\s+|local\s+|set\s+"?|set-variable\s+|\[\w+\])?\$?([a-z_]\w*)\s*=(?!=)\s*([\s\S]*)$/i.exec(
      segment.raw,
    )
  if (found === null) return null
  const value = (found[2] as string).trim()
  const own =
    /^["'`]|^\$\(|^\w+:/.test(value) && !/^["']?\w+["']?\s*\)/.test(value) ? nothing : read(walk, value, depth + 1)
  hiddenLiterals(walk, value, depth)
  const viaCall = fetches(value)
  if (viaCall) for (const url of addressesIn(value)) addUrl(walk, url)
  walk.variables.set((found[1] as string).toLowerCase(), {
    fetched: inner.fetched || own.fetched || viaCall || variablesIn(walk, value).fetched,
    decoded:
      inner.decoded ||
      own.decoded ||
      /frombase64string|b64decode|\batob\s*\(/i.test(value) ||
      variablesIn(walk, value).decoded,
    text: [unquote(value), ...value.matchAll(/['"]([^'"]+)['"]/g)]
      .map((part) => (typeof part === 'string' ? part : (part[1] as string)))
      .join(' ')
      .slice(0, 2000),
  })
  return nothing
}

function addUrl(walk: Walk, url: string): void {
  walk.urls.add(url)
  walk.runUrls.add(url)
}

/** Base64 literals inside an expression are read as another layer, whatever decodes them. */
function hiddenLiterals(walk: Walk, raw: string, depth: number): void {
  for (const found of raw.matchAll(
    /(?:frombase64string|b64decode|atob|decode64|base64_decode)\s*\(\s*b?\\?['"]([A-Za-z0-9+/=\s]{8,})\\?['"]/gi,
  )) {
    const hidden = decodeBase64(found[1] as string)
    if (hidden === null) continue
    read(walk, hidden.text, depth + 1)
    if (executeCalls.test(raw)) note(walk, 'decode-execute', raw)
  }
}

function decoded(walk: Walk, words: readonly Word[], raw: string, incoming: Flow, inner: Flow, depth: number): Flow {
  const decodes =
    words.some((word) => /^(?:-d|-D|--decode|-di|-id|-r|-rp|enc)$|^-[a-z]*d[a-z]*$/.test(word.text)) ||
    /^(?:gunzip|gzip)/.test(raw)
  if (!decodes) return incoming
  const literal = /<<<\s*["']?([^"'\s]+)/.exec(raw)?.[1] ?? incoming.text
  const hidden = decodeBase64(literal.trim()) ?? decodeHex(literal.trim())
  if (hidden !== null) {
    const before = walk.seen.size
    read(walk, hidden.text, depth + 1)
    // Inside `sh -c`, or when what comes out does something, hiding it is the point.
    if (depth > 0 || walk.seen.size > before) note(walk, 'encoded-command', raw)
  }
  return { fetched: incoming.fetched || inner.fetched, decoded: true, text: hidden?.text ?? '' }
}

function printed(walk: Walk, program: string, words: readonly Word[], incoming: Flow, inner: Flow): Flow {
  const args = words.slice(1)
  if (program !== 'echo' && program !== 'printf' && program !== 'print') {
    if (incoming.fetched || incoming.decoded) {
      for (const word of args)
        if (program === 'tee' || program === 'out-file' || program === 'set-content')
          walk.files.add(baseName(word.text))
    }
    const file = args.some((word) => namesFetchedFile(walk, word.text))
    return {
      fetched: incoming.fetched || inner.fetched || file,
      decoded: incoming.decoded || inner.decoded,
      text: program === 'rev' ? [...incoming.text].reverse().join('') : incoming.text,
    }
  }
  const text = args
    .map((word) => word.text)
    .filter((word) => !/^-[neE]+$/.test(word))
    .join(' ')
  const hex =
    program === 'printf' || words.some((word) => word.text === '-e') ? decodeHex(text.replace(/\\n$/, '')) : null
  return { fetched: inner.fetched, decoded: inner.decoded || hex !== null, text: hex?.text ?? text }
}

/** A program of its own, an expression, or a file that is run. */
function other(
  walk: Walk,
  first: Word,
  words: readonly Word[],
  raw: string,
  incoming: Flow,
  inner: Flow,
  depth: number,
): Flow {
  const head = first.raw
  if (/^["']?(?:\$\(|`)/.test(head)) execute(walk, inner, raw)
  const named = variablesIn(walk, head)
  // `& $name (irm …)`, `. <(curl …)`: whatever the name hides, it is handed what was fetched.
  if (/^["'&.]?[$%!]|^<\(/.test(head)) execute(walk, inner, raw)
  if (/^["'&.]?[$%!]/.test(head))
    execute(walk, { ...named, fetched: named.fetched || namesFetchedFile(walk, head) }, raw)
  else if (
    walk.files.has(baseName(first.text)) ||
    walk.files.has(`${baseName(first.text)}.exe`) ||
    (/^\.?[\\/]/.test(first.text) && namesFetchedFile(walk, first.text))
  )
    note(walk, 'fetch-execute', raw)
  if (isWritablePlace(first.text) && isRunnable(first.text)) note(walk, 'run-from-writable', raw)
  if (/^(?:open|hdiutil|installer|invoke-item|ii|sh)$/.test(first.text.toLowerCase()) && namesFetchedFile(walk, raw))
    note(walk, 'fetch-execute', raw)

  if (fetches(raw)) {
    const urls = addressesIn(raw)
    for (const url of urls) addUrl(walk, url)
    const target =
      /download(?:file\w*)\s*\(\s*['"][^'"]+['"]\s*,\s*([^)]+)\)/i.exec(raw)?.[1] ??
      /urlretrieve\s*\([^,]+,\s*([^)]+)\)/i.exec(raw)?.[1]
    if (target !== undefined) {
      walk.files.add(baseName(unquote(target)))
      if (/^\$/.test(target)) walk.files.add(target.trim().toLowerCase())
      if ([unquote(target), ...urls, variablesIn(walk, target).text].some(isRunnable)) note(walk, 'fetch-runnable', raw)
    }
    if (executeCalls.test(raw)) note(walk, 'fetch-execute', raw)
    return { fetched: target === undefined, decoded: false, text: '' }
  }
  if (/frombase64string|b64decode|\batob\s*\(/i.test(raw)) return { fetched: false, decoded: true, text: '' }
  const args = words
    .slice(1)
    .map((word) => word.text)
    .join(' ')
  if (/^(?:ssh|git)$/.test(first.text) && /proxycommand=|sshcommand=/i.test(args))
    read(walk, args.replace(/^.*?(?:proxycommand|sshcommand)=/i, ''), depth + 1)
  // A COM object that starts programs, handed an address; an image mounted from the web.
  const urlsHere = addressesIn(raw)
  if (urlsHere.length > 0 && /\.(?:shellexecute|run|exec)\s*\(/i.test(raw) && /mshta|powershell|cmd|wscript|rundll32|\.exe/i.test(raw))
    note(walk, 'proxy-execution', raw)
  if (urlsHere.length > 0 && first.text === 'hdiutil' && /\b(?:attach|mount)\b/.test(args)) note(walk, 'odd-fetch', raw)
  oddFetch(walk, first.text.toLowerCase(), raw)
  if (/^(?:nslookup|dig|host|resolve-dnsname|finger)(?:\.exe)?$/i.test(first.text) && /\btxt\b|@/i.test(raw))
    return { fetched: true, decoded: false, text: '' }
  if (/^(?:findstr|grep|select-string|sort|uniq|more|find|head|tail|tr|cut|strings|iconv)(?:\.(?:com|exe))?$/i.test(first.text)) return incoming
  // A name or an expression in brackets hands on what is inside.
  return join([
    inner,
    named,
    /^[($[]/.test(head) ? variablesIn(walk, raw) : nothing,
    incoming.fetched && /^(?:foreach-object|select-object|where-object|%|\?)/i.test(first.text) ? incoming : nothing,
  ])
}

/** Text fetched over a service made for something else, and fed to something that runs it. */
function oddFetch(walk: Walk, program: string, raw: string): void {
  if (/^for(?:\/f)?$/.test(program) && /\b(?:nslookup|finger|curl|powershell|ftp)\b/i.test(raw))
    note(walk, 'odd-fetch', raw)
  if (/^finger(?:\.exe)?$/.test(program) && /\S+@\S+\.\S+/.test(raw)) note(walk, 'odd-fetch', raw)
  if (/^(?:net|pushd|start)$/.test(program) && /\\\\[\w.-]+@(?:ssl|\d+)/i.test(raw)) note(walk, 'odd-fetch', raw)
  if (/^ftp(?:\.exe)?$/.test(program) && /-s:/i.test(raw)) note(walk, 'odd-fetch', raw)
}

export function unquote(text: string): string {
  const trimmed = text.trim()
  const quote = trimmed[0]
  if (quote !== '"' && quote !== "'") return trimmed
  return trimmed.slice(1, trimmed.endsWith(quote) && trimmed.length > 1 ? -1 : undefined)
}
