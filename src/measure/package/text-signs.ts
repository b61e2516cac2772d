import type { BehaviourKind } from './kinds.ts'
import { storeName } from './vocabulary.ts'

export interface TextSign {
  readonly kind: BehaviourKind
  readonly start: number
  readonly detail: string
}

/** Blanks that push what follows off an editor's screen; 0 of 1,544 benign packages have ≥ 250 (research/02 §3). */
const offscreen = /[^\n\s][^\S\n]{200,}(?=[^\s/*])|^[^\S\n]{300,}(?=[^\s/*])/gm
/** Variation selectors and tags carry bytes that no editor shows. Emoji take one, not eight in a row. */
const invisible =
  /(?:[\uFE00-\uFE0F\u200B-\u200D\u2060-\u2064\u180E\u3164\uFFA0\u115F\u1160]|\uDB40[\uDC00-\uDFFF]){8}|[\uE000-\uF8FF]{16}/g
const bidi = /[\u202A-\u202E\u2066-\u2069]/g
const stringArray = /(?:const|var|let|function)\s+_0x[0-9a-f]{4,}|_0x[0-9a-f]{4,}\(/g
const loop = /while\s*\(\s*(?:!!\[\]|true|1|!0)\s*\)\s*\{\s*try/g
/** JSFuck and its like: code of six characters. */
const symbolsOnly = /[[\]()!+]{160}/g
const hexEscapes = /(?:\\x[0-9a-f]{2}){24}|(?:\\u00[0-9a-f]{2}){20}/gi
const address =
  /['"`](?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{25,62}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:ltc1|bitcoincash:)[a-z0-9]{25,62})['"`]/g
const solana = /['"`][1-9A-HJ-NP-Za-km-z]{43,44}['"`]/g
const miner = /stratum\+(?:tcp|ssl)|xmrig|coinhive|cryptonight|--donate-level|minexmr|supportxmr|randomx/g

/**
 * Disguises and tell-tale literals that show in the text itself.
 *
 * @param text  a source file
 * @param ascii it holds no other characters
 * @returns in no particular order; at most 40 of a kind
 */
export function textSigns(text: string, ascii: boolean): TextSign[] {
  const found: TextSign[] = []
  const each = (
    kind: BehaviourKind,
    pattern: RegExp,
    at: (match: RegExpExecArray) => number = (match) => match.index,
  ): void => {
    pattern.lastIndex = 0
    let count = 0
    for (let match = pattern.exec(text); match !== null && count < 40; match = pattern.exec(text)) {
      found.push({
        kind,
        start: at(match),
        detail: match[0].length > 60 ? `${match[0].length} characters` : match[0].trim(),
      })
      count++
    }
  }
  if (runs(text, blank, 200).length > 0) each('offscreen', offscreen, (match) => match.index + match[0].length)
  if (!ascii) {
    each('invisible', invisible)
    each('bidi', bidi)
  }
  if (mentions(text, ['stratum+', 'xmrig', 'coinhive', 'cryptonight', 'minexmr', 'supportxmr']))
    each('minerWords', miner)
  if (mentions(text, ['wallet', 'ethereum', 'bitcoin', 'Bitcoin', 'solana', 'clipboard', 'Clipboard', 'btc'])) {
    each('addressLiteral', address)
    if (mentions(text, ['solana', 'lamport', 'Solana'])) each('addressLiteral', solana)
  }
  if (
    mentions(text, [
      'Login Data',
      'Local Extension',
      'discord_desktop_core',
      'leveldb',
      'knn',
      'exodus.wallet',
      '.electrum',
    ])
  )
    each('namesStore', new RegExp(storeName.source, 'g'))
  if (text.includes('[]')) each('stringArray', symbolsOnly)
  if (text.includes('eval(function(p,a,c,k,e,')) each('stringArray', /eval\(function\(p,a,c,k,e,/g)
  if (text.includes('_0x')) {
    if ((text.match(/_0x[0-9a-f]{4,}/g)?.length ?? 0) > 40) each('stringArray', stringArray)
  } else if (text.includes('parseInt(') && text.includes('shift')) rotators(text, found)
  if (text.includes('\\x') || text.includes('\\u00')) each('encodedBlob', hexEscapes)
  for (const [start, end] of runs(text, base64, 400)) {
    const head = text.slice(start, start + 400)
    if (/['"`]/.test(text[start - 1] ?? '') && /[A-Z]|^[0-9a-f]+$/.test(head) && /\d/.test(head))
      found.push({ kind: 'encodedBlob', start, detail: `${end - start} characters` })
  }
  const addresses = found.filter((sign) => sign.kind === 'addressLiteral')
  if (addresses.length >= 6)
    found.push({
      kind: 'addressTable',
      start: (addresses[0] as TextSign).start,
      detail: `${addresses.length} addresses`,
    })
  return found
}

/** `while(!![]){try{… parseInt … push … shift`: the rotation loop of javascript-obfuscator, whatever its names. */
function rotators(text: string, found: TextSign[]): void {
  loop.lastIndex = 0
  for (let match = loop.exec(text); match !== null; match = loop.exec(text)) {
    const body = text.slice(match.index, match.index + 2000)
    if ((body.match(/parseInt\(/g)?.length ?? 0) >= 3 && body.includes('push') && body.includes('shift'))
      found.push({ kind: 'stringArray', start: match.index, detail: 'rotated string array' })
  }
}

const blank = new Uint8Array(128)
blank[0x20] = blank[0x09] = 1
const base64 = new Uint8Array(128)
for (let code = 0; code < 128; code++) if (/[A-Za-z0-9+/]/.test(String.fromCharCode(code))) base64[code] = 1

const mentions = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word))

/** Runs of characters of a class that are at least `length` long, at most 8; looks at every `length / 2`-th first. */
function runs(text: string, inClass: Uint8Array, length: number): [start: number, end: number][] {
  const found: [number, number][] = []
  const half = length >> 1
  for (let at = half; at < text.length && found.length < 8; at += half) {
    if (inClass[text.charCodeAt(at)] !== 1) continue
    let start = at
    let end = at + 1
    while (start > 0 && at - start < length && inClass[text.charCodeAt(start - 1)] === 1) start--
    while (end < text.length && inClass[text.charCodeAt(end)] === 1) end++
    if (end - start >= length) found.push([start, end])
    if (end > at) at = end
  }
  return found
}
