import type { Measured } from '../../core/facts.ts'
import { analyse, type Analysed, largestParsed, worthParsing } from './analyse.ts'
import { autorunOf } from './autorun.ts'
import { authorOf } from './author.ts'
import type { Behaviour } from './behaviours.ts'
import { compare } from './compare.ts'
import { binaryKind, isCode, resolveIn, type PackageContents, type PackageFile } from './contents.ts'
import type { PackageFacts } from './facts.ts'
import { fingerprints } from './fingerprint.ts'
import { commandsShadowed, installOf, remoteDependencies } from './install.ts'
import { entryFiles, isTrial, reachableFrom } from './reach.ts'
import { filePlace, Locator, marked, noneMarked, sightingsOf } from './sightings.ts'
import { nearName } from './names.ts'

/** The package a comparison is made with: its own version before, or the original it looks like a copy of. */
export interface Baseline {
  readonly kind: 'previous' | 'original'
  readonly contents: PackageContents
  /** Share of the code in common by the clone index; 1 for a version before. */
  readonly similarity: number
}

export interface MeasureOptions {
  readonly baseline: Baseline | null
  /** Measure all of the package even where a baseline is there. */
  readonly whole?: boolean
  /** Take no notice of install scripts: they are off by default in npm 12. */
  readonly maskInstall?: boolean
  /** Bytes of source to follow data through when there is no baseline; what is left out is named in `archive.skipped`. */
  readonly wholeBudget?: number
  /** Ids of records that call this version malicious. */
  readonly knownBad?: readonly string[]
}

/** In the description of a package that does nothing and is blocked all the same, as EICAR's file is by virus scanners. */
export const testMarker = 'SALLYPORT-HARMLESS-TEST-PACKAGE-4f1c9b6e'

/**
 * Two thirds of npm's packages have less code than this that could hold a chain. Poisoned packages are small; big
 * bundles are judged by what changed in them, which is always read in full.
 */
export const defaultWholeBudget = 512 << 10

/**
 * Facts of one version of a package. Pure: nothing is fetched, unpacked or run.
 *
 * @param contents the package, read from its archive
 */
export function measurePackage(contents: PackageContents, options: MeasureOptions): Measured<PackageFacts> {
  const { manifest } = contents
  const { baseline } = options
  const code: PackageFile[] = []
  let codeBytes = 0
  for (const file of contents.files.values()) {
    if (!isCode(file)) continue
    code.push(file)
    codeBytes += file.bytes.length
  }
  const install = options.maskInstall === true ? null : installOf(contents)
  const locate = new Locator((path) => contents.files.get(path)?.text ?? '')
  const reach = lazily(() => ({
    installed: install === null ? new Set<string>() : reachableFrom(contents, install.targets),
    entry: reachableFrom(contents, entryFiles(contents)),
  }))
  const compared = baseline === null ? null : compare(contents, baseline.contents, locate, reach)
  const chosen =
    baseline === null || options.whole === true
      ? choose(contents, code, options.wholeBudget ?? defaultWholeBudget, new Set(install?.targets))
      : null
  const whole = chosen === null ? null : withoutTrials(analyse(contents, chosen.read), code.length, reach)
  const sights =
    whole === null
      ? null
      : whole.behaviours.length === 0
        ? { installed: new Set<string>(), entry: new Set<string>() }
        : reach()
  const unparsed = whole?.unparsed ?? compared?.unparsed ?? []
  const facts: PackageFacts = {
    name: manifest.name,
    version: manifest.version,
    archive: {
      files: contents.files.size,
      bytes: contents.bytes,
      codeFiles: code.length,
      codeBytes,
      anomalies: marked(
        contents.anomalies.map((one) => ({ name: `${one.kind}: ${one.path}`, place: filePlace(one.path) })),
      ),
      unparsed:
        unparsed.length === 0
          ? noneMarked
          : marked(
              unparsed
                .filter((one) => reach().entry.has(one.path) || reach().installed.has(one.path))
                .map((one) => ({ name: one.path, place: filePlace(one.path, 1, one.why) })),
            ),
      skipped: marked(
        (chosen?.left ?? code.filter((file) => file.bytes.length > largestParsed)).map((file) => ({
          name: file.path,
          place: filePlace(file.path),
        })),
      ),
      binaries: marked(
        [...contents.files.values()]
          .filter((file) => binaryKind(file.bytes) !== null)
          .map((file) => ({ name: `${file.path}: ${binaryKind(file.bytes)}`, place: filePlace(file.path) })),
      ),
      autorun: autorunOf(contents),
    },
    manifest: {
      readable: manifest.readable,
      described: manifest.description.length > 8,
      hasRepository: manifest.repository !== '' || manifest.homepage !== '',
      hasReadme: [...contents.files.keys()].some((path) => /^readme(?:\.|$)/i.test(path)),
      scoped: manifest.name.startsWith('@'),
      dependencies: manifest.dependencies.size,
      major: Number(/^v?(\d+)/.exec(manifest.version)?.[1] ?? 0),
      remoteDependencies: remoteDependencies(manifest),
      commandsShadowed: commandsShadowed(manifest),
      isTestPackage: manifest.description.includes(testMarker),
    },
    author: authorOf(manifest, baseline?.kind === 'original' ? baseline.contents.manifest : null),
    fingerprints: fingerprints(
      compared?.news ?? whole?.behaviours ?? [],
      (path) => contents.files.get(path)?.text ?? '',
    ),
    known: marked((options.knownBad ?? []).map((name) => ({ name, place: filePlace('package.json', 1) }))),
    install: install?.facts ?? null,
    whole:
      whole === null
        ? null
        : sightingsOf(whole.behaviours, {
            locate,
            installed: sights?.installed ?? new Set(),
            reachable: sights?.entry ?? new Set(),
            before: null,
            now: null,
          }),
    mostOriginsAtOneCall: whole === null ? null : mostOrigins(whole.behaviours),
    baseline:
      baseline === null
        ? null
        : {
            kind: baseline.kind,
            name: baseline.contents.manifest.name,
            version: baseline.contents.manifest.version,
            similarity: baseline.similarity,
            nearName: nearName(manifest.name, baseline.contents.manifest.name),
            sameAuthor:
              manifest.author === '' || baseline.contents.manifest.author === ''
                ? null
                : manifest.author === baseline.contents.manifest.author,
          },
    inserted: compared?.inserted ?? null,
    diff: compared?.diff ?? null,
  }
  const unavailable: Record<string, string> = {}
  if (facts.install === null) unavailable['pkg.install'] = 'install scripts were left out on request'
  if (facts.whole === null) unavailable['pkg.whole'] = 'only what changed since the baseline was measured'
  if (baseline === null) {
    unavailable['pkg.baseline'] = 'no earlier version and no original was at hand to compare with'
    unavailable['pkg.inserted'] = unavailable['pkg.diff'] = unavailable['pkg.baseline']
  }
  return { facts, unavailable }
}

