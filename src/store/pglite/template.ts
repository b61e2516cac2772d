import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync, constants } from 'node:zlib'

/**
 * A data folder as `initdb` leaves it, so that a first start takes one second instead of six. Made by
 * `make-template.ts` from the pinned PGlite and nothing else: no table of ours, no data.
 */
const templateFile = join(import.meta.dirname, 'template.tar.zst')
const templateVersion = join(import.meta.dirname, 'template.json')

export interface TemplateNote {
  readonly pglite: string
  readonly sha256: string
}

export function templateNote(): TemplateNote | null {
  return existsSync(templateVersion) ? (JSON.parse(readFileSync(templateVersion, 'utf8')) as TemplateNote) : null
}

/** Version of the installed PGlite. */
export function pgliteVersion(): string {
  const path = join(import.meta.dirname, '../../../node_modules/@electric-sql/pglite/package.json')
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  } catch {
    return 'unknown'
  }
}

/** The tar, or null when none was made for the installed PGlite: the start then runs `initdb`. */
export function readTemplate(): Uint8Array | null {
  if (!existsSync(templateFile) || templateNote()?.pglite !== pgliteVersion()) return null
  return zstdDecompressSync(readFileSync(templateFile), { params: { [constants.ZSTD_d_windowLogMax]: 27 } })
}
