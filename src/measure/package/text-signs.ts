import type { BehaviourKind } from './kinds.ts'

export interface TextSign {
  readonly kind: BehaviourKind
  readonly start: number
  readonly detail: string
}

/** Blanks that push what follows off an editor's screen; 0 of 1,544 benign packages have ≥ 250 (research/02 §3). */
const offscreen = /[^\n\s][^\S\n]{200,}(?=[^\s/*])|^[^\S\n]{300,}(?=[^\s/*])/gm
/** Variation selectors and tags carry bytes that no editor shows. Emoji take one, not eight in a row. */
const invisible = /(?:[\uFE00-\uFE0F\u200B-\u200D\u2060-\u2064\u180E\u3164\uFFA0\u115F\u1160]|\uDB40[\uDC00-\uDFFF]){8,}|[\uE000-\uF8FF]{16,}/g
const bidi = /[\u202A-\u202E\u2066-\u2069]/g
const stringArray = /(?:const|var|let|function)\s+_0x[0-9a-f]{4,}|_0x[0-9a-f]{4,}\(/g
/** `while(!![]){try{…parseInt…push…shift` : the rotation loop of javascript-obfuscator, whatever its names. */
const rotator = /while\s*\(\s*(?:!!\[\]|true|1|!0)\s*\)\s*\{\s*try\s*\{[^}]{20,1200}parseInt\([^}]{0,1200}\[?['"]?(?:push|\\x70)['"]?\]?\(?[^}]{0,200}shift/g
const hexEscapes = /(?:\\x[0-9a-f]{2}){24,}|(?:\\u00[0-9a-f]{2}){20,}/gi
const blob = /['"`](?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{400,}={0,2}['"`]|['"`](?:[0-9a-f]{2}){300,}['"`]/g
const address = /['"`](?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{25,62}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:ltc1|bitcoincash:)[a-z0-9]{25,62})['"`]/g
const solana = /['"`][1-9A-HJ-NP-Za-km-z]{43,44}['"`]/g
const miner = /stratum\+(?:tcp|ssl)|xmrig|coinhive|cryptonight|--donate-level|minexmr|supportxmr|randomx/g

/** One look that says whether any of the slower ones is worth it. */
const anySign = /[^\S\n]{200}|[\uFE00-\uFE0F\u200B-\u200D\u2060-\u2064\u180E\u3164\uFFA0\u115F\u1160\uDB40\uE000-\uF8FF\u202A-\u202E\u2066-\u2069]{1}|_0x[0-9a-f]{4}|\\x[0-9a-f]{2}\\x[0-9a-f]{2}\\x|\\u00[0-9a-f]{2}\\u00|while\s?\((?:!!\[\]|true|!0)\)|[A-Za-z0-9+/]{400}|['"`](?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{20}|T[1-9A-HJ-NP-Za-km-z]{33}['"`]|[1-9A-HJ-NP-Za-km-z]{26,44}['"`])|stratum\+|xmrig|coinhive|cryptonight|randomx/

/**
 * Disguises and tell-tale literals that show in the text itself.
 *
 * @param text a source file
 * @returns in no particular order; at most 40 of a kind
 */
export function textSigns(text: string): TextSign[] {
  if (!anySign.test(text)) return []
  const found: TextSign[] = []
  const each = (kind: BehaviourKind, pattern: RegExp, at: (match: RegExpExecArray) => number = (match) => match.index): number => {
    pattern.lastIndex = 0
    let count = 0
    for (let match = pattern.exec(text); match !== null && count < 40; match = pattern.exec(text)) {
      found.push({ kind, start: at(match), detail: match[0].length > 60 ? `${match[0].length} characters` : match[0].trim() })
      count++
    }
    return count
  }
  each('offscreen', offscreen, (match) => match.index + match[0].length)
  each('invisible', invisible)
  each('bidi', bidi)
  each('minerWords', miner)
  each('addressLiteral', address)
  if (/solana|lamport|wallet/i.test(text)) each('addressLiteral', solana)
  if (each('stringArray', rotator) === 0 && (text.match(/_0x[0-9a-f]{4,}/g)?.length ?? 0) > 40) each('stringArray', stringArray)
  each('encodedBlob', hexEscapes)
  each('encodedBlob', blob)
  const addresses = found.filter((sign) => sign.kind === 'addressLiteral')
  if (addresses.length >= 6) found.push({ kind: 'addressTable', start: (addresses[0] as TextSign).start, detail: `${addresses.length} addresses` })
  return found
}
