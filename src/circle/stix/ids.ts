import { hash } from 'node:crypto'
import type { Json } from '../../core/facts.ts'
import { canonicalJson } from '../../guard/audit/canonical.ts'
import type { StixObject } from './object.ts'

/** Reserved for observables (STIX 2.1, §2.9). */
const namespace = Buffer.from('00abedb4aa42466c9c01fed23315a9b7', 'hex')

/** Properties that make an observable what it is, in the order of the specification. */
const contributing: Readonly<Record<string, readonly string[]>> = {
  artifact: ['hashes', 'payload_bin'],
  'autonomous-system': ['number'],
  directory: ['path'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['from_ref', 'subject', 'body'],
  file: ['hashes', 'name', 'parent_directory_ref', 'extensions'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'mac-addr': ['value'],
  mutex: ['name'],
  'network-traffic': ['start', 'end', 'src_ref', 'dst_ref', 'src_port', 'dst_port', 'protocols', 'extensions'],
  software: ['name', 'cpe', 'swid', 'vendor', 'version'],
  url: ['value'],
  'user-account': ['account_type', 'user_id', 'account_login'],
  'windows-registry-key': ['key', 'values'],
  'x509-certificate': ['hashes', 'serial_number'],
}
const preferredHashes = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512']

/** The id that everybody gives this observable: UUIDv5 over its contributing properties. Random where it has none. */
export function observableId(object: Omit<StixObject, 'id'> & { readonly type: string }): string {
  const picked: Record<string, unknown> = {}
  for (const name of contributing[object.type] ?? []) {
    const value = object[name]
    if (value !== undefined) picked[name] = name === 'hashes' ? oneHash(value as Record<string, string>) : value
  }
  if (Object.keys(picked).length === 0) return `${object.type}--${crypto.randomUUID()}`
  return `${object.type}--${uuid(hash('sha1', Buffer.concat([namespace, Buffer.from(canonicalJson(picked as Json))]), 'buffer'), 5)}`
}

/**
 * Id of a domain object that we make: the same advisory gives the same id each time it is written. UUIDv4 in form, from a
 * digest of what it stands for.
 */
export function madeId(type: string, ...parts: readonly string[]): string {
  return `${type}--${uuid(hash('sha256', JSON.stringify(['sallyport', type, ...parts]), 'buffer'), 4)}`
}

function oneHash(hashes: Readonly<Record<string, string>>): Record<string, string> {
  const name = preferredHashes.find((one) => one in hashes) ?? Object.keys(hashes).sort()[0]
  return name === undefined ? {} : { [name]: hashes[name] as string }
}

function uuid(digest: Uint8Array, version: number): string {
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes[6] = ((bytes[6] as number) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
