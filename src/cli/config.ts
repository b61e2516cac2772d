import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { SallyportError } from '../core/errors.ts'
import { weighing } from '../core/weigh.ts'
import { roles, type Role } from '../guard/policy/policy.ts'
import { readSettings } from '../http/rooms/settings.ts'

const share = z.coerce.number().gt(0).lt(1)
const role = z.enum(roles)

/** The environment, as the operator writes it. docs/operations.md has the same list. */
const environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://').optional(),
  SALLYPORT_DATA: z.string().min(1).default('data'),
  SALLYPORT_KEY_FILE: z.string().min(1).optional(),
  SALLYPORT_HOST: z.string().default('127.0.0.1'),
  SALLYPORT_PORT: z.coerce.number().int().min(0).max(65_535).default(4477),
  SALLYPORT_URL: z.url({ protocol: /^https?$/ }).optional(),
  SALLYPORT_ORG: z.string().min(1).default('My company'),
  SALLYPORT_PACKS: z.string().optional(),
  SALLYPORT_TRUSTED_PUBLISHERS: z.string().optional(),
  SALLYPORT_PRIOR: share.default(weighing.prior),
  SALLYPORT_JURISDICTION: z.string().regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/, 'such as EU or US-IL').optional(),
  SALLYPORT_UPLOAD_MB: z.coerce.number().positive().max(500).default(64),
  SALLYPORT_OIDC_ISSUER: z.url().optional(),
  SALLYPORT_OIDC_CLIENT_ID: z.string().optional(),
  SALLYPORT_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  SALLYPORT_OIDC_NAME: z.string().default('Single sign-on'),
  /** `group=role,role;group=role` */
  SALLYPORT_OIDC_GROUPS: z.string().optional(),
})

export interface Config {
  readonly databaseUrl: string | undefined
  readonly folder: string
  readonly keyFile: string
  readonly host: string
  readonly port: number
  readonly url: string | undefined
  readonly org: string
  readonly packs: readonly string[]
  readonly publishers: readonly string[]
  readonly prior: number
  readonly jurisdiction: string | undefined
  readonly uploadBytes: number
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | null; readonly name: string; readonly groupRoles: Readonly<Record<string, readonly Role[]>> } | null
}

/**
 * Reads the settings from the environment.
 *
 * @throws SP_CONFIG that names the variable
 */
export function readConfig(from: NodeJS.ProcessEnv): Config {
  const value = readSettings(environment, from)
  const folder = path.resolve(value.SALLYPORT_DATA)
  return {
    databaseUrl: value.DATABASE_URL,
    folder,
    keyFile: path.resolve(value.SALLYPORT_KEY_FILE ?? path.join(folder, 'master.key')),
    host: value.SALLYPORT_HOST,
    port: value.SALLYPORT_PORT,
    url: value.SALLYPORT_URL?.replace(/\/$/, ''),
    org: value.SALLYPORT_ORG,
    packs: list(value.SALLYPORT_PACKS),
    publishers: list(value.SALLYPORT_TRUSTED_PUBLISHERS),
    prior: value.SALLYPORT_PRIOR,
    jurisdiction: value.SALLYPORT_JURISDICTION,
    uploadBytes: value.SALLYPORT_UPLOAD_MB * 1024 * 1024,
    oidc: oidcOf(value),
  }
}

function oidcOf(value: z.infer<typeof environment>): Config['oidc'] {
  if (value.SALLYPORT_OIDC_ISSUER === undefined) return null
  if (value.SALLYPORT_OIDC_CLIENT_ID === undefined) throw new SallyportError('SP_CONFIG', 'SALLYPORT_OIDC_CLIENT_ID is missing.', { variable: 'SALLYPORT_OIDC_CLIENT_ID' })
  const secret = value.SALLYPORT_OIDC_CLIENT_SECRET_FILE
  return {
    issuer: value.SALLYPORT_OIDC_ISSUER,
    clientId: value.SALLYPORT_OIDC_CLIENT_ID,
    clientSecret: secret === undefined ? null : readFileSync(secret, 'utf8').trim(),
    name: value.SALLYPORT_OIDC_NAME,
    groupRoles: Object.fromEntries(list(value.SALLYPORT_OIDC_GROUPS, ';').map((entry) => {
      const [group, names] = entry.split('=') as [string, string | undefined]
      return [group, list(names).map((name) => roleOf(name))]
    })),
  }
}

function roleOf(name: string): Role {
  const read = role.safeParse(name)
  if (!read.success) throw new SallyportError('SP_CONFIG', `SALLYPORT_OIDC_GROUPS: there is no role "${name}".`, { variable: 'SALLYPORT_OIDC_GROUPS' })
  return read.data
}

function list(text: string | undefined, separator = ','): string[] {
  return (text ?? '').split(separator).map((part) => part.trim()).filter((part) => part !== '')
}
