import type { Clock } from '../../core/clock.ts'
import { systemClock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Store } from '../open.ts'
import {
  deriveKey,
  hasMasterKeys,
  masterKeysOf,
  newMasterKey,
  readMasterKeys,
  writeMasterKeys,
  type MasterKey,
  type MasterKeys,
} from './master-keys.ts'
import { seal, unseal, type SealPlace } from './seal.ts'
import { StoreVault } from './vault.ts'

/**
 * Opens the vault of a store. On a first start the master key file is made (mode 0600); later it must be there.
 *
 * @param keyFile where the master keys lie; not inside a backup, and best not on the database's disk
 * @throws SP_VAULT_KEY when the file is missing although data exists, or holds other keys
 */
export async function openVault(store: Store, keyFile: string, clock: Clock = systemClock): Promise<StoreVault> {
  const known = await store.db.selectFrom('vault_masters').selectAll().execute()
  if (!hasMasterKeys(keyFile)) {
    if (known.length > 0) {
      throw new SallyportError(
        'SP_VAULT_KEY',
        `The master key file ${keyFile} is missing, but the database holds data sealed with it.`,
      )
    }
    writeMasterKeys(keyFile, [newMasterKey()])
  }
  return openVaultWith(store, readMasterKeys(keyFile), clock)
}

/** A vault under keys that are already in memory: for tests and for restoring. */
export async function openVaultWith(store: Store, keys: MasterKeys, clock: Clock = systemClock): Promise<StoreVault> {
  const proof = proofOf(keys.current)
  const first = await store.db.selectFrom('vault_masters').select('id').limit(1).executeTakeFirst()
  if (first === undefined) await enrol(store, keys.current, proof, clock)
  const masters = await store.db.selectFrom('vault_masters').selectAll().execute()
  for (const master of masters) {
    const ours = keys.all.get(master.id)
    if (ours === undefined) {
      throw new SallyportError(
        'SP_VAULT_KEY',
        'The master key file holds other keys than those the database was sealed with.',
        { master: master.id },
      )
    }
    unseal({ id: proofKeyId, key: deriveKey(ours, 'installation', 'proof') }, master.proof, proofPlace)
  }
  if (!masters.some((master) => master.id === keys.current.id)) await enrol(store, keys.current, proof, clock)
  return new StoreVault(store, keys, clock)
}

/** One key, in memory only. */
export function memoryKeys(): MasterKeys {
  return masterKeysOf([newMasterKey()])
}

const proofKeyId = '00000000-0000-0000-0000-000000000000'
const proofPlace: SealPlace = { org: 'installation', table: 'vault_masters', column: 'proof', row: '' }

function proofOf(master: MasterKey): Buffer {
  return seal({ id: proofKeyId, key: deriveKey(master, 'installation', 'proof') }, Buffer.from('sallyport'), proofPlace)
}

async function enrol(store: Store, master: MasterKey, proof: Buffer, clock: Clock): Promise<void> {
  await store.db
    .insertInto('vault_masters')
    .values({ id: master.id, proof, created_at: clock.now() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
