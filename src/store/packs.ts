import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../core/errors.ts'
import { openPack } from '../playbook/seal.ts'
import type { SourceFile } from '../playbook/read-rule.ts'

/** The public pack that comes with the project. */
export const publicPackFolder: string = path.join(import.meta.dirname, '..', '..', 'playbook')

/** Twelve hex digits of SHA-256: enough to tell versions of a rule apart, short enough to read out. */
export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/**
 * The YAML files of a pack: a folder, or a signed archive (`*.pack.json`) by a trusted publisher.
 *
 * @throws SP_PACK_INVALID when there is nothing to read
 */
export function packFiles(location: string, trusted: readonly string[] = []): SourceFile[] {
  if (!existsSync(location)) throw new SallyportError('SP_PACK_INVALID', `There is no pack at ${location}.`)
  if (statSync(location).isFile()) return openPack(readFileSync(location, 'utf8'), trusted)
  return readdirSync(location, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: path
        .relative(path.dirname(path.resolve(location)), path.resolve(file))
        .split(path.sep)
        .join('/'),
      text: readFileSync(file, 'utf8'),
    }))
}
