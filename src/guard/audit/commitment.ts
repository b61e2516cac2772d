import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What the audit log says of a sealed rule: a commitment, not its name. Whoever holds the pack's key can later show which
 * rule it was; nobody else can even test a guess. The entry's own index goes in, so that the same rule looks different
 * each time.
 *
 * @param key of the sealed pack, 32 bytes
 * @param rule `id@version`
 * @param context what makes it unlike the next one: the evidence's id
 * @returns 64 hexadecimal digits
 */
export function commitRule(key: Uint8Array, rule: string, context: string): string {
  return createHmac('sha256', key).update(`sealed-rule\0${context.length}\0${context}${rule}`).digest('hex')
}

export function isCommitted(commitment: string, key: Uint8Array, rule: string, context: string): boolean {
  const expected = Buffer.from(commitRule(key, rule, context))
  const given = Buffer.from(commitment)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
