import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { SallyportError } from '../../core/errors.ts'
import { openPackage } from '../../doors/packages/intake.ts'
import { PackageFile, type PackageContents } from '../../measure/package/contents.ts'
import { readManifest } from '../../measure/package/manifest.ts'

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
  const file = path.join(cacheFolder(), '_cacache', 'content-v2', match[1] as string, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4))
  return existsSync(file) ? readFileSync(file) : null
}

function cacheFolder(): string {
  return process.env['npm_config_cache'] ?? (process.platform === 'win32' ? path.join(process.env['LOCALAPPDATA'] ?? homedir(), 'npm-cache') : path.join(homedir(), '.npm'))
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
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, '--', spec], { cwd: folder, timeout: 120_000 })
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
  const { stdout } = await run('npm', ['view', '--json', '--', name, 'versions'], { timeout: 60_000, maxBuffer: 32 << 20 }).catch((error: unknown) => {
    throw new SallyportError('SP_REGISTRY', `npm could not list the versions of ${name}.`, {}, { cause: error })
  })
  const listed = JSON.parse(stdout) as string | string[]
  return previousOf(Array.isArray(listed) ? listed : [listed], version)
}

/** The greatest version below, on the same major line if there is one; pre-releases only after pre-releases. */
export function previousOf(versions: readonly string[], version: string): string | null {
  const key = (text: string): number[] | null => /^(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? null
  const own = key(version)
  if (own === null) return null
  const below = versions
    .filter((one) => !one.includes('-') || version.includes('-'))
    .map((one) => ({ one, parts: key(one) }))
    .filter((item): item is { one: string; parts: number[] } => item.parts !== null && item.one !== version && compare(item.parts, own) < 0)
    .sort((a, b) => compare(b.parts, a.parts))
  return (below.find((item) => item.parts[0] === own[0]) ?? below[0])?.one ?? null
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return 0
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
