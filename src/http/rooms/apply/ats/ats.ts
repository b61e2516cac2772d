import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { SallyportError } from '../../../../core/errors.ts'
import type { SafeFetch } from '../../../../guard/fetch/safe-fetch.ts'

export const atsIds = ['ashby', 'greenhouse', 'lever', 'workable'] as const
export type AtsId = (typeof atsIds)[number]

/** What an operator sets for one applicant-tracking system. */
export interface AtsSettings {
  readonly id: AtsId
  readonly secret: string
  readonly apiKey: string | null
  /** Where its API answers; for tests and private tenants. */
  readonly api: string
}

/** A delivery that was signed: its id, and its own time in milliseconds where the signature covers one. */
export interface Delivery {
  readonly id: string
  readonly at: number | null
}

/** Somebody applied. */
export const application = z.object({
  candidate: z.string().min(1).max(100),
  application: z.string().max(100).nullable(),
  name: z.string().max(200).nullable(),
  /** Where the résumé lies, when the delivery says so itself. */
  file: z.object({ url: z.url({ protocol: /^https?$/ }).max(4_000), name: z.string().max(200) }).nullable(),
  /** A handle by which the API gives the file out. */
  handle: z.string().max(4_000).nullable(),
})
export type Application = z.infer<typeof application>

export interface AtsFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** From where and with what an application was sent, as the system saw it. */
export interface ClientInfo {
  readonly at: number
  readonly ip: string
  readonly userAgent: string | null
}

/** How one system signs, what it says, and what it can be asked. */
export interface Ats {
  readonly id: AtsId
  /** @throws SP_WEBHOOK_SIGNATURE */
  readonly verify: (body: string, headers: Readonly<Record<string, string>>, secret: string) => Delivery
  /** The application in a delivery; null for events that bring none. */
  readonly read: (body: unknown) => Application | null
  /** The résumé of an application; null when there is none (yet). */
  readonly resume: (application: Application, settings: AtsSettings, fetch: SafeFetch) => Promise<AtsFile | null>
  readonly clientInfo?: (application: Application, settings: AtsSettings, fetch: SafeFetch) => Promise<readonly ClientInfo[]>
  /** Tells the system what a person decided. */
  readonly tell?: (candidate: string, status: 'cleared' | 'misrepresented', settings: AtsSettings, fetch: SafeFetch) => Promise<void>
}

/** A system with what the operator set for it. */
export interface AtsSystem {
  readonly ats: Ats
  readonly settings: AtsSettings
}

export const LARGEST_FILE = 20 << 20

/** Hexadecimal HMAC-SHA256 against the one given, in constant time. @throws SP_WEBHOOK_SIGNATURE */
export function mustMatch(given: string | undefined, text: string, secret: string): void {
  const right = createHmac('sha256', secret).update(text).digest()
  const said = Buffer.from(/^[0-9a-f]{64}$/i.test(given ?? '') ? (given as string) : '', 'hex')
  if (said.length !== right.length || !timingSafeEqual(said, right)) {
    throw new SallyportError('SP_WEBHOOK_SIGNATURE', 'The signature is not that of this body.')
  }
}

/** One call of an API that answers in JSON. @throws SP_FETCH_FAILED with the status, never with the key */
export async function ask(fetch: SafeFetch, url: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<unknown> {
  const sent = body === undefined ? { headers } : { method: 'POST' as const, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(url, { ...sent, maxBytes: 2 << 20 })
  if (answer.status < 200 || answer.status > 299) throw failed(answer.status)
  try {
    return JSON.parse(new TextDecoder().decode(answer.body))
  } catch {
    throw new SallyportError('SP_FETCH_FAILED', 'The applicant-tracking system answered with something that is not JSON.')
  }
}

/** A file; redirects to its storage are followed, the key stays with the first host. */
export async function download(fetch: SafeFetch, url: string, name: string, headers: Readonly<Record<string, string>> = {}): Promise<AtsFile> {
  const answer = await fetch(url, { headers, maxBytes: LARGEST_FILE, timeoutMs: 30_000 })
  if (answer.status !== 200) throw failed(answer.status)
  return { name, bytes: answer.body }
}

function failed(status: number): SallyportError {
  const why = status === 401 || status === 403 ? 'its key is wrong or may not do this' : status === 429 ? 'it is asked too often' : 'it did not do what was asked'
  return new SallyportError('SP_FETCH_FAILED', `The applicant-tracking system answered with ${status}: ${why}.`, { status })
}

export const basic = (key: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })

/** A shape out of somebody else's JSON, or null. */
export function part<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const read = schema.safeParse(value)
  return read.success ? read.data : null
}
