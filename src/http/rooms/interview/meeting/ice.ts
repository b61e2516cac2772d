import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { readSettings } from '../../settings.ts'

/** Addresses separated by spaces or commas; each begins with its scheme. */
const addresses = (scheme: RegExp) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((list) => list.every((one) => scheme.test(one)), { message: `each address begins with ${scheme.source.slice(1)}` })

const settings = z.object({
  /** No public server is built in: nothing of the meeting reaches a third party unless the operator names one. */
  SALLYPORT_STUN: addresses(/^stuns?:/),
  SALLYPORT_TURN: addresses(/^turns?:/),
  /** The secret shared with the TURN server (coturn: `use-auth-secret`, `static-auth-secret`). */
  SALLYPORT_TURN_SECRET: z.string().min(16).optional(),
})

export interface IceServer {
  readonly urls: readonly string[]
  readonly username?: string
  readonly credential?: string
}

/** How long a TURN password works. A connection that stands outlives it. */
const TURN_MS = 3_600_000

/**
 * Ways for two browsers to find each other, with a password of an hour (TURN REST API,
 * draft-uberti-behave-turn-rest-00: name is "expiry:seat", password an HMAC-SHA1 of it).
 */
export function iceServers(environment: Readonly<Record<string, string | undefined>>): (seat: string, now: number) => readonly IceServer[] {
  const { SALLYPORT_STUN: stun, SALLYPORT_TURN: turn, SALLYPORT_TURN_SECRET: secret } = readSettings(settings, environment)
  return (seat, now) => {
    const servers: IceServer[] = stun.length === 0 ? [] : [{ urls: stun }]
    if (turn.length === 0 || secret === undefined) return servers
    const username = `${Math.floor((now + TURN_MS) / 1000)}:${seat}`
    return [...servers, { urls: turn, username, credential: createHmac('sha1', secret).update(username).digest('base64') }]
  }
}
