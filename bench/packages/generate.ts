import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import { pick, seededRandom, shuffle, type Random } from '../../src/core/random.ts'
import { readPackage, writePackage } from './archive.ts'
import { isCode } from '../../src/measure/package/contents.ts'
import { readLayout, type ArchiveCase, type Cases, type PairCase, type UpgradeCase } from './layout.ts'
import { forms, type Form } from './forms.ts'
import { mutate } from './mutate.ts'
import { freshTemplates } from './fresh-templates.ts'
import { incidentTemplates } from './incident-templates.ts'
import { templates, type Template } from './templates.ts'

export interface GenerateOptions {
  readonly seed: number
  readonly quick: boolean
  /** Folder that keeps downloaded archives between runs. */
  readonly cache: string | undefined
  readonly say: (line: string) => void
}

interface Names {
  readonly benign: readonly string[]
  readonly upgrades: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly label: string
  }[]
}

/** Our own data when none is given: real clean packages (names in `names.json`), and inert mutants of them. */
export async function generate({ seed, quick, cache, say }: GenerateOptions): Promise<Cases> {
  const folder = cache ?? join(tmpdir(), 'sallyport-bench-packages')
  mkdirSync(folder, { recursive: true })
  const names = JSON.parse(readFileSync(join(import.meta.dirname, 'names.json'), 'utf8')) as Names
  const benign = names.benign.slice(0, quick ? 40 : undefined)
  const pairs = names.upgrades.slice(0, quick ? 50 : undefined)
  fetchAll(
    folder,
    [...new Set([...benign, ...pairs.flatMap(({ name, from, to }) => [`${name}@${from}`, `${name}@${to}`])])],
    say,
  )
  const archive = (spec: string): ArchiveCase => ({ file: spec, bytes: () => readFileSync(join(folder, fileOf(spec))) })
  const present = (spec: string): boolean => existsSync(join(folder, fileOf(spec)))
  const clean = benign.filter(present).map(archive)
  return {
    benign: clean,
    malicious: [],
    pairs: makePairs(clean, { seed, count: quick ? 160 : 600 }),
    upgrades: pairs
      .filter(({ name, from, to }) => present(`${name}@${from}`) && present(`${name}@${to}`))
      .map(({ name, from, to, label }): UpgradeCase => ({
        name,
        label,
        from: archive(`${name}@${from}`).bytes,
        to: archive(`${name}@${to}`).bytes,
      })),
  }
}

/** The same from a folder of the documented layout that holds clean packages only. */
export function generateFrom(folder: string, options: PairOptions): Cases {
  const cases = readLayout(folder)
  return { ...cases, pairs: makePairs(cases.benign, options) }
}

/** npm names the file of `@scope/name@1.0.0` `scope-name-1.0.0.tgz`. */
const fileOf = (spec: string): string =>
  `${spec
    .replace(/^@/, '')
    .replace(/\//g, '-')
    .replace(/@(?=[^@]*$)/, '-')}.tgz`

function fetchAll(folder: string, specs: readonly string[], say: (line: string) => void): void {
  const have = new Set(readdirSync(folder))
  const missing = specs.filter((spec) => !have.has(fileOf(spec)))
  if (missing.length > 0) say(`Fetching ${missing.length} clean packages into ${folder} …`)
  for (let at = 0; at < missing.length; at += 20) {
    try {
      execFileSync('npm', ['pack', '--silent', '--ignore-scripts', ...missing.slice(at, at + 20)], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: 300_000,
      })
    } catch {
      say('Some packages could not be fetched; the benchmark goes on without them.')
    }
  }
  if (!specs.some((spec) => existsSync(join(folder, fileOf(spec)))))
    throw new SallyportError('SP_BENCH_DATA', 'No package could be fetched from the registry, and no --data was given.')
}

export interface PairOptions {
  readonly seed: number
  readonly count: number
  readonly chosen?: readonly Template[]
  readonly forms?: readonly Form[]
}

export const allTemplates: readonly Template[] = [...templates, ...incidentTemplates, ...freshTemplates]

/** Mutants of clean packages, every template and form in turn, half of them renamed copies. */
export function makePairs(clean: readonly ArchiveCase[], options: PairOptions): PairCase[] {
  const random: Random = seededRandom(options.seed)
  const chosen = options.chosen ?? allTemplates
  const inTurn = options.forms ?? forms
  const bases = shuffle(random, clean)
  const pairs: PairCase[] = []
  const good: ArchiveCase[] = []
  let next = 0
  for (let tries = 0; pairs.length < options.count && tries < options.count * 6; tries++) {
    // After one round, only bases that took a mutant before.
    const from = next >= bases.length && good.length > 0 ? good : bases
    const archive = from[next++ % from.length] as ArchiveCase
    const template = chosen[pairs.length % chosen.length] as (typeof chosen)[number]
    const form =
      template.code === undefined
        ? 'plain'
        : (inTurn[(pairs.length + Math.floor(pairs.length / chosen.length)) % inTurn.length] as Form)
    const cleanBytes = archive.bytes()
    if (cleanBytes.length > 3 << 20) continue
    const base = readPackage(cleanBytes)
    if (base.manifest.name === '' || ![...base.files.values()].some((file) => isCode(file) && file.bytes.length > 400))
      continue
    const mutant = mutate(base, template, form, pick(random, ['clone', 'upgrade'] as const), random)
    if (mutant === null) continue
    const poisoned = writePackage(mutant.files)
    if (next <= bases.length) good.push(archive)
    pairs.push({ truth: mutant.truth, clean: archive.bytes, poisoned: () => poisoned })
  }
  return pairs
}
