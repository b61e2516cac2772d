/** A message with defanged forms made whole, and the way back to what was written. */
export interface Refanged {
  readonly text: string
  /** For each character of `text` the offset in the message; one more for the end. */
  readonly at: Uint32Array
  /** 1 where the character replaces a defanged form. */
  readonly made: Uint8Array
}

type Replacement = readonly [pattern: RegExp, by: string | ((found: RegExpExecArray, text: string) => string | null)]

const word = /[a-z0-9-]/i
const notBeforeDot = new Set(
  'the a an this that these those pre post old first second your our my and or of to in'.split(' '),
)

/** Common top-level names that people spell out ("evil dot com"); bracketed forms take any. */
const spokenEnd =
  'com|net|org|io|us|co|app|dev|xyz|info|biz|site|online|pro|live|tech|cloud|me|cc|ru|in|eu|uk|ai|gg|link|club|top|shop|store'

/** Each is anchored (sticky): tried at every place, first that fits wins. */
const replacements: readonly Replacement[] = [
  // Scheme: hxxp, hXXps, h**p, h__p, htxp, hxtp, [http], http[:]//, http[://], hxxps[:]//, https:\\, http : //
  [
    /\[?\bh(?:xx|\*\*|__|tx|xt|XX|\^\^|zz)p(s?)\]?(?=\s?[[({<]?\s?:)/iy,
    (found) => `http${(found[1] as string).toLowerCase()}`,
  ],
  [/\[(https?|ftp)\](?=\s?[[({<]?\s?:)/iy, (found) => (found[1] as string).toLowerCase()],
  [/\bf[x*_]p(?=\s?[[({<]?:\/\/)/iy, () => 'ftp'],
  [
    /\s?(?:\[:\/\/\]|\(:\/\/\)|\{:\/\/\}|\[:\]\s?\/\/|\(:\)\s?\/\/|\{:\}\s?\/\/|<:>\/\/|:\[\/\/\]|:\[\/\]\[\/\]|:\/\[\/\]|:\\\\)\s?/y,
    (found, text) =>
      /(?:https?|ftp)$/i.test(text.slice(Math.max(0, found.index - 7), found.index)) ||
      /h..ps?\]?$/i.test(text.slice(Math.max(0, found.index - 8), found.index))
        ? '://'
        : null,
  ],
  // Dots and their like inside brackets, with or without blanks around.
  [
    / ?(?:\[ ?(?:\.|dot|d0t|punkt) ?\]|\( ?(?:\.|dot) ?\)|\{ ?(?:\.|dot) ?\}|< ?(?:\.|dot) ?>|\[\.(?=[a-z0-9-])|(?<=[a-z0-9])\.\]|\\\.) ?/iy,
    (found, text) => between(found, text, '.'),
  ],
  [
    / ?(?:\[ ?(?:@|at) ?\]|\( ?(?:@|at) ?\)|\{ ?(?:@|at) ?\}|< ?(?:@|at) ?>) ?/iy,
    (found, text) => between(found, text, '@'),
  ],
  [
    /\[:\]|\(:\)|\{:\}/y,
    (found, text) =>
      /[0-9a-z:]/i.test(text[found.index - 1] ?? '') || /[0-9a-f]/i.test(text[found.index + 3] ?? '') ? ':' : null,
  ],
  [/\[\/\]|\(\/\)|\{\/\}/y, (found, text) => between(found, text, '/')],
  [/[。．｡․]/y, () => '.'],
  [/_(?:dot)_/iy, (found, text) => between(found, text, '.')],
  // Spelled out: "evil dot com", "jane at evil dot com".
  [
    new RegExp(` dot (?=(?:${spokenEnd})\\b|[a-z0-9-]+ dot (?:${spokenEnd})\\b)`, 'iy'),
    (found, text) => (notBeforeDot.has(wordBefore(text, found.index)) ? null : between(found, text, '.')),
  ],
  [
    new RegExp(` at (?=[a-z0-9-]+(?: dot |\\[dot\\]|\\(dot\\)| ?\\[\\.\\] ?)(?:${spokenEnd})\\b)`, 'iy'),
    (found, text) => (isMailbox(text, found.index) ? '@' : null),
  ],
  // Invisible characters that break a name up.
  [/[\u200b-\u200d\u2060\ufeff\u00ad]/y, () => ''],
]

const triggers = /[[({<hHfF.\\: _。．｡․\]\u200b-\u200d\u2060\ufeff\u00ad]/

/**
 * Refangs a message: `hxxps[:]//evil[.]com`, `jane[at]evil(dot)com`, `10[.]0[.]0[.]1`, `2001[:]db8[:][:]1`.
 * One pass, no backtracking over the message: linear in its length.
 */
export function refang(message: string): Refanged {
  let text = ''
  const at: number[] = []
  const made: number[] = []
  const put = (char: string, from: number, isMade: 0 | 1): void => {
    text += char
    for (let i = 0; i < char.length; i++) {
      at.push(from)
      made.push(isMade)
    }
  }
  for (let here = 0; here < message.length;) {
    const char = message[here] as string
    const found = triggers.test(char) ? replacementAt(message, here) : null
    if (found === null) {
      put(char, here, 0)
      here += 1
    } else {
      // An invisible character leaves no mark where it stood, so the mark goes to its neighbour.
      if (found.by === '') {
        if (made.length > 0) made[made.length - 1] = 1
      } else put(found.by, here, 1)
      here += found.length
    }
  }
  at.push(message.length)
  return { text, at: Uint32Array.from(at), made: Uint8Array.from(made) }
}

function replacementAt(message: string, here: number): { by: string; length: number } | null {
  for (const [pattern, by] of replacements) {
    pattern.lastIndex = here
    const found = pattern.exec(message)
    if (found === null || found[0] === '') continue
    const value = typeof by === 'string' ? by : by(found, message)
    if (value !== null) return { by: value, length: found[0].length }
  }
  return null
}

/** A dot or at-sign only between two word characters: "(at) noon" after a full stop stays what it is. */
function between(found: RegExpExecArray, text: string, by: string): string | null {
  const before = text[found.index - 1] ?? ''
  const after = text[found.index + found[0].length] ?? ''
  return (word.test(before) || /[\])}_%+.]/.test(before)) && (word.test(after) || /[[({_?]/.test(after) || by === '/')
    ? by
    : null
}

/** "jane at evil dot com" is an address when the sentence speaks of mail or the name is one of a mailbox; "hosted at" is not. */
function isMailbox(text: string, index: number): boolean {
  const line = text.slice(Math.max(0, index - 60), index)
  const name = /([\w.%+-]+)$/.exec(line)?.[1] ?? ''
  if (
    /^(?:hosted|is|was|lives?|registered|it|up|site|domain|page|server|found|look|looking|now|still|us|them)$/i.test(
      name,
    )
  )
    return false
  return (
    /[\d._+]/.test(name) ||
    line.trim() === name ||
    /\b(?:e-?mails?|mail|mailed|from|sender|contact|address|reach|write|wrote|recruiter|inbox)\b[^\n]{0,20}$/i.test(
      line.slice(0, line.length - name.length),
    )
  )
}

function wordBefore(text: string, index: number): string {
  return /([a-z0-9]+)$/i.exec(text.slice(Math.max(0, index - 24), index))?.[1]?.toLowerCase() ?? ''
}
