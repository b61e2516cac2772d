import type { Behaviour } from './behaviours.ts'
import { isCode, resolveIn, type PackageContents } from './contents.ts'
import type { FileDiff, Insertion } from './diff.ts'
import type { PackageFacts } from './facts.ts'
import { marked, type filePlace, type Locator } from './sightings.ts'
import type { Stretch } from './stretch.ts'
import { isBuiltin } from './touches.ts'

// What inserted code brings that its baseline did not know: files, packages, hosts, abilities.

type Diff = NonNullable<PackageFacts['diff']>

const importing = /(?:require|import|from|fork)\s*\(?\s*['"`](\.{1,2}\/[^'"`\n]{1,200})['"`]/g

export function loadsAdded(
  contents: PackageContents,
  base: PackageContents,
  diffs: ReadonlyMap<string, FileDiff>,
  locate: Locator,
): Diff['loadsAdded'] {
  const found: { name: string; place: ReturnType<typeof filePlace> }[] = []
  for (const [path, diff] of diffs) {
    if (!base.files.has(path)) continue
    const text = contents.files.get(path)?.text ?? ''
    for (const one of diff.insertions.slice(0, 400)) {
      for (const match of text.slice(one.start, Math.min(one.end, one.start + 20_000)).matchAll(importing)) {
        const target = resolveIn(contents.files, path, match[1] as string)
        if (target !== null && !base.files.has(target))
          found.push({ name: target, place: locate.place(path, one.start) })
      }
    }
  }
  return marked(found)
}

const loadingOther = /(?:require|import|from)\s*\(?\s*['"`]((?:@[\w.-]+\/)?[a-zA-Z][\w.-]*)(?:\/[^'"`\n]{0,120})?['"`]/g

/** Other packages that inserted code of a small change loads for the first time. */
export function modulesAdded(
  contents: PackageContents,
  base: PackageContents,
  diffs: ReadonlyMap<string, FileDiff>,
  locate: Locator,
): Pick<Diff, 'modulesAdded' | 'modulesUndeclared'> {
  const found = new Map<string, ReturnType<typeof filePlace>>()
  for (const [path, insertions] of small(diffs)) {
    const text = contents.files.get(path)?.text ?? ''
    for (const one of insertions)
      for (const match of text.slice(one.start, Math.min(one.end, one.start + 20_000)).matchAll(loadingOther)) {
        const name = match[1] as string
        if (!isBuiltin(name) && name !== contents.manifest.name && !found.has(name) && !mentions(base, name))
          found.set(name, locate.place(path, one.start + match.index))
      }
  }
  const { dependencies, devDependencies } = contents.manifest
  const list = [...found].map(([name, place]) => ({ name, place }))
  return {
    modulesAdded: marked(list),
    modulesUndeclared: marked(list.filter(({ name }) => !dependencies.has(name) && !devDependencies.has(name))),
  }
}

/** Kinds that say little on their own. */
const vague: ReadonlySet<string> = new Set(['touches', 'changes', 'unresolvedMember'])

/** Kinds of behaviour of which there are more than before, at the places that are new. */
export function acts(
  news: readonly Behaviour[],
  inserted: NonNullable<PackageFacts['inserted']>,
  locate: Locator,
): Diff['acts'] {
  const gained = news.filter(({ kind }) => inserted[kind].gained > 0 && !vague.has(kind))
  return marked(
    gained
      .slice(0, 400)
      .map(({ kind, file, start, detail }, index) =>
        index < 12 ? { name: `${kind}: ${detail}`, place: locate.place(file, start) } : { name: kind },
      ),
  )
}

const host = /\b(?:https?|wss?|tcp):\/\/([a-z0-9.-]+\.[a-z0-9]{2,}|\d{1,3}(?:\.\d{1,3}){3})/gi

export function foreignHosts(
  contents: PackageContents,
  base: PackageContents,
  diffs: ReadonlyMap<string, FileDiff>,
  behaviours: readonly Behaviour[],
  locate: Locator,
): Diff['foreignHosts'] {
  const found: { name: string; place: ReturnType<typeof filePlace> }[] = []
  const seen = new Set<string>()
  for (const [path, diff] of diffs) {
    const text = contents.files.get(path)?.text ?? ''
    for (const one of diff.insertions.slice(0, 400) as Insertion[]) {
      for (const match of text.slice(one.start, Math.min(one.end, one.start + 20_000)).matchAll(host)) {
        const name = (match[1] as string).toLowerCase()
        if (seen.has(name)) continue
        seen.add(name)
        if (!mentions(base, name)) found.push({ name, place: locate.place(path, one.start + match.index) })
      }
    }
  }
  // Hosts that were put together from pieces, or stand without a scheme, show only once they are folded.
  for (const { kind, detail, file, start } of behaviours.slice(0, 2000)) {
    if (!/ToNetwork$|^(?:network|dns|remoteElement|remoteModule)$/.test(kind)) continue
    const name = folded.exec(detail)?.[1]?.toLowerCase()
    if (name === undefined || seen.has(name)) continue
    seen.add(name)
    if (!mentions(base, name)) found.push({ name, place: locate.place(file, start) })
  }
  return marked(found)
}

const folded = /^(?:[a-z]+:)?(?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?:[:/?#]|$)/i

function mentions(base: PackageContents, text: string): boolean {
  for (const file of base.files.values())
    if ((isCode(file) || /\.(?:json|md|d\.ts)$/.test(file.path)) && file.text.includes(text)) return true
  return false
}

/** Which capabilities no code of the baseline mentions. */
export function firsts(
  base: PackageContents,
): Pick<Diff, 'firstNetwork' | 'firstCommand' | 'firstCode' | 'firstFileWrite' | 'firstEnvironment'> {
  const has = { network: false, command: false, code: false, write: false, environment: false }
  for (const file of base.files.values()) {
    if (!isCode(file)) continue
    const { text } = file
    has.network ||=
      /\bfetch\s*\(|XMLHttpRequest|WebSocket|['"`](?:node:)?(?:https?|http2|net|tls|dgram|dns|axios|got|node-fetch|request|undici|ws|superagent)['"`]|sendBeacon|\.ajax\b/.test(
        text,
      )
    has.command ||= /child_process|execa|cross-spawn|shelljs/.test(text)
    has.code ||= /\beval\s*\(|\bFunction\s*\(|['"`](?:node:)?vm['"`]|_compile\b/.test(text)
    has.write ||= /writeFile|createWriteStream|appendFile|fs-extra|outputFile/.test(text)
    has.environment ||= /process\.env|\benv\b/.test(text)
  }
  return {
    firstNetwork: !has.network,
    firstCommand: !has.command,
    firstCode: !has.code,
    firstFileWrite: !has.write,
    firstEnvironment: !has.environment,
  }
}

/** With more insertions than this, what each touches says nothing any more. */
const mostTouching = 40

/** Insertions of which it is asked what they touch: all of them, where they are few. */
export function small(diffs: ReadonlyMap<string, FileDiff>): Map<string, readonly Stretch[]> {
  const all = new Map([...diffs].map(([path, diff]) => [path, diff.insertions]))
  const count = [...all.values()].reduce((sum, list) => sum + list.length, 0)
  return count > mostTouching ? new Map() : all
}
