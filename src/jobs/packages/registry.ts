import { createHash } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'
import type { Packument } from '../../doors/packages/packument.ts'

/** A package registry the operator named. */
export interface Registry {
  /** Address without a slash at the end. */
  readonly url: string
  /** @throws SP_REGISTRY, SP_NOT_FOUND */
  packument(name: string): Promise<Packument>
  /** The archive, with its address rewritten to this registry. @throws SP_REGISTRY, SP_NOT_FOUND */
  archive(name: string, file: string): Promise<Uint8Array>
  /** Any JSON below the registry's address: its change feed. @throws SP_REGISTRY */
  json(path: string): Promise<unknown>
}

const mostPackument = 96 << 20
const mostArchive = 256 << 20

export const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i

/**
 * @param token   sent as a bearer token, to this registry only
 * @param timeout milliseconds for one answer
 */
export function registryAt(
  address: string,
  { token, timeout = 60_000 }: { token?: string | undefined; timeout?: number } = {},
): Registry {
  const url = address.replace(/\/+$/, '')
  const get = async (path: string, accept: string, most: number): Promise<Uint8Array> => {
    let response: Response
    try {
      response = await fetch(`${url}${path}`, {
        headers: { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        signal: AbortSignal.timeout(timeout),
      })
      if (response.status === 404 || response.status === 405)
        throw new SallyportError('SP_NOT_FOUND', `The registry has no ${path.slice(1)}.`)
      if (!response.ok) throw new SallyportError('SP_REGISTRY', `The registry answered ${response.status} to ${path}.`)
      return await read(response, most)
    } catch (error) {
      if (error instanceof SallyportError) throw error
      throw new SallyportError('SP_REGISTRY', `The registry did not answer ${path}.`, {}, { cause: error })
    }
  }
  const json = async (path: string, most = mostPackument): Promise<unknown> => {
    const bytes = await get(path, 'application/json', most)
    try {
      return JSON.parse(Buffer.from(bytes).toString()) as unknown
    } catch (error) {
      throw new SallyportError(
        'SP_REGISTRY',
        `The registry answered ${path} with something that is no JSON.`,
        {},
        { cause: error },
      )
    }
  }
  return {
    url,
    async packument(name) {
      const found = await json(`/${name.replace('/', '%2f')}`)
      if (typeof found !== 'object' || found === null || Array.isArray(found))
        throw new SallyportError('SP_REGISTRY', `The registry says nothing of ${name} that can be read.`)
      return found
    },
    archive: (name, file) => get(`/${name}/-/${file}`, 'application/octet-stream', mostArchive),
    json,
  }
}

async function read(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length
    if (size > most) throw new SallyportError('SP_REGISTRY', `The registry's answer is larger than ${most >> 20} MB.`)
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts)
}

/** Whether an archive is the one its packument promises; null when the packument promises nothing. */
export function isAsPromised(
  bytes: Uint8Array,
  dist: { readonly integrity?: string; readonly shasum?: string } | undefined,
): boolean | null {
  const promised = /(sha512|sha384|sha256)-([A-Za-z0-9+/=]+)/.exec(dist?.integrity ?? '')
  if (promised !== null)
    return (
      createHash(promised[1] as string)
        .update(bytes)
        .digest('base64') === promised[2]
    )
  if (dist?.shasum !== undefined) return createHash('sha1').update(bytes).digest('hex') === dist.shasum
  return null
}

export const integrityOf = (bytes: Uint8Array): string =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`
