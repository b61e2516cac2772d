import { isCode, resolveIn, type PackageContents } from './contents.ts'

const localImport =
  /(?:require|import|from|fork|resolve|Worker|join|URL)\s*\(?\s*(?:__dirname\s*,\s*)?['"`](\.{0,2}\/[^'"`\n]{1,200})['"`]/g

/** Files that running one of `starts` loads, by the literal paths in their code. */
export function reachableFrom(contents: PackageContents, starts: Iterable<string>): Set<string> {
  const seen = new Set<string>()
  const queue = [...starts]
  while (queue.length > 0) {
    const path = queue.pop() as string
    const file = contents.files.get(path)
    if (file === undefined || seen.has(path)) continue
    seen.add(path)
    if (!isCode(file)) continue
    for (const match of file.text.matchAll(localImport)) {
      const target = resolveIn(contents.files, path, match[1] as string)
      if (target !== null && !seen.has(target)) queue.push(target)
    }
  }
  return seen
}

const trial = /(?:^|\/)(?:tests?|__tests__|spec|specs|examples?|bench(?:mark)?s?|fixtures?|demo)\/|[.-](?:test|spec|bench)\.[cm]?[jt]sx?$|^test\.[cm]?js$/i

/** Whether a file is a test, an example or a benchmark by its name. Whether something loads it is another question. */
export const isTrial = (path: string): boolean => trial.test(path)

/** Files that importing the package, or one of its commands, may start with. */
export function entryFiles(contents: PackageContents): string[] {
  const found: string[] = []
  for (const entry of contents.manifest.entries) {
    if (entry.includes('*')) {
      const [head, tail] = entry.split('*') as [string, string]
      for (const path of contents.files.keys()) if (path.startsWith(head) && path.endsWith(tail)) found.push(path)
    } else {
      const path = resolveIn(contents.files, 'package.json', `./${entry}`)
      if (path !== null) found.push(path)
    }
  }
  return found
}
