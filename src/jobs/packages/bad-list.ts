import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { SallyportError } from '../../core/errors.ts'
import { KnownBad, readOsv, type BadRecord } from '../../doors/packages/known-bad.ts'
import { cacheOfSallyport } from './verdict-cache.ts'

const mostBytes = 512 << 20

/**
 * Records of malicious packages from a folder of OSV files (a checkout), one OSV file, a list of them, or a bundle that
 * `sallyport index known-bad --bundle` wrote for a machine without a network.
 *
 * @throws SP_INPUT when there is nothing to read
 */
export function readBadRecords(place: string): BadRecord[] {
  if (!existsSync(place)) throw new SallyportError('SP_INPUT', `There is no file or folder ${place}.`)
  if (!statSync(place).isDirectory()) return readBadBytes(readFileSync(place))
  const found: BadRecord[] = []
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue
    const file = path.join(entry.parentPath, entry.name)
    if (statSync(file).size < 4 << 20) found.push(...readOsv(parsed(readFileSync(file, 'utf8'))))
  }
  return found
}

/** The same of bytes that were fetched: JSON, a JSON list or lines of JSON, gzipped or not. */
export function readBadBytes(bytes: Uint8Array): BadRecord[] {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  let text: string
  try {
    text = (gzipped ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : Buffer.from(bytes)).toString()
  } catch (error) {
    throw new SallyportError('SP_INPUT', 'The list of malicious packages cannot be unpacked.', {}, { cause: error })
  }
  const whole = parsed(text)
  if (whole !== null) return (Array.isArray(whole) ? whole : [whole]).flatMap(recordOf)
  return text.split('\n').flatMap((line) => (line === '' ? [] : recordOf(parsed(line))))
}

/** An OSV record, or a line of our own bundle. */
function recordOf(value: unknown): BadRecord[] {
  const { id, name, versions, summary } = (value ?? {}) as Partial<BadRecord>
  if (typeof id === 'string' && typeof name === 'string' && (versions === null || Array.isArray(versions)))
    return [
      {
        id,
        name,
        versions: versions === null ? null : versions.filter((one) => typeof one === 'string'),
        summary: typeof summary === 'string' ? summary : '',
      },
    ]
  return readOsv(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** One line a record, gzipped: what `readBadBytes` reads back, for carrying to where there is no network. */
export const bundleOf = (records: readonly BadRecord[]): Uint8Array =>
  gzipSync(records.map((one) => JSON.stringify(one)).join('\n'), { level: 9 })

const file = (folder: string): string => path.join(folder, 'known-bad-1.jsonl.gz')

/** Keeps records for later scans; those of earlier imports stay. */
export function keepBadRecords(records: readonly BadRecord[], folder = cacheOfSallyport()): number {
  const before = existsSync(file(folder)) ? readBadBytes(readFileSync(file(folder))) : []
  const all = [...new Map([...before, ...records].map((one) => [`${one.id} ${one.name}`, one])).values()]
  mkdirSync(folder, { recursive: true })
  const beside = `${file(folder)}.${process.pid}`
  writeFileSync(beside, bundleOf(all))
  renameSync(beside, file(folder))
  return all.length
}

/** What was imported; empty when nothing was. */
export function keptBadRecords(folder = cacheOfSallyport()): KnownBad {
  return new KnownBad(existsSync(file(folder)) ? readBadBytes(readFileSync(file(folder))) : [])
}
