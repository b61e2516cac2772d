import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SallyportError } from '../../core/errors.ts'

/** A 256-bit master key. */
export interface MasterKey {
  /** First 16 hexadecimal digits of a hash of the key: names it without telling it. */
  readonly id: string
  readonly key: Buffer
}

/** All master keys that may still have wrapped something; the last one wraps from now on. */
export interface MasterKeys {
  readonly current: MasterKey
  readonly all: ReadonlyMap<string, MasterKey>
}

const headLine =
  '# Sallyport master keys. Keep a copy elsewhere: without it the vault stays shut. The last line is in use.'

export function newMasterKey(): MasterKey {
  return asMasterKey(randomBytes(32))
}

function asMasterKey(key: Buffer): MasterKey {
  return { id: createHash('sha256').update('sallyport/master-id').update(key).digest('hex').slice(0, 16), key }
}

export function masterKeysOf(keys: readonly MasterKey[]): MasterKeys {
  const current = keys.at(-1)
  if (current === undefined) throw new SallyportError('SP_VAULT_KEY', 'The master key file holds no key.')
  return { current, all: new Map(keys.map((key) => [key.id, key])) }
}

/** @throws SP_VAULT_KEY when the file is not one of master keys */
export function readMasterKeys(path: string): MasterKeys {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const keys = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const key = Buffer.from(line, 'base64')
      if (key.length !== 32)
        throw new SallyportError('SP_VAULT_KEY', 'A line of the master key file is not a 256-bit key.')
      return asMasterKey(key)
    })
  return masterKeysOf(keys)
}

/** Writes the file anew, readable by its owner only; never leaves a half of it. */
export function writeMasterKeys(path: string, keys: readonly MasterKey[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  writeFileSync(draft, `${headLine}\n${keys.map((key) => key.key.toString('base64')).join('\n')}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, path)
}

export function hasMasterKeys(path: string): boolean {
  return existsSync(path)
}

/** The key of an organisation that wraps its data keys: HKDF-SHA-256, one for each purpose. */
export function deriveKey(master: MasterKey, org: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master.key, org, `sallyport/v1/${purpose}`, 32))
}
