import { createHash, randomBytes } from 'node:crypto'

/** 256 bits from the system's generator, in 43 characters that need no escaping anywhere. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is stored of a token. A plain hash is enough: 256 random bits cannot be guessed from it. */
export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/** Whether it could be one of our tokens at all; saves the look-up of whatever strangers send. */
export function looksLikeToken(text: string, prefix = ''): boolean {
  return text.startsWith(prefix) && /^[\w-]{43}$/.test(text.slice(prefix.length))
}

/**
 * The value a browser must send in `x-csrf-token` with each change. Derived from the session's token, which a foreign
 * page can neither read nor guess; nothing is stored.
 */
export function csrfOf(sessionToken: string): string {
  return createHash('sha256').update(`csrf\0${sessionToken}`).digest('base64url')
}
