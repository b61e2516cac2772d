import type { Artefact } from '../core/artefact.ts'

/** Digits that stand for letters in made-up names. */
const lookalike: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't' }

/** Below this many letters, too many strangers have the same skeleton. */
const fewestLetters = 8

/**
 * The contact without what changes from one throw-away account to the next: digits at the ends, dots and dashes, what
 * follows a plus, digits for letters; of a telephone number, its last digit, because blocks of numbers are rented
 * together. Null where too little is left to say anything.
 *
 * A coarser agreement than equality: how much it weighs is in `typeWeights['near-contact']`, corrected by how many
 * carry the same skeleton.
 */
export function skeletonOf({ type, value }: Pick<Artefact, 'type' | 'value'>): string | null {
  if (type === 'phone') return /^\+\d{9,15}$/.test(value) ? `phone:${value.slice(0, -1)}` : null
  if (type !== 'email' && type !== 'author-email' && type !== 'handle' && type !== 'telegram-id') return null
  if (type !== 'handle' && type !== 'telegram-id' && !value.includes('@')) return null
  const name = type === 'handle' ? value.slice(value.indexOf(':') + 1) : value.split('@')[0]
  const letters = (name ?? '')
    .toLowerCase()
    .replace(/\+.*$/, '')
    .replace(/^\d+|\d+$/g, '')
    .replace(/[013457]/g, (digit) => lookalike[digit] ?? digit)
    .replace(/[^\p{L}]/gu, '')
  return letters.length < fewestLetters ? null : `name:${letters}`
}
