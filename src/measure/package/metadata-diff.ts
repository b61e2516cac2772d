import { autorunOf } from './autorun.ts'
import { binaryKind, isCode, sameBytes, type PackageContents, type PackageFile } from './contents.ts'
import type { PackageFacts } from './facts.ts'
import { installOf, remoteDependencies } from './install.ts'
import { hooksOnInstall, lineOf } from './manifest.ts'
import { filePlace, marked } from './sightings.ts'
import { reverseShell, shellDownload, shellPersistence, shellSecrets } from './vocabulary.ts'

type Diff = NonNullable<PackageFacts['diff']>

/** What changed beside the code: scripts, dependencies, entry points, binaries, files that run by themselves. */
export function metadataOf(
  contents: PackageContents,
  base: PackageContents,
): Omit<
  Diff,
  | 'step'
  | 'changedFiles'
  | 'addedFiles'
  | 'removedFiles'
  | 'insertions'
  | 'statements'
  | 'callsInserted'
  | 'removals'
  | 'insertedShare'
  | 'places'
  | 'loadsAdded'
  | 'modulesAdded'
  | 'modulesUndeclared'
  | 'acts'
  | 'foreignHosts'
  | 'firstNetwork'
  | 'firstCommand'
  | 'firstCode'
  | 'firstFileWrite'
  | 'firstEnvironment'
> {
  const { manifest, files } = contents
  const was = base.manifest
  const at = (section: string, name: string, value: string): { name: string; place: ReturnType<typeof filePlace> } => ({
    name: `${name}: ${value}`,
    place: filePlace('package.json', lineOf(manifest, section, name), value),
  })
  const hooks = [...manifest.scripts].filter(([name]) => hooksOnInstall.has(name))
  const dependencies = [...manifest.dependencies].filter(
    ([name]) => !was.dependencies.has(name) && !was.devDependencies.has(name),
  )
  const remote = remoteDependencies(base.manifest)
  const newFile = (test: (path: string, file: PackageFile) => boolean): Diff['binariesAdded'] =>
    marked(
      [...files]
        .filter(([path, file]) => !base.files.has(path) && test(path, file))
        .map(([path]) => ({ name: path, place: filePlace(path) })),
    )
  const oldAutorun = new Set(autorunOf(base).names)
  const gyp = files.get('binding.gyp')
  const gypWas = base.files.get('binding.gyp')
  const gypChanged =
    gyp !== undefined &&
    (gypWas === undefined ||
      (!sameBytes(gyp.bytes, gypWas.bytes) &&
        installOf(contents).facts.gypCommands.count > installOf(base).facts.gypCommands.count))
  const loose = (list: readonly string[]): Set<string> => new Set(list.map((one) => one.replace(/\.[cm]?js$/, '')))
  const entriesWere = loose(was.entries)
  return {
    hooksAdded: marked(
      hooks.filter(([name]) => !was.scripts.has(name)).map(([name, command]) => at('scripts', name, command)),
    ),
    hooksChanged: marked(
      hooks
        .filter(([name, command]) => was.scripts.has(name) && was.scripts.get(name) !== command)
        .map(([name, command]) => at('scripts', name, command)),
    ),
    dependenciesAdded: marked(dependencies.map(([name, spec]) => at(sectionOf(contents, name), name, spec))),
    dependenciesUnused: marked(
      dependencies
        .filter(([name]) => !isImported(contents, name))
        .map(([name, spec]) => at(sectionOf(contents, name), name, spec)),
    ),
    dependenciesRedirected: marked(
      [...manifest.dependencies]
        .filter(([name, spec]) => {
          const before = was.dependencies.get(name)
          return before !== undefined && isElsewhere(name, spec) && !isElsewhere(name, before)
        })
        .map(([name, spec]) => at(sectionOf(contents, name), name, spec)),
    ),
    peersUnused: marked(
      [...manifest.peers]
        .filter(
          ([name]) =>
            !was.peers.has(name) &&
            !was.dependencies.has(name) &&
            !was.devDependencies.has(name) &&
            !isImported(contents, name),
        )
        .map(([name, spec]) => at('peerDependencies', name, spec)),
    ),
    scriptsReaching: scriptsReaching(contents, base),
    remoteAdded: (() => {
      const before = new Set(remote.names)
      const list = remoteDependencies(manifest)
      const fresh = list.names
        .map((name, index) => ({ name, place: list.places[index] ?? filePlace('package.json') }))
        .filter((one) => !before.has(one.name))
      return marked(fresh)
    })(),
    gypAdded: gypChanged
      ? marked([{ name: 'binding.gyp', place: installOf(contents).facts.gypCommands.places[0] ?? gypPlace(gyp) }])
      : marked([]),
    binariesAdded: (() => {
      const isBinary = (path: string, file: PackageFile): boolean =>
        binaryKind(file.bytes) !== null || /\.(?:node|exe|dll|so|dylib|pyc|jar)$/i.test(path)
      // A binary with the version in its name is renamed with each release.
      const gone = [...base.files].filter(([path, file]) => !files.has(path) && isBinary(path, file)).length
      const added = newFile(isBinary)
      return added.count <= gone ? marked([]) : added
    })(),
    autorunAdded: (() => {
      const list = autorunOf(contents)
      return marked(
        list.names
          .map((name, index) => ({ name, place: list.places[index] ?? filePlace(name) }))
          .filter((one) => !oldAutorun.has(one.name)),
      )
    })(),
    shellFilesAdded: newFile((path) => /\.(?:sh|bash|bat|cmd|ps1|vbs|py|command|scpt)$/i.test(path)),
    entryMoved: marked(
      manifest.entries
        .filter(
          (entry) => !entriesWere.has(entry.replace(/\.[cm]?js$/, '')) && !base.files.has(entry) && files.has(entry),
        )
        .map((entry) => ({ name: entry, place: filePlace('package.json') })),
    ),
    binAdded: marked(
      [...manifest.bin]
        .filter(([name]) => !was.bin.has(name) && name !== manifest.name)
        .map(([name, file]) => at('bin', name, file)),
    ),
  }
}

