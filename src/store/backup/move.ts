import type { Store } from '../open.ts'
import { masterKeysOf, newMasterKey } from '../vault/master-keys.ts'
import { backup, type Progress } from './backup.ts'
import { restore } from './restore.ts'

/**
 * Copies everything from one store into another, empty one; the source stays as it is. The master key file goes on
 * serving both. Stop the server first: what arrives at the source meanwhile is not copied.
 *
 * @returns rows copied
 */
export async function moveStore(
  from: Store,
  to: Store,
  options: { now: number; progress?: (progress: Progress) => void },
): Promise<number> {
  // The stream never leaves this process; its key is made for it and thrown away.
  const keys = masterKeysOf([newMasterKey()])
  const source = backup(from, keys, { now: options.now })
  const { rows } = await restore(to, keys, source, options)
  return rows
}
