import table from './confusables.json' with { type: 'json' }
import { decodePunycode } from './punycode.ts'

/** Character → the ASCII letters it is drawn like. Unicode 17 `confusables.txt` (UTS #39), ASCII targets only. */
const drawnLike: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([ascii, characters]) =>
    [...characters].map((character) => [character, ascii] as const),
  ),
)

/** The label as it is shown: `xn--80aagm` → Cyrillic letters. Labels that are not valid punycode stay as they are. */
export function shownLabel(label: string): string {
  return label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label
}

/** Letters of other alphabets and accents replaced by the ASCII letters they are drawn like. */
export function asciiLook(text: string): string {
  let out = ''
  for (const character of text) {
    const like = drawnLike.get(character)
    out += like ?? character
  }
  return out
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\x00-\x7f]/g, (character) => drawnLike.get(character) ?? character)
}

/**
 * What a label looks like at a glance: two labels with one skeleton can be taken for each other. UTS #39 skeleton, and
 * beyond it the pairs that fool readers in a proportional font (rn m, vv w, cl d, nn m) and digits for letters.
 *
 * @param label a label as registered, punycode or not
 */
export function skeleton(label: string): string {
  return asciiLook(shownLabel(label.toLowerCase()))
    .replaceAll('rn', 'm')
    .replaceAll('nn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replace(/0/g, 'o')
    .replace(/[1i|]/g, 'l')
    .replace(/3/g, 'e')
    .replace(/5/g, 's')
    .replace(/q/g, 'g')
    .replace(/(.)\1{2,}/g, '$1$1')
}
