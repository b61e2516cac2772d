import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import type { BadRecord } from '../../doors/packages/known-bad.ts'
import { safeFetcher } from '../../guard/fetch/safe-fetch.ts'
import { bundleOf, keepBadRecords, readBadBytes, readBadRecords } from '../../jobs/packages/bad-list.ts'
import { readArguments } from '../arguments.ts'
import { progressBar } from '../progress.ts'
import { readLockfile } from '../../doors/packages/lockfile.ts'
import { Originals } from '../../jobs/packages/originals.ts'
import { fromFile, fromFolder } from './sources.ts'

const usage = `Usage: sallyport index build <lockfile | folder of archives | file.tgz> …

Remembers packages you trust, so that scan finds copies of them under another name and shows the line that was put in.
A lockfile gives the packages installed beside it. Nothing is fetched.

       sallyport index known-bad <folder | file | address> …  [--bundle FILE]

Takes over records of malicious packages: a folder of OSV files (MAL-…), one list, a bundle, or the https address of
one. --bundle writes all of them into one file for a machine without a network.`

/** `sallyport index build` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { bundle: { type: 'string' } })
  const [verb, ...inputs] = positionals
  if (verb === 'known-bad' && inputs.length > 0 && values.help !== true) return takeOverBad(inputs, values.bundle)
  if (values.help === true || verb !== 'build' || inputs.length === 0) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const originals = new Originals()
  const places = [...new Set(inputs.flatMap(placesIn))]
  const bar = progressBar(places.length, 'Indexing')
  let added = 0
  let unread = 0
  for (const [index, place] of places.entries()) {
    bar.update(index, place)
    try {
      if (originals.add(statSync(place).isDirectory() ? fromFolder(place) : fromFile(place), place)) added++
    } catch (error) {
      if (!(error instanceof SallyportError)) throw error
      unread++
    }
  }
  bar.end()
  originals.save()
  process.stdout.write(
    `${added} packages added, ${originals.size} known originals${unread === 0 ? '' : `, ${unread} could not be read`}.\n`,
  )
  return 0
}

async function takeOverBad(inputs: readonly string[], bundle: string | undefined): Promise<number> {
  const records: BadRecord[] = []
  for (const input of inputs) {
    if (!/^https?:\/\//.test(input)) records.push(...readBadRecords(input))
    else {
      const answer = await safeFetcher()(input, { maxBytes: 64 << 20, timeoutMs: 120_000 })
      if (answer.status !== 200) throw new SallyportError('SP_INPUT', `${input} answered ${answer.status}.`)
      records.push(...readBadBytes(answer.body))
    }
  }
  const total = keepBadRecords(records)
  if (bundle !== undefined) writeFileSync(bundle, bundleOf(records))
  process.stdout.write(`${records.length} records of malicious packages read, ${total} known.\n`)
  return records.length === 0 ? 1 : 0
}

/** Archives and package folders that an input stands for. */
function placesIn(input: string): string[] {
  if (!existsSync(input)) throw new SallyportError('SP_INPUT', `There is no file ${input}.`)
  if (statSync(input).isDirectory()) {
    const lock = path.join(input, 'package-lock.json')
    if (existsSync(lock)) return placesIn(lock)
    const archives = readdirSync(input).filter((name) => /\.tgz$|\.tar\.gz$/.test(name))
    return archives.length > 0 ? archives.map((name) => path.join(input, name)) : [input]
  }
  if (!/\.json$/.test(input)) return [input]
  return readLockfile(readFileSync(input, 'utf8'))
    .map((one) => path.join(path.dirname(input), one.path))
    .filter((folder) => existsSync(folder))
}
