import { minifySync } from 'vite'
import { pick, type Random } from '../../src/core/random.ts'
import { isCode, type PackageContents } from '../../src/measure/package/contents.ts'
import { Lines } from '../../src/measure/package/lines.ts'
import { lineOf, readManifest } from '../../src/measure/package/manifest.ts'
import { parse, type Node } from '../../src/measure/package/parse.ts'
import { entryFiles, reachableFrom } from '../../src/measure/package/reach.ts'
import { dressed, type Form } from './forms.ts'
import { words, type Template } from './templates.ts'

export interface Truth {
  readonly template: string
  readonly form: string
  readonly kind: 'clone' | 'upgrade'
  readonly base: string
  readonly name: string
  readonly version: string
  readonly file: string
  readonly line: number
  readonly also: readonly { readonly file: string; readonly line: number }[]
}

export interface Mutant {
  readonly truth: Truth
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * One clean package with one inert line more.
 *
 * @returns null when the package has no file the template fits into
 */
export function mutate(
  base: PackageContents,
  template: Template,
  form: Form,
  kind: 'clone' | 'upgrade',
  random: Random,
): Mutant | null {
  const files = new Map([...base.files].map(([path, file]) => [path, file.bytes] as const))
  const w = words(random)
  const json = JSON.parse(base.manifest.text) as Record<string, unknown>
  const original = base.manifest.name
  if (kind === 'clone') {
    json['name'] = `${original.replace(/^@[^/]*\//, '')}-${pick(random, ['pro', 'plus', 'next', 'core', 'x', 'lite'])}`
    json['author'] = `${w.word} <${w.word}@mail.example>`
    delete json['repository']
    for (const path of files.keys())
      if (/^readme/i.test(path)) files.set(path, Buffer.from(`# ${json['name'] as string}\n`))
  } else json['version'] = bump(base.manifest.version)

  let file = 'package.json'
  let line = 1
  const also: { file: string; line: number }[] = []
  let entry: { section: string; key: string } | null = null
  if (template.manifest !== undefined) entry = template.manifest(json, w)
  else if (template.file !== undefined) {
    const made = template.file(w)
    files.set(made.path, Buffer.from(made.text))
    file = made.path
    line = made.line
  } else {
    const inserted = insert(base, files, (template.code as (word: typeof w) => string)(w), form, random, w.word)
    if (inserted === null) return null
    file = inserted.file
    line = inserted.line
    also.push(...inserted.also)
  }
  const text = `${JSON.stringify(json, null, 2)}\n`
  files.set('package.json', Buffer.from(text))
  if (entry !== null) line = lineOf(readManifest(text), entry.section, entry.key)
  return {
    files,
    truth: {
      template: template.id,
      form: template.code === undefined ? 'plain' : form,
      kind,
      base: original,
      name: json['name'] as string,
      version: json['version'] as string,
      file,
      line,
      also,
    },
  }
}

function bump(version: string): string {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version)
  return match === null ? `${version}.1` : `${match[1]}.${match[2]}.${Number(match[3]) + 1}`
}

function insert(
  base: PackageContents,
  files: Map<string, Uint8Array>,
  code: string,
  form: Form,
  random: Random,
  word: string,
): { file: string; line: number; also: { file: string; line: number }[] } | null {
  const reachable = reachableFrom(base, entryFiles(base))
  const candidates = [...base.files.values()].filter(
    (file) =>
      isCode(file) &&
      /\.[cm]?js$/.test(file.path) &&
      file.bytes.length > 150 &&
      file.bytes.length < 2 << 20 &&
      reachable.has(file.path),
  )
  if (candidates.length === 0) return null
  const target = pick(random, candidates)
  const payload = dressed(code, form, random)
  let statement = payload
  const also: { file: string; line: number }[] = []
  if (form === 'second-file') {
    const folder = target.path.split('/').slice(0, -1).join('/')
    const added = `${folder === '' ? '' : `${folder}/`}${word}.js`
    files.set(added, Buffer.from(`'use strict';\n${payload}\n`))
    also.push({ file: added, line: 2 })
    statement = /^\s*(?:import|export)\s/m.test(target.text) ? `import('./${word}.js');` : `require('./${word}');`
  }
  const parsed = parse(target.path, target.text)
  if (parsed.program === null) return null
  const placed = form === 'in-expression' ? inReturn(parsed.program, statement, random) : null
  const places: number[] = []
  if (placed === null) collectPlaces(parsed.program, places)
  if (placed === null && places.length === 0) return null
  const at = placed?.at ?? pick(random, places)
  const glue = placed?.glue ?? (form === 'minified' || form === 'minified-file' ? `;${statement}` : `\n${statement}\n`)
  const text = target.text.slice(0, at) + glue + target.text.slice(at)
  if (parse(target.path, text).program === null) return null
  if (form === 'minified-file') {
    const small = minifySync(target.path, text, { mangle: true, compress: false, codegen: { removeWhitespace: true } })
    if (small.errors.length > 0) return null
    files.set(target.path, Buffer.from(small.code))
    return { file: target.path, line: 1, also: [] }
  }
  files.set(target.path, Buffer.from(text))
  const { line } = new Lines(text).at(at + 1)
  return form === 'second-file'
    ? { file: (also[0] as { file: string }).file, line: 2, also: [{ file: target.path, line }] }
    : { file: target.path, line, also: also.slice() }
}

/** Ends of statements in programs and in functions. */
function collectPlaces(node: Node, places: number[]): void {
  if (Array.isArray(node['body']) && (node.type === 'Program' || node.type === 'BlockStatement')) {
    for (const statement of node['body'] as Node[]) {
      if (
        !['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'].includes(statement.type) &&
        !('directive' in statement && statement['directive'])
      )
        places.push(statement.end)
    }
  }
  for (const value of Object.values(node)) {
    if (Array.isArray(value))
      for (const one of value)
        if (one !== null && typeof one === 'object' && 'type' in one) collectPlaces(one as Node, places)
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && 'type' in value)
      collectPlaces(value as Node, places)
  }
}

/** `return x` becomes `return ((() => { … })(), x)`: no statement more, one expression changed. */
function inReturn(program: Node, statement: string, random: Random): { at: number; glue: string } | null {
  const found: Node[] = []
  const visit = (node: Node): void => {
    if (node.type === 'ReturnStatement' && node['argument'] !== null && node['argument'].type !== 'SequenceExpression')
      found.push(node['argument'] as Node)
    for (const value of Object.values(node))
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null && typeof one === 'object' && 'type' in one) visit(one as Node)
  }
  visit(program)
  const plain = found.filter((node) => /^(?:Identifier|MemberExpression|Literal|ThisExpression)$/.test(node.type))
  return plain.length === 0 ? null : { at: pick(random, plain).start, glue: `((() => { ${statement} })(), 0) || ` }
}
