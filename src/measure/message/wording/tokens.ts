import { asciiLook } from '../../host/skeleton.ts'
import { refang } from '../address.ts'

/** A sentence as the model reads it. */
export interface Sentence {
  readonly start: number
  readonly text: string
  readonly tokens: readonly string[]
}

const address = /\b(?:https?|hxxps?):\/\/[^\s<>"']+|(?<![\w@./-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?:\/[^\s<>"']*)?/gi

/**
 * Sentences with their words brought to one form: small letters without foreign look-alikes, numbers as `#`, sums as `$`,
 * addresses as what is known of their host. Nobody's name or address stays in it.
 *
 * @param kindOf what is known of an address: `known`, `unknown`, `code`, …
 */
export function sentences(text: string, kindOf: (address: string) => string): Sentence[] {
  const found: Sentence[] = []
  for (const match of text.slice(0, 20_000).matchAll(/[^\n]+?(?:[.!?;](?=\s)|(?=\n)|$)/g)) {
    const tokens = tokensOf(match[0], kindOf)
    if (tokens.length > 0) found.push({ start: match.index, text: match[0].trim(), tokens })
    if (found.length >= 300) break
  }
  return found
}

function tokensOf(sentence: string, kindOf: (address: string) => string): string[] {
  const plain = refang(sentence)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replace(/[’‘]/g, "'")
    // "[12/06/26, 14:02] Name:" and "10:02 AM" say who and when.
    .replace(/^\s*\[?\d{1,2}[/.:]\d{1,2}[^\]a-z]{0,20}(?:am|pm)?\]?\s*/i, '')
  const worded = plain
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, (mail) => (/@(?:gmail|outlook|hotmail|yahoo|proton|icloud|gmx)/i.test(mail) ? ' ~mailfree ' : ' ~mail '))
    .replace(address, (found) => ` ~${kindOf(found)} `)
    .replace(/(?<=\s|^)@\w{3,}/g, ' ~handle ')
    .replace(/(?:[$€£]\s?\d[\d.,]*\s?(?:k|m|bn|million)?\b)|\b\d[\d.,]*\s?(?:k|m)?\s?(?:usd[tc]?|eur|euro|gbp|chf|dollars?|eth|sol|btc|bnb)\b/gi, ' ~sum ')
    .replace(/\b\d[\d.,:]*\s?%/g, ' ~percent ')
    .replace(/\b(\d(?:\.\d)?)\s?[x×]\b/gi, ' ~times ')
    .replace(/\b\d[\d.,:-]*\b/g, ' # ')
  return (asciiLook(worded.toLowerCase()).match(/~?[\p{L}#][\p{L}'#]*/gu) ?? []).slice(0, 120).map(stem)
}

/** Endings off: enough to put "installing", "installs" and "install" together. */
export function stem(word: string): string {
  if (word.startsWith('~') || word.length < 5) return word.replace(/'s$/, '')
  return word.replace(/'s$/, '').replace(/(?:ing|ed|es|s|ly)$/, '').replace(/[ey]$/, '').replace(/(.)\1$/, '$1')
}
