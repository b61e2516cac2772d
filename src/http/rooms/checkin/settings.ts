import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { messageOf, SallyportError } from '../../../core/errors.ts'
import { selfMadeCertificate, type Certificate } from '../../../checkin/edge/self-made-certificate.ts'
import { readSettings } from '../settings.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const schema = z.object({
  SALLYPORT_HOST: z.string().default('127.0.0.1'),
  /** Not set: no check-in is served. */
  SALLYPORT_CHECKIN_PORT: port.optional(),
  SALLYPORT_CHECKIN_HOST: z.string().optional(),
  /** The address candidates use. An origin of its own: not the console's. */
  SALLYPORT_CHECKIN_URL: z.url({ protocol: /^https?$/ }).optional(),
  SALLYPORT_CHECKIN_CERT: z.string().optional(),
  SALLYPORT_CHECKIN_KEY: z.string().optional(),
  /** Without a certificate: `self-made` for trying things out, `proxy` where another program ends TLS. */
  SALLYPORT_CHECKIN_TLS: z.enum(['self-made', 'proxy']).optional(),
  /** Addresses of that program; only it may say on whose behalf it asks. */
  SALLYPORT_CHECKIN_PROXIES: z.string().default('127.0.0.1,::1'),
  SALLYPORT_CHECKIN_STUN_PORT: port.optional(),
  SALLYPORT_CHECKIN_EXIT_PROBE: z.enum(['on', 'off']).default('off'),
})

export interface CheckinSettings {
  readonly port: number
  readonly host: string
  readonly url: string | null
  /** Null: TLS ends at a proxy in front, and the path behind it stays unknown. */
  readonly certificate: Certificate | null
  readonly proxies: readonly string[]
  readonly stunPort: number | null
  readonly asksExit: boolean
}

/**
 * The operator's settings of the check-in.
 *
 * @returns null when it is not turned on
 * @throws SP_CONFIG that names the variable
 */
export function checkinSettings(environment: Readonly<Record<string, string | undefined>>, now: number): CheckinSettings | null {
  const read = readSettings(schema, environment)
  if (read.SALLYPORT_CHECKIN_PORT === undefined) return null
  const host = read.SALLYPORT_CHECKIN_HOST ?? read.SALLYPORT_HOST
  const url = read.SALLYPORT_CHECKIN_URL?.replace(/\/$/, '') ?? null
  return {
    port: read.SALLYPORT_CHECKIN_PORT,
    host,
    url,
    certificate: certificateOf(read, url === null ? host : new URL(url).hostname, now),
    proxies: read.SALLYPORT_CHECKIN_PROXIES.split(',').map((text) => text.trim()),
    stunPort: read.SALLYPORT_CHECKIN_STUN_PORT ?? null,
    asksExit: read.SALLYPORT_CHECKIN_EXIT_PROBE === 'on',
  }
}

function certificateOf(read: z.output<typeof schema>, name: string, now: number): Certificate | null {
  const { SALLYPORT_CHECKIN_CERT: cert, SALLYPORT_CHECKIN_KEY: key, SALLYPORT_CHECKIN_TLS: tls } = read
  if (cert !== undefined && key !== undefined) {
    try {
      return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
    } catch (error) {
      throw new SallyportError('SP_CONFIG', `SALLYPORT_CHECKIN_CERT and SALLYPORT_CHECKIN_KEY: ${messageOf(error)}`, { variable: 'SALLYPORT_CHECKIN_CERT' }, { cause: error })
    }
  }
  if (tls === 'proxy') return null
  if (tls === 'self-made') return selfMadeCertificate(name === '0.0.0.0' || name === '::' ? 'localhost' : name, now)
  throw new SallyportError('SP_CONFIG', 'SALLYPORT_CHECKIN_CERT: the check-in needs a certificate and its key, or SALLYPORT_CHECKIN_TLS=self-made or =proxy.', { variable: 'SALLYPORT_CHECKIN_CERT' })
}
