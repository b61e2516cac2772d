import { canonicalPackage } from '../canonical.ts'
import { hostIn } from '../host-name.ts'
import type { Page } from '../page.ts'
import { fileLike, installers, isLegalName, isOrdinaryWord, looksLikeName } from './package-names.ts'

const version = String.raw`[v^~=<>]*\d+(?:\.(?:\d+|x|\*))*(?:[-+][0-9A-Za-z.+-]*[0-9A-Za-z])?`
const full = String.raw`v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*[0-9A-Za-z])?`
const name = String.raw`@[a-z0-9~][\w.~-]*\/[a-z0-9~_][\w.~-]*|[a-z0-9][\w.~-]*`
const free = String.raw`(?<![\p{L}\p{N}_/@.:%-])`

const purl =
  /(?<![\p{L}\p{N}_])pkg:([a-z][a-z0-9.+-]*)\/((?:%40|@)?[\w.~%-]+(?:\/[\w.~%-]+)*)(?:@([\w.~+%-]*[\w%]))?(?:\?[\w=&.%:/~-]*)?/giu
const atVersion = new RegExp(
  `${free}(?:(npm|pypi|cargo|gem):)?(${name})@(?:npm:)?(${version}|latest|next|beta|canary|alpha)(?![\\p{L}\\p{N}_@])`,
  'giu',
)
const pinned = new RegExp(`${free}([A-Za-z0-9][\\w.-]*)={2,3}(${version})(?![\\p{L}\\p{N}_])`, 'giu')
const scoped = new RegExp(`${free.replace(':', '')}(@[a-z0-9~][\\w.~-]*\\/[a-z0-9~_][\\w.~-]*[a-z0-9_])`, 'giu')
const prefixed = new RegExp(`${free}(npm|pypi|crates\\.io|crates|cargo|rubygems|gem|nuget)(:|\\/)(${name})`, 'giu')
const further = new RegExp(
  `^(?:\\s*(?:,|/|&|\\+|and|or|,\\s*and)\\s*)(?:v(?:ersion)?\\s*)?(${full})(?![\\p{L}\\p{N}_@.])`,
  'iu',
)

/** Packages wherever the message gives them away: purl, `name@1.2.3`, `name==1.2.3`, scopes, commands, sentences. */
export function packages(page: Page): void {
  for (const found of page.free(purl)) {
    const [, ecosystem = '', path = '', at] = found
    add(
      page,
      ecosystem.toLowerCase(),
      decodeURIComponentSafe(path),
      at === undefined ? null : decodeURIComponentSafe(at),
      found.index,
      found.index + found[0].length,
    )
  }
  for (const found of page.free(atVersion)) {
    const [whole, ecosystem, written = '', at = ''] = found
    if (/^\d+$/.test(written)) continue
    const end = found.index + whole.length
    const kind = ecosystem?.toLowerCase() ?? ecosystemOf(page, found.index, end)
    add(page, kind, written, /^\D+$/.test(at) ? null : at, found.index, end)
    alsoVersions(page, kind, written, end)
  }
  for (const found of page.free(pinned))
    add(page, 'pypi', found[1] as string, found[2] as string, found.index, found.index + found[0].length)
  for (const found of page.free(scoped)) {
    const end = found.index + (found[1] as string).length
    withVersion(page, found[1] as string, found.index, end)
  }
  for (const found of page.free(prefixed)) {
    const [whole, registry = '', , written = ''] = found
    const bare = written.replace(/[.~-]+$/, '')
    if (isOrdinaryWord(bare) || fileLike(bare) || /^npmjs/i.test(bare)) continue
    withVersion(
      page,
      bare,
      found.index + whole.length - written.length,
      found.index + whole.length - written.length + bare.length,
      registryOf(registry),
    )
  }
  commands(page)
  sentences(page)
}

const command = new RegExp(`(?<![\\p{L}\\p{N}_-])(${Object.keys(installers).join('|')})[ \\t]+(?=\\S)`, 'giu')

