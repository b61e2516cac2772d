import { readMessage } from '../chat/read-message.ts'
import type { StixObject } from '../stix/object.ts'

/**
 * What in a text points to a person: an e-mail address or a telephone number. Handles and wallets are left to whoever
 * writes: an operative's persona has them too, and no form tells the two apart.
 *
 * @returns the value, or null
 */
export function personalIn(text: string): { readonly type: 'email' | 'phone'; readonly value: string } | null {
  if (!/@|\(at\)|\[at\]|\+?\d[\d\s().-]{6,}/i.test(text)) return null
  for (const { type, value } of readMessage(text).indicators)
    if (type === 'email' || type === 'phone') return { type, value }
  return null
}

const read = new Map<string, boolean>()

/** The same sentence goes to many recipients: it is read once. */
function namesSomebody(text: string): boolean {
  const known = read.get(text)
  if (known !== undefined) return known
  const found = personalIn(text) !== null
  if (read.size > 2000) read.clear()
  read.set(text, found)
  return found
}

/** Properties in which people write sentences; ids, times, patterns and digests are not searched for people. */
const prose = ['name', 'description', 'content', 'abstract', 'explanation', 'aliases', 'statement'] as const

/** Kinds of objects, patterns and sentences that point to a person. They leave only by private matching. */
export function isPersonal(object: StixObject): boolean {
  if (object.type === 'email-addr' || object.type === 'email-message') return true
  if (object.type === 'identity' && !/^(?:organization|class|group|system)$/.test(String(object['identity_class'] ?? 'organization')))
    return true
  if (object.type === 'indicator' && /\b(?:email-addr|email-message|identity)\s*:/.test(String(object['pattern']))) return true
  return prose.some((name) => [object[name]].flat().some((text) => typeof text === 'string' && namesSomebody(text)))
}
