import { behavioursOf, type Behaviour } from './behaviours.ts'
import { resolveIn, type PackageContents, type PackageFile } from './contents.ts'
import { Program } from './evaluate.ts'
import { parse, type Node } from './parse.ts'
import { textSigns } from './text-signs.ts'

export interface Analysed {
  readonly behaviours: Behaviour[]
  readonly trees: ReadonlyMap<string, Node>
  readonly unparsed: { readonly path: string; readonly why: string }[]
}

/** A file above this is looked at as text only: the analysis keeps its whole syntax tree in memory. */
export const largestParsed = 12 << 20
/** Files are analysed together up to this much source, so that data can be followed from one to the other. */
const together = 6 << 20

const reaches =
  /child_process|\beval\b|\bFunction\s*\(|\bconstructor\b[^(]|_compile\b|\bvm\b|\bhttps?\b|\bhttp2\b|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|\bdgram\b|['"`](?:node:)?(?:net|tls|dns|ws|axios|got|request|needle|superagent|undici|execa|shelljs|fs-extra|vm)['"`/]|sendBeacon|\b_load\b|\.binding\b|dlopen|mainModule|globalThis\s*\[|global\s*\[|new Image\b|createElement\(['"]script|\.ethereum\b|require\s*\(\s*[^'"`\s)]/
const holds =
  /process\.env\b|process\s*\[|\bhostname\b|userInfo|networkInterfaces|readFile|base64|['"`]hex['"`]|fromCharCode|\batob\b|\bcookie\b|localStorage|clipboard|[pP]rivateKey|[sS]ecretKey|mnemonic|\.on\(\s*['"]data|\.then\b|\bawait\b|\\x[0-9a-f]{2}\\x|_0x|\bexec(?:Sync)?\b|\bspawn(?:Sync)?\b|\.ethereum\b|password|stratum\+/

/** Whether a file can hold a chain at all: something that reaches out, and something worth reaching out with. */
export function worthParsing(text: string): boolean {
  return reaches.test(text) && holds.test(text)
}

/**
 * What the given files do. Parses each with every goal, follows data inside and between them, and reads the text
 * itself for disguises.
 *
 * @param trees syntax trees that are already there
 */
export function analyse(contents: PackageContents, files: readonly PackageFile[], trees: Map<string, Node> = new Map()): Analysed {
  const behaviours: Behaviour[] = []
  const unparsed: { path: string; why: string }[] = []
  let program = new Program((from, name) => resolveIn(contents.files, from, name))
  let size = 0
  const finish = (): void => {
    if (program.files.size === 0) return
    program.link()
    behaviours.push(...behavioursOf(program, program.files.values()))
  }
  for (const file of files) {
    const text = file.text
    for (const sign of textSigns(text)) behaviours.push({ kind: sign.kind, file: file.path, start: sign.start, end: sign.start + 1, detail: sign.detail })
    if (file.bytes.length > largestParsed) continue
    let tree = trees.get(file.path)
    if (tree === undefined) {
      const parsed = parse(file.path, text)
      if (parsed.program === null) {
        unparsed.push({ path: file.path, why: parsed.why })
        continue
      }
      tree = parsed.program
    }
    if (size > 0 && size + text.length > together) {
      finish()
      program = new Program((from, name) => resolveIn(contents.files, from, name))
      size = 0
    }
    size += text.length
    try {
      program.add(file.path, text, tree)
    } catch {
      // Nesting too deep for the stack.
      unparsed.push({ path: file.path, why: 'nested too deeply' })
    }
  }
  finish()
  return { behaviours, trees, unparsed }
}
