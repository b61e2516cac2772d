import { createReadStream } from 'node:fs'
import { readdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { intake, newReport } from '../../../doors/work/intake.ts'
import { rows } from '../../../jobs/house.ts'
import { measureStale } from '../../../jobs/work/measure.ts'
import { takeAll } from '../../../jobs/work/take.ts'
import type { Keeper } from '../room.ts'

/** A file that changed within this time may still be being written. */
const SETTLES_MS = 5_000

/**
 * Takes in the log files that lie in a folder, each streamed, and renames them to `.done`; a file that breaks off becomes
 * `.failed`. Reading a file twice does no harm.
 *
 * @returns how many were taken
 */
export async function takeFolder({ house, org, report }: Keeper, folder: string, settles = SETTLES_MS): Promise<number> {
  const source = (await rows(house).workSources.list(org)).find(({ kind, state }) => kind === 'folder' && state === 'running')
  if (source === undefined) return 0
  let taken = 0
  for (const name of (await readdir(folder)).filter((entry) => /\.(jsonl|json|log)(\.gz)?$/.test(entry)).sort()) {
    const file = path.join(folder, name)
    const about = await stat(file)
    if (!about.isFile() || Date.now() - about.mtimeMs < settles) continue
    try {
      const bytes = createReadStream(file)
      const text = (name.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes).setEncoding('utf8') as AsyncIterable<string>
      const now = house.clock.now()
      // History is what folders are for: events of any age.
      await takeAll(house, org, intake(text, now, newReport(), true), { strangers: 'leave-out', source: { id: source.id, change: { receivedAt: now, failingSince: null, problem: null } } })
      await rename(file, `${file}.done`)
      taken += 1
    } catch (error) {
      report(error as Error)
      await rename(file, `${file}.failed`)
    }
  }
  if (taken > 0) await measureStale(house, org)
  return taken
}
