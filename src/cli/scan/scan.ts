import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import { verdicts, type Verdict } from '../../core/rule.ts'
import { previousOf } from '../../measure/package/version.ts'
import { isAsPromised } from '../../jobs/packages/registry.ts'
import { measurePackage, type Baseline } from '../../measure/package/measure.ts'
import { openPackage } from '../../doors/packages/intake.ts'
import type { PackageContents } from '../../measure/package/contents.ts'
import { readArguments } from '../arguments.ts'
import { progressBar } from '../progress.ts'
import { formats, type Report, type Scanned } from './formats.ts'
import { judgePackage, scanRules, type ScanRules } from '../../jobs/packages/judge-package.ts'
import { readLockfile, type Locked } from '../../doors/packages/lockfile.ts'
import { keptBadRecords } from '../../jobs/packages/bad-list.ts'
import type { KnownBad } from '../../doors/packages/known-bad.ts'
import { Originals } from '../../jobs/packages/originals.ts'
import { applyOverrides, readOverrides } from './overrides.ts'
import { fromFile, fromFolder, fromNpmCache, fromRegistry, openPlace, verdictNamed, versionBefore } from './sources.ts'
import { VerdictCache } from '../../jobs/packages/verdict-cache.ts'

const usage = `Usage: sallyport scan <lockfile | folder | file.tgz | name@version> …  [options]

Measures packages and judges them by the playbook. Local input needs no network: archives of a lockfile come from
npm's own cache, or are read as installed. Copies of what \`sallyport index build\` knows are compared with their
original. Nothing is unpacked to disk, nothing is run.

  --against FILE    an earlier lockfile: only what changed since is scanned, each compared with the version it had
  --baseline FILE   compare with this archive (or name@version) instead of looking for one
  --fetch           fetch what is not in npm's cache through npm
  --whole           also judge the whole package when there is a baseline
  --deep            follow data through all of the code, however large
  --mask-install    take no notice of install scripts, as npm 12 does by default
  --fail-on V       review, hold or block (default: hold)
  --overrides FILE  accepted findings (default: sallyport-overrides.yaml beside the input)
  --pack FOLDER     further rules
  --no-cache        measure again what was measured before
  --format F        text, json, sarif, osv, cyclonedx or markdown

Exit code: 0 clean, 1 findings at or above --fail-on, 2 the scan itself failed.`

/** `sallyport scan` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    against: { type: 'string' },
    baseline: { type: 'string' },
    fetch: { type: 'boolean' },
    whole: { type: 'boolean' },
    deep: { type: 'boolean' },
    'mask-install': { type: 'boolean' },
    'fail-on': { type: 'string' },
    overrides: { type: 'string' },
    pack: { type: 'string' },
    'no-cache': { type: 'boolean' },
    format: { type: 'string' },
  })
  if (values.help === true || positionals.length === 0) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const format = formatNamed(values.json === true ? 'json' : (values.format ?? 'text'))
  const failOn = verdictNamed(values['fail-on'] ?? 'hold')
  const rules = scanRules(values.pack === undefined ? [] : [values.pack])
  const originals = new Originals()
  const bad = keptBadRecords()
  const options: Options = {
    rules,
    fetch: values.fetch === true,
    whole: values.whole === true,
    budget: values.deep === true ? Number.POSITIVE_INFINITY : undefined,
    maskInstall: values['mask-install'] === true,
    baseline: values.baseline === undefined ? null : await open(values.baseline),
    against: values.against === undefined ? null : readLockfile(readFileSync(values.against, 'utf8')),
    originals,
    bad,
    cache:
      values['no-cache'] === true ||
      values.whole === true ||
      values.deep === true ||
      values['mask-install'] === true ||
      values.baseline !== undefined ||
      values.against !== undefined
        ? null
        : new VerdictCache(`${rules.book.version}-${originals.size}-${bad.size}`),
  }
  const scanned: Scanned[] = []
  for (const input of positionals) scanned.push(...(await scanInput(input, options)))
  options.cache?.save()
  const overrides = readOverrides(values.overrides ?? beside(positionals[0] as string))
  const report: Report = {
    input: positionals.join(' '),
    rules: rules.book.version,
    packages: applyOverrides(scanned, overrides, Date.now()),
  }
  process.stdout.write(`${format(report)}\n`)
  return exitCode(report, failOn)
}

interface Options {
  readonly rules: ScanRules
  readonly fetch: boolean
  readonly whole: boolean
  readonly budget: number | undefined
  readonly maskInstall: boolean
  readonly baseline: PackageContents | null
  /** What an earlier lockfile had; null: everything is scanned. */
  readonly against: readonly Locked[] | null
  readonly cache: VerdictCache | null
  readonly originals: Originals
  readonly bad: KnownBad
}

export function exitCode(report: Report, failOn: Verdict): number {
  const bar = verdicts.indexOf(failOn)
  return report.packages.some((one) => one.result !== null && verdicts.indexOf(one.result.verdict) >= bar) ? 1 : 0
}

export function formatNamed(name: string): (report: Report) => string {
  const format = formats[name]
  if (format === undefined)
    throw new SallyportError('SP_INPUT', `--format takes ${Object.keys(formats).join(', ')}; not "${name}".`)
  return format
}