/** Without what only tests and examples do that nothing loads; in a package of a few files nothing is left out. */
function withoutTrials(
  whole: Analysed,
  files: number,
  reach: () => { installed: Set<string>; entry: Set<string> },
): Analysed {
  if (files <= 3 || !whole.behaviours.some(({ file }) => isTrial(file))) return whole
  const { installed, entry } = reach()
  return {
    ...whole,
    behaviours: whole.behaviours.filter(({ file }) => !isTrial(file) || installed.has(file) || entry.has(file)),
  }
}

/** What is worth reading, within the budget: files that installing runs first, then the smallest. */
function choose(
  contents: PackageContents,
  code: readonly PackageFile[],
  budget: number,
  targets: ReadonlySet<string>,
): { read: PackageFile[]; left: PackageFile[] } {
  const read: PackageFile[] = []
  const left: PackageFile[] = []
  const size = (file: PackageFile): number => (targets.has(file.path) ? 0 : file.bytes.length)
  let bytes = 0
  for (const file of [...code].sort((a, b) => size(a) - size(b))) {
    if (file.bytes.length > largestParsed) left.push(file)
    else if (!worthParsing(file.text)) continue
    else if (bytes + file.bytes.length > budget && bytes > 0 && !targets.has(file.path)) left.push(file)
    else {
      bytes += file.bytes.length
      read.push(file)
    }
  }
  return { read: withSiblings(contents, code, read), left }
}

/** Constants often stand in a file of their own: small files that those to be read load. */
function withSiblings(contents: PackageContents, code: readonly PackageFile[], read: PackageFile[]): PackageFile[] {
  if (code.length > 200 || read.length === 0 || read.length === code.length) return read
  const all = new Set(read)
  for (const file of read) {
    if (file.bytes.length > 60_000) continue
    for (const match of file.text.matchAll(loading)) {
      const path = resolveIn(contents.files, file.path, match[1] as string)
      const sibling = path === null ? undefined : contents.files.get(path)
      if (sibling !== undefined && sibling.bytes.length < 8000 && isCode(sibling)) all.add(sibling)
    }
  }
  return [...all]
}

const loading = /(?:require\(|from\s+|import\()\s*['"](\.{1,2}\/[^'"\n]{1,120})['"]/g

const origins = new Set([
  'envToNetwork',
  'secretEnvToNetwork',
  'hostToNetwork',
  'whereaboutsToNetwork',
  'secretFileToNetwork',
  'fileToNetwork',
  'commandOutputToNetwork',
  'variableToNetwork',
])

function mostOrigins(behaviours: readonly Behaviour[]): number {
  const at = new Map<string, number>()
  for (const one of behaviours) {
    if (!origins.has(one.kind)) continue
    const key = `${one.file}:${one.start}`
    at.set(key, (at.get(key) ?? 0) + 1)
  }
  return Math.max(0, ...at.values())
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
