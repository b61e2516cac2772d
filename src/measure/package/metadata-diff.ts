import { autorunOf } from './autorun.ts'
import { binaryKind, isCode, sameBytes, type PackageContents, type PackageFile } from './contents.ts'
import type { PackageFacts } from './facts.ts'
import { installOf, remoteDependencies } from './install.ts'
import { hooksOnInstall, lineOf } from './manifest.ts'
import { filePlace, marked } from './sightings.ts'

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
  | 'removals'
  | 'insertedShare'
  | 'places'
  | 'loadsAdded'
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
    remoteAdded: (() => {
      const before = new Set(remote.names)
      const list = remoteDependencies(manifest)
      const fresh = list.names
        .map((name, index) => ({ name, place: list.places[index] ?? filePlace('package.json') }))
        .filter((one) => !before.has(one.name))
      return marked(fresh)
    })(),
    gypAdded: gypChanged
      ? marked([
          { name: 'binding.gyp', place: installOf(contents).facts.gypCommands.places[0] ?? filePlace('binding.gyp') },
        ])
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
