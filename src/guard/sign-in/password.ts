import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'

/** OWASP password storage: argon2id with 19 MiB, two passes, one lane. About 60 ms here. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const SHORTEST = 12
/** Longer ones cost the server time for nothing. */
const LONGEST = 256

/**
 * A password as it is stored: the PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
 *
 * @throws SP_INPUT when it is too short or too long
 */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length
  if (length < SHORTEST || length > LONGEST) {
    throw new SallyportError('SP_INPUT', `A password has ${SHORTEST} to ${LONGEST} characters.`, { field: 'password' })
  }
  const salt = randomBytes(16)
  const hash = await derive(password, { ...parameters, nonce: salt })
  const { memory, passes, parallelism } = parameters
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`
}

/** Whether the password is the stored one. Takes as long when there is none stored: nobody learns who has an account. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = parse(stored ?? (await nobody()))
  if (parsed === null || password.length > LONGEST * 4) return false
  const hash = await derive(password, parsed)
  return timingSafeEqual(hash, parsed.expected) && stored !== null
}

/** Whether it was hashed with less than today's parameters, and should be hashed again now that it is known. */
export function isOutdated(stored: string): boolean {
  const parsed = parse(stored)
  return parsed === null || parsed.memory < parameters.memory || parsed.passes < parameters.passes
}

let nobodysHash: Promise<string> | null = null
function nobody(): Promise<string> {
  nobodysHash ??= hashPassword(randomBytes(24).toString('base64'))
  return nobodysHash
}

function parse(stored: string): (Omit<Argon2Parameters, 'message'> & { expected: Buffer }) | null {
  const [, m, t, p, salt, hash] =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([\w+/]+)\$([\w+/]+)$/.exec(stored) ?? []
  if (salt === undefined || hash === undefined) return null
  const expected = Buffer.from(hash, 'base64')
  return {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    tagLength: expected.length,
    nonce: Buffer.from(salt, 'base64'),
    expected,
  }
}

function derive(password: string, options: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  // The same character typed on two systems may come composed or not.
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { ...options, message }, (error, hash) => (error === null ? resolve(hash) : reject(error)))
  })
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
