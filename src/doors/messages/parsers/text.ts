import { refang } from '../../../measure/message/address.ts'
import {
  emptyMessage,
  noHtml,
  type ParsedMessage,
  type Platform,
  type RawLink,
} from '../../../measure/message/parsed.ts'
import { hiddenSigns } from './html.ts'

/** Most links that are kept of one message. */
export const mostLinks = 400

/** At least two header lines at the start. */
export function looksLikeMail(head: string): boolean {
  const top = head.replace(/^\uFEFF/, '').split(/\r?\n\r?\n/)[0] as string
  return (
    (
      top.match(
        /^(?:from|to|subject|date|received|message-id|mime-version|return-path|content-type|delivered-to|reply-to|dkim-signature|x-[\w-]+):/gim,
      ) ?? []
    ).length >= 2 && /^[\w-]+:/.test(top)
  )
}

/** Addresses written out in a text, defanged or not, with or without a scheme. */
export function addressesInText(text: string): RawLink[] {
  const clean = refang(
    text.slice(0, 300_000).replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g, ''),
  )
  const found: RawLink[] = []
  const seen = new Set<string>()
  const add = (href: string, shown: string): void => {
    const trimmed = href.replace(/[.,;:!?)\]}>'"»”’]+$/, '')
    if (seen.has(trimmed) || trimmed.length < 4) return
    seen.add(trimmed)
    if (found.length < mostLinks + 1) found.push({ href: trimmed, shown, from: 'text' })
  }
  // Markdown and Telegram entities: [shown](target), "shown (https://target)".
  for (const match of clean.matchAll(/\[([^\]\n]{1,200})\]\((https?:\/\/[^)\s]+)\)/g))
    add(match[2] as string, match[1] as string)
  for (const match of clean.matchAll(
    /(?<![\w.-])((?:https?:\/\/)?(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}[^\s()]{0,200})\s{1,3}\((?:link:\s*|→\s*)?(https?:\/\/[^)\s]{1,2000})\)/gi,
  ))
    add(match[2] as string, match[1] as string)
  for (const match of clean.matchAll(/\b(?:https?|ftp|zoommtg|msteams):\/{1,2}[^\s<>"'“”]+/gi)) add(match[0], '')
  for (const match of clean.matchAll(
    /(?<![\w@./-])((?:[a-z0-9\u00a1-\uffff][a-z0-9-\u00a1-\uffff]{0,62}\.){1,7}(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59}))(?::\d{2,5})?(\/[^\s<>"']*)?(?![\w@])/gi,
  )) {
    const host = (match[1] as string).toLowerCase()
    // "Node.js", "e.g.", file names: a bare word counts with a path, or with a suffix that files do not have.
    if (
      match[2] === undefined &&
      /\.(?:js|ts|py|sh|md|json|ya?ml|txt|pdf|docx?|xlsx?|pptx?|zip|exe|dmg|png|jpe?g|gif|csv|html?|css|rs|go|rb|php|java|cs|cpp|scpt|ics|eml|toml|lock|env)$/.test(
        host,
      )
    )
      continue
    add(match[0], '')
  }
  return found
}

const platformMarks: readonly (readonly [Platform, RegExp])[] = [
  ['telegram', /\btelegram\b|\btg\b|^@\w{4,}|forwarded from|via @\w+bot|t\.me\//im],
  ['linkedin', /\blinkedin\b|inmail|sponsored message|connection request|lnkd\.in/i],
  ['whatsapp', /\bwhats ?app\b|\[\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}|wa\.me\//i],
  ['discord', /\bdiscord\b/i],
  ['slack', /\bslack\b/i],
  ['x', /\btwitter\b|\bx\.com\b|\bDM on X\b|\(@\w{2,15}\) ·/i],
]

/** Which platform a paste says or shows it is from: a `Platform:` line, else its first mention in the head lines. */
export function platformOf(text: string): Platform {
  const said = /^(?:platform|channel|source|via|app)\s*[:=]\s*(.+)$/im.exec(text.slice(0, 1500))?.[1]?.toLowerCase()
  if (said !== undefined) {
    for (const [platform] of platformMarks) if (said.includes(platform)) return platform
    if (/twitter|\bx\b/.test(said)) return 'x'
    if (/mail/.test(said)) return 'mail'
  }
  const head = text.split('\n').slice(0, 4).join('\n')
  for (const [platform, mark] of platformMarks) if (mark.test(head)) return platform
  return 'unknown'
}

/** A conversation or a message pasted as text. */
export function readText(text: string): ParsedMessage {
  const found = addressesInText(text)
  return {
    ...emptyMessage,
    form: 'text',
    platform: platformOf(text),
    text: text.slice(0, 200_000),
    subject: /^subject:\s*(.+)$/im.exec(text.slice(0, 2000))?.[1]?.slice(0, 300) ?? '',
    from: mailboxLine(text),
    links: found.slice(0, mostLinks),
    linksCut: found.length > mostLinks,
    html: { ...noHtml, ...hiddenSigns(text) },
    cut: text.length > 200_000 ? ['text'] : [],
  }
}

function mailboxLine(text: string): { name: string; address: string } | null {
  const found = /^from:\s*"?([^"<\n]*?)"?\s*<?([\w.+-]+@[\w.-]+\.\w{2,})>?/im.exec(text.slice(0, 2000))
  return found === null ? null : { name: (found[1] ?? '').trim(), address: (found[2] as string).toLowerCase() }
}
