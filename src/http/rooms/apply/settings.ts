import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { messageOf, SallyportError } from '../../../core/errors.ts'
import { readSettings } from '../settings.ts'
import { atsIds, type AtsId, type AtsSettings } from './ats/ats.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where each system answers, unless the operator names another address. */
const apis: Readonly<Record<AtsId, string | null>> = {
  ashby: 'https://api.ashbyhq.com',
  greenhouse: 'https://harvest.greenhouse.io/v1',
  lever: 'https://api.lever.co/v1',
  // Each company has a host of its own: https://<company>.workable.com/spi/v3
  workable: null,
}

const text = z.string().optional()
const schema = z.object({
  ...(Object.fromEntries(
    atsIds.flatMap((id) => ['SECRET', 'SECRET_FILE', 'API_KEY', 'API_KEY_FILE', 'API'].map((name) => [`SALLYPORT_${id.toUpperCase()}_${name}`, text])),
  ) as Record<string, typeof text>),
  SALLYPORT_RESUME_FOLDER: text,
  SALLYPORT_RESUME_IMAP: z.url({ protocol: /^imaps?$/ }).optional(),
  SALLYPORT_RESUME_IMAP_PASSWORD: text,
  SALLYPORT_RESUME_IMAP_PASSWORD_FILE: text,
  SALLYPORT_RESUME_IMAP_EVERY: z.coerce.number().int().min(5).max(3_600).default(60),
})

export interface ApplySettings {
  readonly systems: readonly AtsSettings[]
  /** Files laid in here are taken in. */
  readonly folder: string | null
  readonly mailbox: { readonly url: URL; readonly password: string; readonly everySeconds: number } | null
}

/** What the operator sets for the intake of applications. @throws SP_CONFIG that names the variable */
export function applySettings(environment: Environment): ApplySettings {
  const set = readSettings(schema, environment) as Record<string, string | undefined> & { SALLYPORT_RESUME_IMAP_EVERY: number }
  const systems = atsIds.flatMap((id): AtsSettings[] => {
    const name = `SALLYPORT_${id.toUpperCase()}`
    const secret = secretOf(set, `${name}_SECRET`)
    if (secret === null) return []
    if (secret.length < 16) throw new SallyportError('SP_CONFIG', `${name}_SECRET: a secret has at least 16 characters.`, { variable: `${name}_SECRET` })
    const api = set[`${name}_API`] ?? apis[id]
    if (api === null || !/^https:\/\/|^http:\/\/127\.0\.0\.1:/.test(api)) {
      throw new SallyportError('SP_CONFIG', `${name}_API: the address of its API, https.`, { variable: `${name}_API` })
    }
    return [{ id, secret, apiKey: secretOf(set, `${name}_API_KEY`), api: api.replace(/\/+$/, '') }]
  })
  const mailbox = set['SALLYPORT_RESUME_IMAP']
  return {
    systems,
    folder: set['SALLYPORT_RESUME_FOLDER'] ?? null,
    mailbox:
      mailbox === undefined
        ? null
        : { url: new URL(mailbox), password: secretOf(set, 'SALLYPORT_RESUME_IMAP_PASSWORD') ?? '', everySeconds: set.SALLYPORT_RESUME_IMAP_EVERY },
  }
}

/** The variable itself, or the file that `…_FILE` names. */
function secretOf(set: Record<string, unknown>, name: string): string | null {
  const file = set[`${name}_FILE`]
  if (typeof file !== 'string') return (set[name] as string | undefined) ?? null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SallyportError('SP_CONFIG', `${name}_FILE: the file cannot be read (${messageOf(error)}).`, { variable: `${name}_FILE` })
  }
}
