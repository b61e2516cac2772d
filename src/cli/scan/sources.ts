import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { SallyportError } from '../../core/errors.ts'
import type { Verdict } from '../../core/rule.ts'
import { openPackage } from '../../doors/packages/intake.ts'
import { PackageFile, type PackageContents } from '../../measure/package/contents.ts'
import { readManifest } from '../../measure/package/manifest.ts'
import { previousOf } from '../../measure/package/version.ts'

const run = promisify(execFile)

/**
 * The archive with this integrity from npm's own cache: exactly the bytes that were installed, and no network.
 *
 * @param integrity `sha512-…` as a lockfile has it
 */
export function fromNpmCache(integrity: string): Uint8Array | null {
  const match = /(sha512|sha1)-([A-Za-z0-9+/=]+)/.exec(integrity)
  if (match === null) return null
  const hex = Buffer.from(match[2] as string, 'base64').toString('hex')
  const file = path.join(
    cacheFolder(),
    '_cacache',
    'content-v2',
    match[1] as string,
    hex.slice(0, 2),
    hex.slice(2, 4),
    hex.slice(4),
  )
  return existsSync(file) ? readFileSync(file) : null
}

function cacheFolder(): string {
  return (
    process.env['npm_config_cache'] ??
    (process.platform === 'win32'
      ? path.join(process.env['LOCALAPPDATA'] ?? homedir(), 'npm-cache')
      : path.join(homedir(), '.npm'))
  )
}

/**
 * An archive from the registry npm is set up for, through npm itself, so that mirrors, tokens and proxies are the
 * user's own. Scripts never run.
 *
 * @throws SP_REGISTRY when npm cannot get it
 */
export async function fromRegistry(spec: string): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-'))
  try {
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, '--', spec], {
      cwd: folder,
      timeout: 120_000,
    })
    const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))
    if (file === undefined) throw new Error('npm pack left no archive')
    return readFileSync(path.join(folder, file))
  } catch (error) {
    throw new SallyportError('SP_REGISTRY', `npm could not fetch ${spec}.`, {}, { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The version that came before on the same release line, by the registry's list; null when there is none. */
export async function versionBefore(name: string, version: string): Promise<string | null> {
  const { stdout } = await run('npm', ['view', '--json', '--', name, 'versions'], {
    timeout: 60_000,
    maxBuffer: 32 << 20,
  }).catch((error: unknown) => {
    throw new SallyportError('SP_REGISTRY', `npm could not list the versions of ${name}.`, {}, { cause: error })
  })
  const listed = JSON.parse(stdout) as string | string[]
  return previousOf(Array.isArray(listed) ? listed : [listed], version)
}

export function fromFile(file: string): PackageContents {
  return openPackage(readFileSync(file))
}

const left = new Set(['node_modules', '.git', '.hg', '.svn'])
const mostFiles = 20_000

/** A folder read as if it were packed. Links are not followed. */
export function fromFolder(folder: string): PackageContents {
  const files = new Map<string, PackageFile>()
  let bytes = 0
  const visit = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (files.size >= mostFiles) return
      const full = path.join(at, entry.name)
      if (entry.isDirectory()) {
        if (!left.has(entry.name)) visit(full)
      } else if (entry.isFile() && statSync(full).size <= 64 << 20) {
        const name = path.relative(folder, full).split(path.sep).join('/')
        const file = new PackageFile(name, readFileSync(full))
        files.set(name, file)
        bytes += file.bytes.length
      }
    }
  }
  visit(folder)
  return { files, manifest: readManifest(files.get('package.json')?.text ?? null), anomalies: [], bytes }
}

/** An archive or a folder, whichever lies there. */
export const openPlace = (place: string): PackageContents =>
  statSync(place).isDirectory() ? fromFolder(place) : fromFile(place)

export function verdictNamed(name: string): Exclude<Verdict, 'allow'> {
  if (name !== 'review' && name !== 'hold' && name !== 'block')
    throw new SallyportError('SP_INPUT', `--fail-on takes review, hold or block; not "${name}".`)
  return name
}
