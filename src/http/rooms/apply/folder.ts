import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { SallyportError } from '../../../core/errors.ts'
import type { Id } from '../../../core/ids.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import type { House } from '../../../jobs/house.ts'

/** A file that changed within this time may still be being written. */
const SETTLES_MS = 3_000
/** Larger files are set aside unread: no résumé is. */
const LARGEST = 20 << 20
const documents = /\.(pdf|docx?|odt|rtf|html?|txt|md|json)$/i

/**
 * Takes in the files that lie in a folder and moves each into `taken/`, or into `refused/` when it cannot be taken.
 * Links are not followed. The same file again is the same evidence.
 *
 * @returns how many were taken
 */
export async function takeFolder(house: House, org: Id, folder: string, settles = SETTLES_MS): Promise<number> {
  let taken = 0
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile() && documents.test(one.name)).toSorted((a, b) => a.name.localeCompare(b.name))) {
    const file = path.join(folder, entry.name)
    const about = await stat(file)
    if (Date.now() - about.mtimeMs < settles) continue
    const refused = about.size > LARGEST || !(await taking(house, org, file, entry.name))
    await aside(folder, refused ? 'refused' : 'taken', entry.name)
    if (!refused) taken += 1
  }
  return taken
}

async function taking(house: House, org: Id, file: string, name: string): Promise<boolean> {
  try {
    await accept(house, org, { name, bytes: new Uint8Array(await readFile(file)), door: 'apply', subject: null, source: 'folder' })
    return true
  } catch (error) {
    if (error instanceof SallyportError && error.status < 500) return false
    throw error
  }
}

async function aside(folder: string, where: 'taken' | 'refused', name: string): Promise<void> {
  await mkdir(path.join(folder, where), { recursive: true })
  await rename(path.join(folder, name), path.join(folder, where, name))
}
