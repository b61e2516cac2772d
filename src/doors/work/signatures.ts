import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'

/** Sources that push to us, and how each proves that it was the source. (Our own scheme is in `guard`.) */
export const signedSources = ['github', 'gitlab', 'slack', 'linear'] as const
export type SignedSource = (typeof signedSources)[number]

/** Slack's own advice: older deliveries are replays. */
const WINDOW_S = 300

/**
 * Passes or throws, before a byte of the body is parsed.
 *
 * @param headers lower-case names
 * @param body    exactly as received
 * @throws SP_WEBHOOK_SIGNATURE; SP_CONFIG when the secret is empty, because an empty secret signs for everybody
 */
export function verifySource(
  source: SignedSource,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  secret: string,
  clock: Clock,
): void {
  if (secret.length < 16)
    throw new SallyportError('SP_CONFIG', `The secret of the ${source} webhook has fewer than 16 characters.`)
  const right = proofs[source](headers, body, secret, clock.now() / 1000)
  if (!right)
    throw new SallyportError('SP_WEBHOOK_SIGNATURE', `The delivery is not signed by the ${source} we know.`, { source })
}

type Proof = (
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  secret: string,
  nowSeconds: number,
) => boolean

const proofs: Readonly<Record<SignedSource, Proof>> = {
  github: (headers, body, secret) => equal(headers['x-hub-signature-256'], `sha256=${mac(secret, body)}`),
  gitlab: (headers, _body, secret) => equal(headers['x-gitlab-token'], secret),
  slack: (headers, body, secret, now) => {
    const at = headers['x-slack-request-timestamp'] ?? ''
    if (!/^\d{9,11}$/.test(at) || Math.abs(now - Number(at)) > WINDOW_S) return false
    return equal(headers['x-slack-signature'], `v0=${mac(secret, `v0:${at}:${body}`)}`)
  },
  linear: (headers, body, secret) => equal(headers['linear-signature'], mac(secret, body)),
}

function mac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** Constant time; digests first, so that lengths do not show either. */
function equal(given: string | undefined, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest()
  return given !== undefined && timingSafeEqual(digest(given), digest(expected))
}
