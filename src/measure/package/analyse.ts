import { behavioursOf, type Behaviour } from './behaviours.ts'
import { resolveIn, type PackageContents, type PackageFile } from './contents.ts'
import { Program } from './evaluate.ts'
import { parse, type Node } from './parse.ts'
import type { Stretch } from './stretch.ts'
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

const network =
  /['"`](?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|dgram|axios|got|request|needle|node-fetch|superagent|undici|ws|phin|bent|follow-redirects|nodemailer|socket\.io-client|simple-get|ssh2|node-telegram-bot-api|discord-webhook-node|cross-fetch|isomorphic-fetch)['"`]|\bfetch\s*\(|XMLHttpRequest|\bWebSocket\s*\(|sendBeacon|new Image\b|\.ajax\b|importScripts/
const command = /child_process|\bexeca\b|shelljs|cross-spawn|process\.binding|\bBun\b|mainModule|dlopen/
const code =
  /\beval\b|\bFunction\s*\(|_compile\b|runIn(?:This|New)?Context|constructor['"`]|\.constructor\s*\(|constructor\.constructor|createElement\(\s*['"`]script|(?:setTimeout|setInterval)\(\s*['"`]|require\(\s*[^'"`\s)]|=\s*require\s*[,;\n)]|module\.constructor|\bimport\(\s*[^'"`\s)]/
const hidden =
  /\\x[0-9a-f]{2}\\x|_0x[0-9a-f]|fromCharCode|\batob\b|['"`]base64['"`]|['"`]hex['"`]|unescape\(|global(?:This)?\s*\[|process\s*\[|createDecipher|['"`]\s*\+\s*['"`]|\.reverse\(\)/
const precious =
  /process\.env|\benv\b\s*[})]|hostname|userInfo|networkInterfaces|readFile|\.npmrc|\.ssh\b|id_rsa|\.aws\b|document\.cookie|localStorage|clipboard|private_?key|secret_?key|mnemonic|seed_?phrase|keypair|password|keydown|keypress|Login Data|leveldb|\.on\(\s*['"]data|\bFormData\b/i
const hooks =
  /discord_desktop_core|Local Extension Settings|Login Data|\.ethereum\b|\.solana\b|XMLHttpRequest\.prototype|(?:window|globalThis|global|self)\.fetch\s*=|stratum\+/

/** Whether a file can hold a chain at all: something that reaches out, and something worth reaching out with. */
export function worthParsing(text: string): boolean {
  if (text.includes('_0x') && text.includes('parseInt(')) return true
  // What is small is cheap to read, and the loader of a larger thing is small.
  const small = text.length < 6000
  if (small && (code.test(text) || /\bFunction\b|!\[\]\+\[\]/.test(text))) return true
  const reaches = network.test(text)
  const runs = command.test(text)
  if (small && (reaches || runs)) return true
  if (reaches && (runs || precious.test(text) || code.test(text))) return true
  if (!reaches && !runs && !code.test(text)) return hooks.test(text)
  return (
    hidden.test(text) ||
    (runs && precious.test(text)) ||
    hooks.test(text) ||
    (runs && /curl|wget|powershell|\bnc\b|\/dev\/tcp|bash -/.test(text))
  )
}

/**
 * What the given files do. Parses each with every goal, follows data inside and between them, and reads the text
 * itself for disguises.
 *
 * @param trees  syntax trees that are already there
 * @param within by file, stretches of which everything they touch is wanted
 */
export function analyse(
  contents: PackageContents,
  files: readonly PackageFile[],
  trees: Map<string, Node> = new Map(),
  within: ReadonlyMap<string, readonly Stretch[]> = new Map(),
): Analysed {
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
    for (const sign of textSigns(text, text.length === file.bytes.length))
      behaviours.push({ kind: sign.kind, file: file.path, start: sign.start, end: sign.start + 1, detail: sign.detail })
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
      program.add(file.path, text, tree, within.get(file.path))
    } catch {
      // Nesting too deep for the stack.
      unparsed.push({ path: file.path, why: 'nested too deeply' })
    }
  }
  finish()
  return { behaviours, trees, unparsed }
}
