import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import { parse } from '../../src/doors/apply/parsers/resume.ts'
import { fingerprintOf, type Fingerprint } from '../../src/measure/resume/layout/fingerprint.ts'

/** A file of the corpus, measured. */
export interface Sheet {
  readonly path: string
  /** Folder of the producer class, and family within it. */
  readonly folder: string
  readonly family: string
  /** What was changed about it: `` for nothing, else `cairo`, `font`, `recolour+scale` … */
  readonly change: string
  readonly print: Fingerprint
  readonly fonts: readonly string[]
  readonly page: string
  readonly producer: string
  readonly text: string
}

const changes =
  /recolou?r|colou?rs?|palette|fonts?|(?:re)?scaled?|zoom|cairo|ghostscript|gs|(?:re)?distil+(?:ed)?|reprint|print(?:-to-pdf|topdf|pdf)?|reorder(?:ed)?|shuffle[d]?|columns?|onecol\w*|1col\w*|docx?|perturb\w*/gi

/** What a file's name says was changed about it: `p07.recolour+scale.pdf`, `03-cairo.pdf`. */
export function changeOf(name: string): string {
  const stem = name.replace(/\.(?:pdf|docx)$/i, '')
  const tail = stem.replace(/^[a-z]*[-_]?\d+/i, '')
  return [...new Set((tail.match(changes) ?? []).map((word) => word.toLowerCase()))].sort().join('+')
}

/**
 * Reads `DIR/<producer-class>/<family>/*.{pdf,docx}`. Measurements are kept in the temporary folder, because reading
 * two thousand files takes minutes and the figures are computed many times.
 */
export async function readCorpus(
  dir: string,
  say: (line: string) => void,
  limit = Number.POSITIVE_INFINITY,
  perFamily = Number.POSITIVE_INFINITY,
): Promise<Sheet[]> {
  const found = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/[^/]+\/[^/]+\.(?:pdf|docx)$/i.test(file))
    .sort()
  const files = [...Map.groupBy(found, (file) => file.slice(0, file.lastIndexOf('/'))).values()].flatMap((own) =>
    spaced(own, perFamily),
  )
  if (files.length === 0)
    throw new SallyportError('SP_BENCH_DATA', `There is no <producer-class>/<family>/*.pdf or *.docx in ${dir}.`)
  const cache = join(tmpdir(), 'sallyport-bench-resumes', codeVersion())
  mkdirSync(cache, { recursive: true })
  const sheets: Sheet[] = []
  let unread = 0
  for (const [i, file] of files.slice(0, limit).entries()) {
    const sheet = await readSheet(dir, file, cache)
    if (sheet === null) unread++
    else sheets.push(sheet)
    if (i % 100 === 99) say(`  read ${i + 1} of ${files.length}`)
  }
  say(
    `${sheets.length} files of ${new Set(sheets.map((sheet) => sheet.family)).size} families and ${new Set(sheets.map((sheet) => sheet.folder)).size} producer classes; ${unread} could not be read`,
  )
  return sheets
}

/** At most `count` of the list, evenly spaced, the first always among them. */
function spaced<T>(list: readonly T[], count: number): T[] {
  return list.length <= count
    ? [...list]
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T)
}

async function readSheet(dir: string, file: string, cache: string): Promise<Sheet | null> {
  const path = join(dir, file)
  const { mtimeMs, size } = statSync(path)
  const kept = join(
    cache,
    `${createHash('sha256').update(`${path} ${mtimeMs} ${size}`).digest('hex').slice(0, 24)}.json`,
  )
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Sheet | null
  const [folder, family, name] = file.split('/') as [string, string, string]
  let sheet: Sheet | null = null
  try {
    const document = await parse(readFileSync(path), name)
    const print = fingerprintOf(document)
    const { pages, made, lineage, text } = document
    if (print !== null) {
      sheet = {
        path: file,
        folder,
        family: `${folder}/${family}`,
        change: changeOf(name),
        print,
        fonts: lineage.fonts,
        page: `${pages[0]?.width}x${pages[0]?.height}`,
        producer: made.producer ?? '',
        text: text.slice(0, 20_000),
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof SallyportError)) throw thrown
  }
  writeFileSync(kept, JSON.stringify(sheet))
  return sheet
}

/** Digest of the code that measures, so that a change of it measures anew. */
function codeVersion(): string {
  const root = join(import.meta.dirname, '../../src/measure/resume')
  const hash = createHash('sha256')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /^(?:extract|layout|read)\/.*\.ts$|^(?:document|producer)\.ts$/.test(file) &&
      !/channels|score|cohort|describe|leftovers|contacts|place|test/.test(file),
  )
  for (const file of files.sort()) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}
