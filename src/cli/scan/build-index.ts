import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import { readArguments } from '../arguments.ts'
import { progressBar } from '../progress.ts'
import { readLockfile } from './lockfile.ts'
import { Originals } from './originals.ts'
import { fromFile, fromFolder } from './sources.ts'

const usage = `Usage: sallyport index build <lockfile | folder of archives | file.tgz> …

Remembers packages you trust, so that scan finds copies of them under another name and shows the line that was put in.
A lockfile gives the packages installed beside it. Nothing is fetched.`

/** `sallyport index build` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {})
  const [verb, ...inputs] = positionals
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
  process.stdout.write(`${added} packages added, ${originals.size} known originals${unread === 0 ? '' : `, ${unread} could not be read`}.\n`)
  return 0
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
