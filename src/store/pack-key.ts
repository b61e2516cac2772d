import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key that signs evidence packs and proofs of erasure: made at the first use, in the folder of the installation. */
export function packKey(folder: string): KeyObject {
  const file = path.join(folder, 'pack.key')
  if (!existsSync(file)) writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  return createPrivateKey(readFileSync(file))
}
