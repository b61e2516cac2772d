import { z } from 'zod'
import { authorFacts } from './author.ts'
import { behaviourKinds, type BehaviourKind } from './kinds.ts'

const place = z.object({
  in: z.literal('code'),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  text: z.string().optional(),
})

/** How often a package does something, and where. Counts, not judgements. */
const sighting = z.object({
  /** All of them. */
  count: z.number(),
  /** In files that an install script runs. */
  install: z.number(),
  /** In files that importing the package (or its commands) loads. */
  entry: z.number(),
  /** More of them than the baseline's changed files had; 0 without a baseline. */
  gained: z.number(),
  places: z.array(place),
  /** Hosts, commands, modules, as far as they could be read. */
  details: z.array(z.string()),
})
export type Sighting = z.infer<typeof sighting>

const sightings = z.object(
  Object.fromEntries(behaviourKinds.map((kind) => [kind, sighting])) as Record<BehaviourKind, typeof sighting>,
)
export type Sightings = z.infer<typeof sightings>

const marked = z.object({ count: z.number(), places: z.array(place), names: z.array(z.string()) })
export type Marked = z.infer<typeof marked>

/** Facts of one version of a package. */
export const packageFacts = z.object({
  name: z.string(),
  version: z.string(),
  archive: z.object({
    files: z.number(),
    bytes: z.number(),
    codeFiles: z.number(),
    codeBytes: z.number(),
    /** Entries that no well-made archive holds, by kind. */
    anomalies: marked,
    /** Reachable code files that no parser reads. */
    unparsed: marked,
    /** Files left out of the analysis because of their size. */
    skipped: marked,
    binaries: marked,
    /** `.vscode/tasks.json` with `runOn: folderOpen`, git hooks, dev container commands. */
    autorun: marked,
  }),
  manifest: z.object({
    readable: z.boolean(),
    described: z.boolean(),
    hasRepository: z.boolean(),
    hasReadme: z.boolean(),
    scoped: z.boolean(),
    dependencies: z.number(),
    /** Leading number of the version. */
    major: z.number(),
    /** Dependencies fetched from an address instead of the registry. */
    remoteDependencies: marked,
    /** Commands the package installs under the name of a tool that is not its own: `node`, `npm`, `git`. */
    commandsShadowed: marked,
    /** It carries the marker of the harmless test package, see `docs/packages.md`. */
    isTestPackage: z.boolean(),
  }),
  author: authorFacts.optional(),
  /** Fingerprints of telling code, inserted code where there is a baseline: what peers match without the source. */
  fingerprints: z.array(z.string()),
  /** Records that call this version malicious: ids of OSV records, or what peers told. */
  known: marked,
  /** What runs when the package is installed; null when that evidence is masked. */
  install: z
    .object({
      hooks: marked,
      /** Commands that are neither a known build helper nor a file of the package. */
      shell: marked,
      download: marked,
      shellSecrets: marked,
      reverseShell: marked,
      persistence: marked,
      /** `node -e`, `powershell`, `python -c`. */
      inlineCode: marked,
      /** Hooks that run a file of the package itself. */
      ownFile: marked,
      /** …or one that is not there. */
      missingFile: marked,
      /** `binding.gyp` with `<!(…)` or an action, or without any source. */
      gypCommands: marked,
      gypWithoutSources: marked,
    })
    .nullable(),
  /** Everything the package does; null when a baseline made it unnecessary. */
  whole: sightings.nullable(),
  /** Different origins (environment, host, folder, files, command output) that meet in one call to the network. */
  mostOriginsAtOneCall: z.number().nullable(),
  baseline: z
    .object({
      kind: z.enum(['previous', 'original']),
      name: z.string(),
      version: z.string(),
      /** Share of this package's code that stands in the baseline, by the clone index; 1 for a previous version. */
      similarity: z.number(),
      /** The names differ by at most two letters, a scope, or an affix. */
      nearName: z.boolean(),
      sameAuthor: z.boolean().nullable(),
    })
    .nullable(),
  /** What was inserted since the baseline; null without one. */
  inserted: sightings.nullable(),
  diff: z
    .object({
      step: z.enum(['same', 'patch', 'minor', 'major', 'other']),
      changedFiles: z.number(),
      addedFiles: z.number(),
      removedFiles: z.number(),
      /** Maximal new parts of the code. */
      insertions: z.number(),
      statements: z.number(),
      /** …of the insertions, those that call, construct or import something. */
      callsInserted: z.number(),
      /** Maximal parts of the baseline that are gone. */
      removals: z.number(),
      insertedShare: z.number(),
      places: z.array(place),
      hooksAdded: marked,
      hooksChanged: marked,
      dependenciesAdded: marked,
      /** …which no file of the package imports. */
      dependenciesUnused: marked,
      remoteAdded: marked,
      gypAdded: marked,
      binariesAdded: marked,
      autorunAdded: marked,
      shellFilesAdded: marked,
      entryMoved: marked,
      binAdded: marked,
      /** Inserted calls that load a file which the baseline does not have. */
      loadsAdded: marked,
      /** Other packages that inserted code loads and no file of the baseline names… */
      modulesAdded: marked,
      /** …nor does the manifest declare them. */
      modulesUndeclared: marked,
      /** Whatever inserted code does more than the baseline did, of any kind that is not vague, and where. */
      acts: marked,
      /** Dependencies that were a version before and now stand for another package or an address. */
      dependenciesRedirected: marked,
      /** Required peers, which npm installs too, that no file of the package imports. */
      peersUnused: marked,
      /** Scripts for other interpreters, new or changed, that download, open a shell or read secrets. */
      scriptsReaching: marked,
      /** Hosts in inserted code that stand nowhere in the baseline. */
      foreignHosts: marked,
      /** Capabilities no code of the baseline mentions. */
      firstNetwork: z.boolean(),
      firstCommand: z.boolean(),
      firstCode: z.boolean(),
      firstFileWrite: z.boolean(),
      firstEnvironment: z.boolean(),
    })
    .nullable(),
})
export type PackageFacts = z.infer<typeof packageFacts>
