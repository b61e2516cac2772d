/**
 * Hostile text, made fit to be looked at: what is invisible becomes visible, what would be clicked is not clickable.
 * For display only; what is measured and stored stays as it was received.
 */

/** What readers cannot see but machines can: controls, format characters, bidirectional overrides, fillers, tags. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Scripts whose spelling needs the zero-width joiner and non-joiner: Persian and Hindi names are not an attack. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u
/** More marks on one letter than any spelling has; they climb over the lines above. */
const PILED = /(\p{M}{4})\p{M}+/gu

export interface ShowOptions {
  /** Keep line breaks and tabs as they are. Default true. */
  readonly lines?: boolean
  /** Longest text to show, in characters; what is left out is counted. Default: all. */
  readonly limit?: number
}

/**
 * The text with everything invisible written out as `⟨U+202E⟩`. Showing it twice changes nothing more.
 *
 * @returns a string without control, format, private or unpaired characters, save line breaks and tabs, and joiners
 *   where a script or an emoji needs them
 */
export function showText(text: string, options: ShowOptions = {}): string {
  const lines = options.lines ?? true
  const normal = lines ? text.replace(/\r\n?/g, '\n') : text
  const shown = normal
    .replace(UNSEEN, (character, at: number) => {
      if (lines && (character === '\n' || character === '\t')) return character
      return belongs(normal, at, character) ? character : codePoint(character)
    })
    .replace(PILED, '$1⟨…⟩')
  return options.limit === undefined ? shown : shorten(shown, options.limit)
}

/** Where something invisible stands in the text: for a finding, or for a mark in the margin. */
export function unseenIn(text: string): { readonly at: number; readonly code: string }[] {
  const normal = [...text.matchAll(UNSEEN)]
  return normal.flatMap((match) => {
    const character = match[0]
    if (/[\n\r\t]/.test(character) || belongs(text, match.index, character)) return []
    return [{ at: match.index, code: codePoint(character).slice(1, -1) }]
  })
}

/** Joiners between letters of a joining script, and joiners and selectors within an emoji, are part of the spelling. */
function belongs(text: string, at: number, character: string): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
  const after = String.fromCodePoint(text.codePointAt(at + character.length) ?? 0)
  if (character === '\u200c' || character === '\u200d') {
    if (isLetter(before) && isLetter(after)) return true
    return character === '\u200d' && PICTURE.test(before) && /\p{Extended_Pictographic}/u.test(after)
  }
  return character === '\ufe0f' && /[\p{Emoji}]/u.test(before)
}

const isLetter = (character: string): boolean => JOINING.test(character) && /[\p{L}\p{M}]/u.test(character)

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? ''
}

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`
}

function shorten(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  return `${characters.slice(0, limit).join('')}… (${(characters.length - limit).toLocaleString('en')} more characters)`
}

/**
 * An address, host or e-mail address that no program will make a link of: `https://a.example/b` → `hxxps://a[.]example/b`.
 * Only the scheme and the host are changed; a path keeps its dots.
 */
export function defang(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/)?)?([^/?#\s]*)(.*)$/is.exec(address) ?? []
  return defangScheme(scheme) + host.replace(/(?<!\[)\.(?!\])/g, '[.]').replace(/(?<!\[)@(?!\])/g, '[@]') + rest
}

/** The address again. `refang(defang(a)) = a` for every address without brackets of its own. */
export function refang(address: string): string {
  return address
    .replace(/^hxxp(s?)(?=:|\[:)/i, 'http$1')
    .replace(/^([a-z][a-z0-9+.-]*)\[:\]/i, '$1:')
    .replace(/\[(?:\.|dot)\]/gi, '.')
    .replace(/\[(?:@|at)\]/gi, '@')
}

function defangScheme(scheme: string): string {
  if (/^h(?:tt|xx)ps?:/i.test(scheme)) return scheme.replace(/^http/i, 'hxxp')
  return scheme.replace(':', '[:]')
}

/** File names look like hosts. These endings are no top-level domains, so nothing makes a link of them. */
const FILES = new Set(
  'js cjs mjs ts tsx jsx json css htm html xml pdf doc docx xls xlsx ppt pptx txt csv yml yaml toml exe dll msi png jpg jpeg gif svg'.split(
    ' ',
  ),
)
const SCHEME = /[a-z][a-z0-9+.-]{1,20}:\/\/|(?:javascript|data|vbscript|mailto|tel|file|search-ms|ms-[a-z-]{1,20}|tg):/i
const LABEL = /^[\p{L}\p{N}_-]+$/u

/** Running text with every address, host, e-mail address and IPv4 address in it defanged. Linear in its length. */
export function defangText(text: string): string {
  return text.replace(/[^\s<>"'`⟨⟩()[\]{},;|]+/gu, (word) => {
    const scheme = SCHEME.exec(word)
    if (scheme !== null) {
      const address = defang(word.slice(scheme.index)).replace(/http(?=s?:\/\/)/gi, 'hxxp')
      return word.slice(0, scheme.index) + address
    }
    // The full stop of a sentence is none of the host's.
    const host = word.replace(/[.!?:]+$/, '')
    return looksLikeHost(host) ? defang(host) + word.slice(host.length) : word
  })
}

function looksLikeHost(word: string): boolean {
  const [authority = ''] = word.split(/[/?#]/, 1)
  const labels = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d+$/, '')
    .split('.')
  const last = labels.at(-1)?.toLowerCase() ?? ''
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false
  return /^\d+$/.test(last) ? labels.length === 4 : last.length >= 2 && !FILES.has(last)
}
