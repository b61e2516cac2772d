import type { PackageContents } from './contents.ts'
import type { Marked } from './facts.ts'
import { filePlace, marked } from './sightings.ts'

/** Files that make an editor, an agent, a build server or git run something by merely opening the folder. */
export function autorunOf(contents: PackageContents): Marked {
  const found: { name: string; place: ReturnType<typeof filePlace> }[] = []
  for (const [path, file] of contents.files) {
    const test = tests.find(([name]) => name.test(path))
    if (test === undefined || file.bytes.length > 1 << 20) continue
    const at = file.text.search(test[1])
    if (at !== -1)
      found.push({
        name: path,
        place: filePlace(
          path,
          file.text.slice(0, at).split('\n').length,
          file.text.slice(at, at + 160).split('\n')[0] ?? '',
        ),
      })
  }
  return marked(found)
}

const tests: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|\/)\.vscode\/tasks\.json$/, /folderOpen/],
  [
    /(?:^|\/)\.devcontainer(?:\/.*)?\.json$|(?:^|\/)devcontainer\.json$/,
    /"(?:postCreate|postStart|onCreate|initialize|updateContent|postAttach)Command"/,
  ],
  [/(?:^|\/)\.(?:claude|cursor|gemini|windsurf)\/.*\.json$/, /"(?:command|hooks)"/],
  [/(?:^|\/)\.(?:git|husky)\/(?:hooks\/)?(?:pre|post|commit|prepare)-[\w-]+$/, /^(?!\s*#)[^\S\n]*\S/m],
  [
    /(?:^|\/)\.github\/workflows\/.*\.ya?ml$/,
    /runs-on\s*:\s*self-hosted|curl[^\n]*\|\s*(?:ba)?sh|toJSON\(\s*secrets\s*\)|base64[^\n]*secrets|secrets\.[^\n]*(?:curl|http)/i,
  ],
  [/(?:^|\/)\.envrc$/, /^(?!\s*#)[^\S\n]*\S/m],
  [
    /(?:^|\/)\.npmrc$|(?:^|\/)\.yarnrc(?:\.yml)?$/,
    /registry\w*\s*[=:]|ignore-scripts\s*=\s*false|_authToken|node-options|yarnPath\s*:|enableScripts\s*:\s*true|script-shell\s*=/i,
  ],
]