async function scanInput(input: string, options: Options): Promise<Scanned[]> {
  if (existsSync(input)) {
    if (statSync(input).isDirectory()) {
      const lock = ['package-lock.json', 'npm-shrinkwrap.json'].map((name) => path.join(input, name)).find(existsSync)
      return lock === undefined ? [measure(fromFolder(input), input, options, null)] : scanLockfile(lock, options)
    }
    return /\.json$/.test(input) ? scanLockfile(input, options) : [measure(fromFile(input), input, options, null)]
  }
  if (!/^(?:@[\w.-]+\/)?[\w.-]+@[\w.+-]+$/.test(input))
    throw new SallyportError('SP_INPUT', `There is no file ${input}, and it is no name@version.`)
  const contents = openPackage(await fromRegistry(input))
  const before =
    options.baseline === null ? await versionBefore(contents.manifest.name, contents.manifest.version) : null
  const previous = before === null ? null : openPackage(await fromRegistry(`${contents.manifest.name}@${before}`))
  return [measure(contents, input, options, previous)]
}

function measure(contents: PackageContents, from: string, options: Options, previous: PackageContents | null): Scanned {
  const base = options.baseline ?? previous
  const copied = base === null ? options.originals.baselineOf(contents, openPlace) : null
  const baseline: Baseline | null =
    base === null
      ? copied
      : { kind: base.manifest.name === contents.manifest.name ? 'previous' : 'original', contents: base, similarity: 1 }
  const measured = measurePackage(contents, {
    baseline,
    whole: options.whole || copied !== null,
    maskInstall: options.maskInstall,
    knownBad: options.bad.of(contents.manifest.name, contents.manifest.version).map(({ id }) => id),
    ...(options.budget === undefined ? {} : { wholeBudget: options.budget }),
  })
  return {
    from,
    line: 1,
    why: [],
    dev: false,
    integrity: '',
    result: judgePackage(options.rules, measured),
    problem: null,
  }
}

async function scanLockfile(file: string, options: Options): Promise<Scanned[]> {
  const before = new Set(options.against?.map((one) => `${one.name}@${one.version} ${one.integrity}`))
  const locked = distinct(readLockfile(readFileSync(file, 'utf8'))).filter(
    (one) => !before.has(`${one.name}@${one.version} ${one.integrity}`),
  )
  const bar = progressBar(locked.length, 'Scanning')
  const scanned: Scanned[] = []
  for (const [index, one] of locked.entries()) {
    bar.update(index, `${one.name}@${one.version}`)
    scanned.push(await scanLocked(one, file, options))
  }
  bar.end()
  return scanned
}

async function scanLocked(one: Locked, file: string, options: Options): Promise<Scanned> {
  const place = { from: file, line: one.line, why: one.why, dev: one.dev, integrity: one.integrity }
  const known = options.cache?.get(one.integrity) ?? null
  if (known !== null) return { ...place, result: known, problem: null }
  try {
    const bytes = await bytesOf(one, options)
    if (bytes === null) {
      const folder = path.join(path.dirname(file), one.path)
      if (!existsSync(folder))
        return {
          ...place,
          result: null,
          problem: `${one.name}@${one.version} is neither in npm's cache nor installed; use --fetch`,
        }
      return { ...place, result: measure(fromFolder(folder), folder, options, null).result, problem: null }
    }
    if (isAsPromised(bytes, one) === false)
      return {
        ...place,
        result: null,
        problem: `${one.name}@${one.version}: the registry served another archive than the lockfile names`,
      }
    const { result } = measure(openPackage(bytes), file, options, await versionHad(one, options))
    if (result !== null) options.cache?.set(one.integrity, result)
    return { ...place, result, problem: null }
  } catch (error) {
    if (error instanceof SallyportError)
      return { ...place, result: null, problem: `${one.name}@${one.version}: ${error.message}` }
    throw error
  }
}

async function bytesOf(one: Locked, { fetch }: Options): Promise<Uint8Array | null> {
  return fromNpmCache(one.integrity) ?? (fetch ? await fromRegistry(`${one.name}@${one.version}`) : null)
}

/** The version an earlier lockfile had of the same package: what an upgrade is an upgrade of. */
async function versionHad(one: Locked, options: Options): Promise<PackageContents | null> {
  const versions = options.against?.filter(({ name }) => name === one.name) ?? []
  const had = previousOf([...versions.map(({ version }) => version), one.version], one.version)
  const earlier = versions.find(({ version }) => version === had)
  const bytes = earlier === undefined ? null : await bytesOf(earlier, options)
  return bytes === null ? null : openPackage(bytes)
}

function distinct(locked: readonly Locked[]): Locked[] {
  return [
    ...new Map(locked.toReversed().map((one) => [`${one.name}@${one.version} ${one.integrity}`, one])).values(),
  ].toReversed()
}

async function open(location: string): Promise<PackageContents> {
  if (!existsSync(location)) return openPackage(await fromRegistry(location))
  return statSync(location).isDirectory() ? fromFolder(location) : fromFile(location)
}

function beside(input: string): string | null {
  const folder = existsSync(input) && statSync(input).isDirectory() ? input : path.dirname(input)
  const file = path.join(folder, 'sallyport-overrides.yaml')
  return existsSync(file) ? file : null
}