/** `npm:other@1`, `https://…`, `file:…`: not the package of that name in the registry. */
function isElsewhere(name: string, spec: string): boolean {
  const alias = /^npm:(@?[^@]+)/.exec(spec)?.[1]
  if (alias !== undefined) return alias !== name
  return /^(?:https?|git|git\+\w+|ssh|github|gitlab|bitbucket|gist):|^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(spec)
}

/** The line of a build file's first command. */
function gypPlace(gyp: PackageFile): ReturnType<typeof filePlace> {
  const found = gyp.text.search(/<!@?\(|['"]action['"]\s*:/)
  return found === -1
    ? filePlace('binding.gyp')
    : filePlace('binding.gyp', gyp.text.slice(0, found).split('\n').length, gyp.text.slice(found, found + 120))
}

const otherScript =
  /\.(?:sh|bash|zsh|bat|cmd|ps1|vbs|py|pl|rb|command|scpt)$|(?:^|\/)(?:Makefile|makefile|configure|\.envrc)$/
const reaches = (line: string): boolean =>
  shellDownload.test(line) || reverseShell.test(line) || shellSecrets.test(line) || shellPersistence.test(line)

function scriptsReaching(contents: PackageContents, base: PackageContents): Diff['scriptsReaching'] {
  const found: { name: string; place: ReturnType<typeof filePlace> }[] = []
  for (const [path, file] of contents.files) {
    if (!otherScript.test(path) || file.bytes.length > 1 << 20) continue
    const before = new Set(base.files.get(path)?.text.split('\n'))
    const lines = file.text.split('\n')
    const line = lines.findIndex((one) => !before.has(one) && !/^\s*#/.test(one) && reaches(one))
    if (line !== -1) found.push({ name: path, place: filePlace(path, line + 1, (lines[line] as string).slice(0, 160)) })
  }
  return marked(found)
}

function sectionOf(contents: PackageContents, name: string): string {
  return new RegExp(`"optionalDependencies"\\s*:\\s*\\{[^}]*"${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"`).test(
    contents.manifest.text,
  )
    ? 'optionalDependencies'
    : 'dependencies'
}

function isImported(contents: PackageContents, name: string): boolean {
  for (const file of contents.files.values()) {
    if (!isCode(file) && !/\.(?:json|vue|svelte|d\.[cm]?ts)$/.test(file.path)) continue
    if (file.path === 'package.json') continue
    if (file.text.includes(name)) return true
  }
  return false
}
