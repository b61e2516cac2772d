/** `node src/store/pglite/make-template.ts`: makes the template anew, after PGlite was upgraded. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { pgliteVersion, type TemplateNote } from './template.ts'

const database = await PGlite.create({ dataDir: 'memory://', initDbStartParams: ['--wal-segsize=1'] })
await database.exec('vacuum full')
await database.exec('checkpoint')
const tar = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
await database.close()

const params = {
  [constants.ZSTD_c_compressionLevel]: 19,
  [constants.ZSTD_c_windowLog]: 25,
  [constants.ZSTD_c_enableLongDistanceMatching]: 1,
}
const packed = zstdCompressSync(tar, { params })
const note: TemplateNote = { pglite: pgliteVersion(), sha256: createHash('sha256').update(packed).digest('hex') }
writeFileSync(join(import.meta.dirname, 'template.tar.zst'), packed)
writeFileSync(join(import.meta.dirname, 'template.json'), `${JSON.stringify(note, null, 2)}\n`)
process.stdout.write(`template of PGlite ${note.pglite}: ${tar.length} bytes, packed ${packed.length}\n`)
