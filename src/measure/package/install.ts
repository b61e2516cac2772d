import type { PackageContents } from './contents.ts'
import { resolveIn } from './contents.ts'
import type { Marked, PackageFacts } from './facts.ts'
import { hooksOnInstall, lineOf, type Manifest } from './manifest.ts'
import { filePlace, marked } from './sightings.ts'
import { reverseShell, shellDownload, shellPersistence, shellSecrets } from './vocabulary.ts'

/** Helpers that packages use to build native code, choose a binary, thank or set up git hooks. */
const buildHelper =
  /^(?:npx\s+(?:--?\w+\s+)*)?(?:node-gyp(?:-build)?(?:-optional-packages)?|prebuild-install|prebuildify|node-pre-gyp|cmake-js|napi|neon|husky|patch-package|opencollective(?:-postinstall)?|ngcc|lerna|yarn|npm\s+(?:run|ci|install|i)\b|pnpm|tsc|only-allow|is-ci|in-publish|not-in-install|rimraf|exit\s+0|echo\b|true|cross-env|gyp|make|electron-builder|simple-git-hooks|lefthook|ts-patch|prisma|nuxi?|svelte-kit|node-gyp-build-test|bob|del-cli|shx|tsup|rollup|babel|webpack|gulp|grunt|eslint|prettier|lint-staged|pod-install|install-peers|electron-rebuild|node\s+-v|bower\s+install|ivy-ngcc|microbundle|vue-cli-service|electron-builder|install-from-cache|install-self-peers|is-installed-globally)\b/
const inlineCode =
  /\bnode(?:js)?(?:\.exe)?\s+(?:-e|--eval|-p|--print)\b|\b(?:python3?|perl|ruby|php)\s+-[cer]\b|powershell|pwsh|\bcscript\b|\bwscript\b|mshta|osascript|\bbun\s+-e\b|\bdeno\s+eval\b/i
