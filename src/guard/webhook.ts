import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'

/**
 * Signatures of webhooks, outgoing and incoming: HMAC-SHA256 over `<seconds>.<id>.<body>`, in the header
 * `x-sallyport-signature: t=1700000000,id=…,v1=<hex>`. While a secret is changed, both sign.
 */
export const signatureHeader = 'x-sallyport-signature'
/** A delivery is believed for so long; repeats within it are told by their id. */
const WINDOW_S = 300
const SHORTEST_SECRET = 16

export interface Signed {
  readonly id: string
  /** Seconds since 1970. */
  readonly at: number
}

/** The header's value for a body. @throws SP_CONFIG when there is no secret worth the name */
export function signWebhook(body: Uint8Array | string, id: string, secrets: readonly string[], clock: Clock): string {
  if (secrets.length === 0 || secrets.some((secret) => secret.length < SHORTEST_SECRET)) {
    throw new SallyportError('SP_CONFIG', `A webhook's secret has at least ${SHORTEST_SECRET} characters.`)
  }
  if (!/^[\w-]{1,64}$/.test(id)) throw new SallyportError('SP_INPUT', 'A delivery needs an id.')
  const at = Math.floor(clock.now() / 1000)
  return [`t=${at}`, `id=${id}`, ...secrets.map((secret) => `v1=${mac(secret, at, id, body)}`)].join(',')
}

/**
 * Passes or throws. Whoever calls it also refuses an id seen before: the window alone does not stop a quick replay.
 *
 * @param body exactly as received, before anything parses it
 * @throws SP_WEBHOOK_SIGNATURE
 */
export function verifyWebhook(
  body: Uint8Array | string,
  header: string | null | undefined,
  secrets: readonly string[],
  clock: Clock,
): Signed {
  const parts = (header ?? '')
    .slice(0, 2000)
    .split(',')
    .map((part) => part.trim().split('=', 2))
  const of = (name: string): string[] =>
    parts.flatMap(([key, value]) => (key === name && value !== undefined ? [value] : []))
  const [time = '', id = ''] = [of('t')[0], of('id')[0]]
  const at = /^\d{1,12}$/.test(time) ? Number(time) : Number.NaN
  const given = of('v1').slice(0, 4)
  const right = secrets.some(
    (secret) => secret.length >= SHORTEST_SECRET && given.some((one) => same(one, mac(secret, at, id, body))),
  )
  if (!right) throw new SallyportError('SP_WEBHOOK_SIGNATURE', 'The signature is not that of this body.')
  if (Math.abs(clock.now() / 1000 - at) > WINDOW_S) {
    throw new SallyportError(
      'SP_WEBHOOK_SIGNATURE',
      `The delivery is more than ${WINDOW_S / 60} minutes old, or the clocks differ.`,
    )
  }
  return { id, at }
}

/** Remembers the ids of deliveries for as long as they would still be believed. */
export function replayGuard(clock: Clock): (delivery: Signed) => void {
  const seen = new Map<string, number>()
  return ({ id, at }) => {
    const now = clock.now() / 1000
    for (const [old, until] of seen) {
      if (until >= now) break
      seen.delete(old)
    }
    if (seen.has(id)) throw new SallyportError('SP_WEBHOOK_SIGNATURE', 'This delivery was received before.')
    seen.set(id, Math.max(now, at) + WINDOW_S)
  }
}

function mac(secret: string, at: number, id: string, body: Uint8Array | string): string {
  return createHmac('sha256', secret).update(`${at}.${id}.`).update(body).digest('hex')
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