/** `npm i name`, `pip install name`, `npx -y name`: what stands behind the command until prose begins. */
function commands(page: Page): void {
  for (const found of page.free(command)) {
    const kind = installers[(found[1] as string).toLowerCase()] as string
    const quoted = page.text[found.index - 1] === '`'
    const from = found.index + found[0].length
    const rest = /^[^\n`;|&<>()"']{0,300}/.exec(page.text.slice(from, from + 300))?.[0] ?? ''
    let count = 0
    for (const piece of rest.matchAll(/\S+/g)) {
      const word = piece[0].replace(/[.,:!?*_]+$/, '')
      const start = from + piece.index
      if (word.startsWith('-')) continue
      if (page.isTaken(start, start + word.length)) {
        count += 1
        continue
      }
      if (!isLegalName(word) || (!quoted && isOrdinaryWord(word)) || fileLike(word)) break
      if (count > 0 && !quoted && !looksLikeName(word)) break
      count += 1
      add(page, kind, word, null, start, start + word.length)
      if (/[.,:!?]$/.test(piece[0]) || /^npx|dlx$/i.test(found[1] as string)) break
    }
  }
}

const cue =
  /(?<![\p{L}\p{N}_./-])(npm packages?|pypi packages?|packages?|pkgs?|modules?|librar(?:y|ies)|libs?|dependenc(?:y|ies)|deps?|crates?|gems?|typosquats?|trojani[sz]ed|backdoored|poisoned|malicious|npm|pypi|affected|iocs?|indicators?)((?:\s+(?:package|packages|module|library|dependency|names?|named|called|is|are|was|were|dubbed|like|such as|on npm|in npm|version|versions|published as|include[sd]?|including|of|for|found|spotted|registry))*)(\s*[:=–—-]+\s*|\s+)/giu
const item = new RegExp(
  `^([\`"'“*(]*)(${name})([\`"'”*]*)(?:\\s*(?:\\(?\\s*(?:versions?|ver\\.?|v\\.?)?\\s*(${full})(?![\\p{L}\\p{N}_@]|\\.\\d)\\)?))?`,
  'iu',
)
const comma = /^\s*(?:[,/&+;•\n-]|and|or|plus)+\s*(?:and\s+|the\s+)?/iu
const reversed = new RegExp(
  `${free}([\`"'“]?)(${name})([\`"'”]?)(?:\\s+\\(?(?:v|at\\s+v?)?(${full})(?![\\p{L}\\p{N}_@]|\\.\\d)\\)?)?\\s+(?:\\((npm|pypi|cargo|crates\\.io|rubygems)\\)|(?:npm |pypi |node )?(?:package|module|library|dependency|crate|gem)\\b|(?:on|from|in|via) (?:the )?(?:public )?(npm|pypi|crates\\.io|rubygems)\\b)`,
  'giu',
)
const spelled = new RegExp(
  `${free}([\`"'“]?)(${name})([\`"'”]?)\\s+\\(?(?:versions?\\s+|ver\\.?\\s+)?(${full})(?![\\p{L}\\p{N}_@]|\\.\\d)`,
  'giu',
)
const aboutPackages =
  /\b(?:npm|pypi|packages?|dependenc|install|registry|lockfile|modules?|publish|librar|crate|typosquat|postinstall|version|trojani|backdoor|poison|malicious|maintainer)/i

const inverted = new RegExp(`\\bversions?\\s+(${full})\\s+of\\s+([\`"'“]?)(${name})`, 'giu')
const versionLine = new RegExp(
  `^[\`"'”*]*[ \\t]*(?:\\n|[;,|])[ \\t•*-]*versions?[ \\t]*[:=][ \\t]*[\`"']?(${full})`,
  'iu',
)

function sentences(page: Page): void {
  for (const found of page.free(inverted)) {
    const [whole, at = '', , written = ''] = found
    const bare = written.replace(/[.~-]+$/, '')
    if (isLegalName(bare) && !isOrdinaryWord(bare) && !fileLike(bare))
      add(
        page,
        ecosystemOf(page, found.index, found.index + whole.length),
        bare,
        at,
        found.index + whole.length - written.length,
        found.index + whole.length - written.length + bare.length,
      )
  }
  for (const found of page.free(cue)) {
    let at = found.index + found[0].length
    for (let items = 0; items < 20; items++) {
      const next = item.exec(page.text.slice(at, at + 300))
      if (next === null) break
      const [whole, open = '', raw = '', close = '', said] = next
      const bare = raw.replace(/[.~-]+$/, '')
      const start = at + open.length
      const quoted = /[`"'“]/.test(open) && (/[`"'”]/.test(close) || bare !== raw)
      const fits =
        (quoted || said !== undefined || looksLikeName(bare)) &&
        isLegalName(bare) &&
        !isOrdinaryWord(bare) &&
        !fileLike(bare) &&
        !isHost(page, bare, start, quoted)
      if (page.isTaken(start, start + bare.length)) {
        at = afterTaken(page, start)
      } else {
        if (
          !fits ||
          /[/@]/.test(page.text[start + bare.length] ?? '') ||
          (/^(?:affected|iocs?|indicators?|malicious|npm|pypi)/i.test(found[0]) &&
            !quoted &&
            said === undefined &&
            !/npm|pypi/i.test(found[0]))
        )
          break
        const kind = ecosystemOf(page, found.index, start + bare.length)
        const listed =
          said === undefined ? versionLine.exec(page.text.slice(start + bare.length, start + bare.length + 60)) : null
        add(
          page,
          kind,
          bare,
          said ?? listed?.[1] ?? null,
          start,
          at + (said === undefined ? open.length + bare.length : whole.length),
        )
        at += said === undefined ? open.length + bare.length + close.length : whole.length
        if (said !== undefined) at = alsoVersions(page, kind, bare, at)
      }
      const gap = comma.exec(page.text.slice(at, at + 40))
      if (gap === null) break
      at += gap[0].length
    }
  }
  for (const pattern of [reversed, spelled]) {
    for (const found of page.free(pattern)) {
      const [whole, open = '', bare = '', , said, inBrackets, onPlace] = found
      const start = found.index + open.length
      const end =
        pattern === spelled
          ? found.index + whole.length
          : said === undefined
            ? start + bare.length
            : start + whole.indexOf(said) + said.length - open.length
      if (!isLegalName(bare) || isOrdinaryWord(bare) || fileLike(bare) || isHost(page, bare, start, open !== ''))
        continue
      if (
        pattern === spelled
          ? !(
              (aboutPackages.test(page.text) || /\s\(?(?:v|version )\d/i.test(whole)) &&
              (looksLikeName(bare) || open !== '')
            )
          : open === '' &&
            said === undefined &&
            inBrackets === undefined &&
            onPlace === undefined &&
            !looksLikeName(bare)
      )
        continue
      if ((inBrackets !== undefined || onPlace !== undefined) && open === '' && !looksLikeName(bare)) continue
      const kind =
        inBrackets !== undefined
          ? registryOf(inBrackets)
          : onPlace !== undefined
            ? registryOf(onPlace)
            : ecosystemOf(page, found.index, end)
      add(page, kind, bare, said ?? null, start, end)
      if (said !== undefined) alsoVersions(page, kind, bare, end)
    }
  }
}

/** `socket.io` in quotes may be a package; `cdn.evil.co` in a list is a host. */
function isHost(page: Page, bare: string, start: number, quoted: boolean): boolean {
  return (
    page.isDefanged(start, start + bare.length) ||
    (!quoted && bare.includes('.') && hostIn(bare, { defanged: false, said: true, next: '' }) !== null)
  )
}

function withVersion(page: Page, bare: string, start: number, end: number, kind = 'npm'): void {
  const said = new RegExp(
    `^[\`"'”*]*(?:\\s*\\(?(?:versions?\\s+|ver\\.?\\s+|v\\.?\\s+)?|@)(${full})(?![\\p{L}\\p{N}_@]|\\.\\d)`,
    'iu',
  ).exec(page.text.slice(end, end + 60))
  const till = said === null ? end : end + said[0].length
  add(page, kind, bare, said?.[1] ?? null, start, till)
  if (said !== null) alsoVersions(page, kind, bare, till)
}

/** "name 1.2.3, 1.2.4 and 1.3.0": more versions of the same. Returns where they end. */
function alsoVersions(page: Page, kind: string, bare: string, end: number): number {
  let at = end
  for (let count = 0; count < 20; count++) {
    const more = further.exec(page.text.slice(at, at + 60))
    if (more === null) return at
    add(page, kind, bare, more[1] as string, at + more[0].length - (more[1] as string).length, at + more[0].length)
    at += more[0].length
  }
  return at
}

function add(page: Page, kind: string, bare: string, at: string | null, start: number, end: number): void {
  const number = at === null ? null : at.replace(/^[v=^~<>]+(?=\d)/, '').replace(/\.$/, '')
  page.add('package', canonicalPackage(kind, bare, number), start, end, { place: kind, version: number })
}

function afterTaken(page: Page, start: number): number {
  let at = start
  while (at < page.text.length && page.isTaken(at, at + 1)) at++
  while (/[`"'”*)]/.test(page.text[at] ?? '')) at++
  return at
}

function ecosystemOf(page: Page, start: number, end: number): string {
  const around = `${page.before(start, 60)} ${page.text.slice(start, end)} ${page.after(end, 20)}`
  return /\b(?:pypi|pip3?|python)\b/i.test(around)
    ? 'pypi'
    : /\b(?:crates?(?:\.io)?|cargo)\b/i.test(around)
      ? 'cargo'
      : /\b(?:rubygems|gems?)\b/i.test(around)
        ? 'gem'
        : 'npm'
}

function registryOf(text: string): string {
  const lower = text.toLowerCase()
  return lower.startsWith('crate') ? 'cargo' : lower === 'rubygems' ? 'gem' : lower
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
