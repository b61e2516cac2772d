import { systemClock, type Clock } from '../../core/clock.ts'
import type { Store } from '../open.ts'
import { newMasterKey, readMasterKeys, writeMasterKeys } from './master-keys.ts'
import { openVault } from './open.ts'
import type { StoreVault } from './vault.ts'

/**
 * Rotates the master key: adds a new one to the file, wraps every data key under it, then drops the older ones. May be
 * cut off at any point and called again. Data itself is not written anew: only keys were wrapped under the master key.
 *
 * @param progress how many data keys were wrapped so far
 * @returns the vault under the new key; other processes must be restarted, they do not know it
 */
export async function rotateMasterKey(
  store: Store,
  keyFile: string,
  progress: (wrapped: number) => void = () => undefined,
  clock: Clock = systemClock,
): Promise<StoreVault> {
  const before = readMasterKeys(keyFile)
  await openVault(store, keyFile, clock)
  writeMasterKeys(keyFile, [...before.all.values(), newMasterKey()])
  const vault = await openVault(store, keyFile, clock)
  let wrapped = 0
  for (let step = await vault.rewrap(); step > 0; step = await vault.rewrap()) progress((wrapped += step))
  const current = readMasterKeys(keyFile).current
  await store.db.deleteFrom('vault_masters').where('id', '!=', current.id).execute()
  writeMasterKeys(keyFile, [current])
  return openVault(store, keyFile, clock)
}