const nodeFile =
  /(?:^|[\s;&|"'])(?:node|nodejs|bun|deno\s+run|ts-node|tsx|bun\s+run)\s+(?:--?[\w=-]+\s+)*["']?(\.?\/?[\w@.\-/\\]+)/g
const shellFile =
  /(?:^|[\s;&|])(?:sh|bash|zsh|source|\.|powershell\s+(?:-\w+\s+)*-File)\s+["']?(\.?\/?[\w@.\-/\\]+\.\w+)|(?:^|[\s;&|])(\.\/[\w@.\-/\\]+)/g

export interface InstallFacts {
  readonly facts: NonNullable<PackageFacts['install']>
  /** Files of the package that installing runs directly. */
  readonly targets: readonly string[]
}

/** What installing the package would run, read from `package.json` and `binding.gyp`. */
export function installOf(contents: PackageContents): InstallFacts {
  const { manifest, files } = contents
  const hooks = [...manifest.scripts].filter(([name]) => hooksOnInstall.has(name))
  const targets: string[] = []
  const where = (name: string, command: string): { name: string; place: ReturnType<typeof filePlace> } => ({
    name: `${name}: ${command}`,
    place: filePlace('package.json', lineOf(manifest, 'scripts', name), command),
  })
  const matching = (test: (command: string) => boolean): Marked =>
    marked(hooks.filter(([, command]) => test(command)).map(([name, command]) => where(name, command)))
  const missing: ReturnType<typeof where>[] = []
  const own: ReturnType<typeof where>[] = []
  for (const [name, command] of hooks) {
    const named = filesNamed(command)
    const present = named.flatMap(
      (file) => resolveIn(files, 'package.json', file.startsWith('.') ? file : `./${file}`) ?? [],
    )
    targets.push(...present)
    if (present.length > 0) own.push(where(name, command))
    else if (named.length > 0) missing.push(where(name, command))
  }
  // npm runs `node-gyp rebuild` by itself when there is a binding.gyp and no install script.
  const gyp = manifest.gypfile ? files.get('binding.gyp') : undefined
  const gypText = gyp?.text ?? ''
  const gypHit = /<!@?\(|'actions'|"actions"|action['"]\s*:/.exec(gypText)
  const harmless =
    /<!@?\(\s*(?:node\s+(?:-p|-e)\s+\\?["'](?:require|process\.|\()[^)]*(?:nan|node-addon-api|napi|include|versions|platform|arch|config|env)|node\s+[\w./-]+(?:\s+[\w./-]+)*\s*\)|pkg-config|\w+-config|ls\s|uname|echo|sh\s+-c\s+.?pkg)/
  const commands = [...gypText.matchAll(/<!@?\(([^\n]*)/g)].filter(
    (match) => !harmless.test(match[0]) || shellDownload.test(match[0]),
  )
  if (commands.length === 0) {
    const line = gypText
      .split('\n')
      .findIndex((one) => shellDownload.test(one) || reverseShell.test(one) || shellSecrets.test(one))
    if (line !== -1)
      commands.push(
        Object.assign([gypText.split('\n')[line] ?? ''], {
          index: gypText.split('\n').slice(0, line).join('\n').length + 1,
        }) as unknown as RegExpExecArray,
      )
  }
  const gypLine = gypHit === null ? 1 : gypText.slice(0, commands[0]?.index ?? gypHit.index).split('\n').length
  return {
    targets,
    facts: {
      hooks: marked(hooks.map(([name, command]) => where(name, command))),
      shell: matching(
        (command) =>
          !command
            .split(/&&|\|\||;/)
            .every((part) => buildHelper.test(part.trim().replace(/^\(|\)$/g, '')) || filesNamed(part).length > 0),
      ),
      download: matching((command) => shellDownload.test(command)),
      shellSecrets: matching((command) => shellSecrets.test(command)),
      reverseShell: matching((command) => reverseShell.test(command)),
      persistence: matching((command) => shellPersistence.test(command)),
      inlineCode: matching((command) => inlineCode.test(command)),
      ownFile: marked(own),
      missingFile: marked(missing),
      gypCommands:
        commands.length === 0
          ? marked([])
          : marked([
              {
                name: (commands[0]?.[0] ?? '').slice(0, 120),
                place: filePlace('binding.gyp', gypLine, commands[0]?.[0] ?? ''),
              },
            ]),
      gypWithoutSources:
        gyp !== undefined &&
        !/\.(?:cc?|cpp|cxx|mm?|S|asm|rs)['"]/.test(gypText) &&
        !/<!@?\(/.test(gypText.replace(/<!@?\(node/g, '')) &&
        !/\.gypi?['"]/.test(gypText)
          ? marked([{ name: 'binding.gyp', place: filePlace('binding.gyp') }])
          : marked([]),
    },
  }
}

/** Files a command line names: `node x.js`, `sh y.sh`, `./z`. */
export function filesNamed(command: string): string[] {
  const found: string[] = []
  for (const match of command.matchAll(nodeFile))
    if (match[1] !== undefined && !/^-/.test(match[1])) found.push(match[1])
  for (const match of command.matchAll(shellFile)) found.push((match[1] ?? match[2]) as string)
  return found
}

/** Dependencies that are fetched from an address: `https://…`, `git+ssh://…`, `user/repo`, `file:…`. */
export function remoteDependencies(manifest: Manifest): Marked {
  const remote = [...manifest.dependencies].filter(([, spec]) =>
    /^(?:https?|git|git\+\w+|ssh|github|gitlab|bitbucket|gist):|^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(spec),
  )
  return marked(
    remote.map(([name, spec]) => ({
      name: `${name}: ${spec}`,
      place: filePlace('package.json', lineOf(manifest, 'dependencies', name), spec),
    })),
  )
}

const systemCommands = new Set(
  'node npm npx yarn pnpm corepack git sh bash zsh cmd powershell python python3 pip curl wget ssh scp sudo docker kubectl aws gcloud gh ls cat rm cp mv env which code open ps kill make tsc eslint'.split(
    ' ',
  ),
)

/** Commands installed under a tool's name by a package that is not called so. */
export function commandsShadowed(manifest: Manifest): Marked {
  const own = manifest.name.toLowerCase()
  const shadowing = [...manifest.bin].filter(
    ([name]) =>
      systemCommands.has(name) && !own.split(/[/@._-]/).includes(name) && !(own === 'typescript' && name === 'tsc'),
  )
  return marked(
    shadowing.map(([name, file]) => ({
      name: `${name}: ${file}`,
      place: filePlace('package.json', lineOf(manifest, 'bin', name), file),
    })),
  )
}
