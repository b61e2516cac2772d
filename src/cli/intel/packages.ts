import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { readTar } from '../../measure/package/tar.ts'

/** A fetched package, unpacked in memory: data only, nothing of it is ever run. */
export interface Package {
  /** @throws SP_FETCH_FAILED when the package has no such file */
  readonly file: (name: string) => Uint8Array
}

const npmPack = promisify(execFile)

/**
 * Packages from a folder; what is not there is fetched with the operator's own npm client (`npm pack`, no install, no
 * script), so that a company's mirror and proxy settings hold.
 *
 * @throws SP_FETCH_FAILED
 */
export async function fetchPackages(wanted: readonly { name: string; version: string }[], folder: string, mayFetch: boolean, say: (line: string) => void): Promise<Package[]> {
  mkdirSync(folder, { recursive: true })
  const out: Package[] = []
  for (const { name, version } of wanted) {
    const file = path.join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)
    if (!existsSync(file) && mayFetch) {
      say(`fetching ${name} ${version}`)
      try {
        await npmPack('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--pack-destination', folder], { timeout: 300_000 })
      } catch (error) {
        throw new SallyportError('SP_FETCH_FAILED', `npm could not fetch ${name}: ${messageOf(error).slice(0, 200)}`, {}, { cause: error })
      }
    }
    if (!existsSync(file)) throw new SallyportError('SP_FETCH_FAILED', `${path.basename(file)} is not there (the folder has ${readdirSync(folder).length} files).`)
    out.push(unpack(file))
  }
  return out
}

function unpack(file: string): Package {
  // The archives hold tables of 70 MB.
  const { files } = readTar(gunzipSync(readFileSync(file)), { entries: 100, fileBytes: 300 << 20, totalBytes: 600 << 20 })
  return {
    file(name) {
      const found = files.find((entry) => entry.path === name || entry.path === `package/${name}`)
      if (found === undefined) throw new SallyportError('SP_FETCH_FAILED', `${path.basename(file)} has no ${name}.`)
      return found.bytes
    },
  }
}
