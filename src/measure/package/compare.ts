import { analyse } from './analyse.ts'
import type { Behaviour } from './behaviours.ts'
import { isCode, sameBytes, type PackageContents, type PackageFile } from './contents.ts'
import { diffFile, emptyHashes, type FileDiff, type Insertion } from './diff.ts'
import type { PackageFacts } from './facts.ts'
import { hashFile } from './hash.ts'
import { metadataOf } from './metadata-diff.ts'
import { acts, firsts, foreignHosts, loadsAdded, modulesAdded, small } from './novelties.ts'
import { parse, type Node } from './parse.ts'
import { isTrial } from './reach.ts'
import { countKinds, sightingsOf, type Locator } from './sightings.ts'
import { isInserted } from './stretch.ts'
import { versionStep } from './version.ts'

export interface Compared {
  readonly inserted: NonNullable<PackageFacts['inserted']>
  readonly diff: NonNullable<PackageFacts['diff']>
  /** What inserted code does, one by one. */
  readonly news: readonly Behaviour[]
  readonly unparsed: readonly { readonly path: string; readonly why: string }[]
}

/** More source than this in unchanged files is not hashed for code that was copied from them. */
const mostKnownBytes = 3 << 20
const mostParsed = 8 << 20
/** With more insertions than this, tests that nothing loads do not count. */
const mostTrials = 8

/** What a package has that its baseline has not, and what that does. */
export function compare(
  contents: PackageContents,
  base: PackageContents,
  locate: Locator,
  reachable: () => { installed: Set<string>; entry: Set<string> },
): Compared {
  const changed: PackageFile[] = []
  const added: PackageFile[] = []
  const old: PackageFile[] = []
  const same: PackageFile[] = []
  let changedFiles = 0
  let addedFiles = 0
  for (const [path, file] of contents.files) {
    const before = base.files.get(path)
    if (before !== undefined && sameBytes(before.bytes, file.bytes)) {
      if (isCode(file)) same.push(file)
      continue
    }
    if (before === undefined) addedFiles++
    else changedFiles++
    if (!isCode(file)) continue
    if (before !== undefined) old.push(before)
    ;(before === undefined ? added : changed).push(file)
  }
  let removedFiles = 0
  for (const [path, file] of base.files) {
    if (contents.files.has(path)) continue
    removedFiles++
    if (isCode(file)) old.push(file)
  }

  const known = emptyHashes()
  const oldTrees = hashAll(old, known, mostParsed * 3)
  if (added.length > 0) hashAll(same, known, mostKnownBytes)
  const trees = new Map<string, Node>()
  const insertions = new Map<string, FileDiff>()
  const fresh = [...changed, ...added]
  const now = emptyHashes()
  for (const file of fresh) {
    if (file.bytes.length > mostParsed) continue
    const parsed = parse(file.path, file.text)
    if (parsed.program === null) continue
    trees.set(file.path, parsed.program)
    insertions.set(file.path, diffFile(parsed.program, known))
    hashFile(parsed.program, now, null)
  }
  let removals = 0
  for (const [, tree] of oldTrees) removals += diffFile(tree, now).insertions.length

  const analysed = analyse(contents, fresh, trees, small(insertions))
  const before = analyse(base, old, oldTrees)
  const { installed, entry } = reachable()
  const count = [...insertions.values()].reduce((sum, diff) => sum + diff.insertions.length, 0)
  // Tests do odd things, and nobody runs them by installing; only where little changed they are looked at all the same.
  const counts = ({ file }: Behaviour): boolean =>
    count <= mostTrials || !isTrial(file) || entry.has(file) || installed.has(file)
  const news = analysed.behaviours.filter((one) => isNew(one, insertions) && counts(one))
  const inserted = sightingsOf(news, {
    locate,
    installed,
    reachable: entry,
    before: countKinds(before.behaviours.filter(({ file }) => count <= mostTrials || !isTrial(file))),
    now: countKinds(analysed.behaviours.filter(counts)),
  })
  const all = tellingFirst(
    [...insertions].flatMap(([path, diff]) => diff.insertions.map((one) => ({ path, one }))),
    news,
  )
  const shares = [...insertions.values()].map((diff) => diff.share)
  return {
    inserted,
    news,
    unparsed: analysed.unparsed,
    diff: {
      step: versionStep(base.manifest.version, contents.manifest.version),
      changedFiles,
      addedFiles,
      removedFiles,
      insertions: all.length,
      statements: [...insertions.values()].reduce((sum, diff) => sum + diff.statements, 0),
      callsInserted: all.filter(({ one }) => one.calls).length,
      removals,
      insertedShare: shares.length === 0 ? 0 : Math.max(...shares),
      places: placesOf(all, news, locate),
      ...metadataOf(contents, base),
      loadsAdded: loadsAdded(contents, base, insertions, locate),
      ...modulesAdded(contents, base, insertions, locate),
      acts: acts(news, inserted, locate),
      foreignHosts: foreignHosts(contents, base, insertions, news, locate),
      ...firsts(base),
    },
  }
}

function hashAll(
  files: readonly PackageFile[],
  known: ReturnType<typeof emptyHashes>,
  most: number,
): Map<string, Node> {
  const trees = new Map<string, Node>()
  let bytes = 0
  for (const file of files) {
    bytes += file.bytes.length
    if (bytes > most) break
    const parsed = parse(file.path, file.text)
    if (parsed.program === null) continue
    trees.set(file.path, parsed.program)
    hashFile(parsed.program, known, null)
  }
  return trees
}

function isNew(behaviour: Behaviour, diffs: ReadonlyMap<string, FileDiff>): boolean {
  const diff = diffs.get(behaviour.file)
  if (diff === undefined) return true
  return isInserted(diff.insertions, behaviour.start) || diff.changed.has(`${behaviour.start}:${behaviour.end}`)
}

/** Where to look: the lines of an insertion that do something, then its first line. At most 12, no line twice. */
function placesOf(all: readonly Located[], behaviours: readonly Behaviour[], locate: Locator): Diff['places'] {
  const places = new Map<string, Diff['places'][number]>()
  for (const { path, one } of all.slice(0, 12)) {
    const inside =
      behaviours.length > 2000
        ? []
        : behaviours.filter(({ file, start }) => file === path && start >= one.start && start < one.end)
    for (const start of [...inside.slice(0, 2).map((behaviour) => behaviour.start), one.start]) {
      const place = locate.place(path, start)
      places.set(`${path}:${place.line}`, places.get(`${path}:${place.line}`) ?? place)
    }
  }
  return [...places.values()].slice(0, 12)
}

interface Located {
  readonly path: string
  readonly one: Insertion
}

/** Insertions that send, run or hide something come first; then those that do anything at all. */
function tellingFirst(all: readonly Located[], behaviours: readonly Behaviour[]): Located[] {
  const weight = ({ path, one }: Located): number => {
    let most = 0
    for (const { file, start, kind } of behaviours)
      if (file === path && start >= one.start && start < one.end)
        most = Math.max(most, /To[A-Z]|^hid|^hooks|^indirect|^off|^inv/.test(kind) ? 2 : 1)
    return most
  }
  if (behaviours.length === 0 || behaviours.length * all.length > 2e6) return [...all]
  return all
    .map((item) => ({ item, rank: weight(item) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
}

type Diff = NonNullable<PackageFacts['diff']>
