/** One character a byte. (`TextDecoder('latin1')` is Windows-1252 by the standard, and moves the bytes 80–9F.) */
export function binaryText(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + 8_192) as unknown as number[]))
  return parts.join('')
}

/** Trimmed text of at most 300 characters; null for blanks. */
export function blankToNull(text: string): string | null {
  const trimmed = text.replaceAll('\u0000', '').trim().slice(0, 300)
  return trimmed === '' ? null : trimmed
}

/** Family of a font: subset tag and style words off, case kept: `ABCDEF+Lato-BoldItalic` is `Lato`. */
export function fontFamily(name: string): string {
  const plain = name.replace(/^[A-Z]{6}\+/, '').replace(/[,-](?:.*)$/, '')
  return (
    plain
      .replace(/(?:MT|PS|PSMT)$/, '')
      .replace(/(?:Bold|Italic|Oblique|Regular|Medium|Light|Semi|Black|Book|Roman)+$/, '')
      .trim()
      .slice(0, 60) || plain.slice(0, 60)
  )
}

export function isBoldName(name: string): boolean {
  // Computer Modern's bold faces say `bx`, `b10`; office fonts say Bold, Black, Heavy, Semibold, Demi.
  return /bold|black|heavy|demi|-bd|extrabd|^(?:[A-Z]{6}\+)?(?:cmbx|cmssbx|sfbx|ecbx|lmroman\d+-bold|sfsx)/i.test(name)
}

export function isItalicName(name: string): boolean {
  return /ital|obliq|slant|^(?:[A-Z]{6}\+)?(?:cmti|cmsl|cmssi|sfti|sfsl|ecti)/i.test(name)
}

/** `#rrggbb` of whatever names a colour in an office file or a style sheet; null when it names none. */
export function colourOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  const value = text.trim().toLowerCase()
  const hex = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(value)
  if (hex !== null) return `#${hex[1]}`
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value)
  if (short !== null) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(value)
  if (rgb !== null)
    return `#${[rgb[1], rgb[2], rgb[3]].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('')}`
  return named[value] ?? null
}

const named: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  navy: '#000080',
  teal: '#008080',
  maroon: '#800000',
  orange: '#ffa500',
  purple: '#800080',
}

/** Contrast ratio of two colours, 1 (equal) to 21 (black on white). @see WCAG 2.2, "contrast ratio" */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
