import { parse } from 'yaml'
import type { z } from 'zod'
import { messageOf, SallyportError } from '../core/errors.ts'
import { language } from './environment.ts'
import { faultError, type Fault } from './fault.ts'
import { readRule, type CompiledRule, type SourceFile } from './read-rule.ts'
import { packFile, type PackFile } from './rule-file.ts'
import { shapeOf, type Shape } from './shape.ts'

/** The facts rules may speak of: root → schema. Comes from the doors; the playbook knows none of them by name. */
export type FactSchemas = Readonly<Record<string, z.ZodType>>

export interface Pack {
  readonly about: PackFile
  readonly rules: readonly CompiledRule[]
  readonly faults: readonly Fault[]
}

export type DigestText = (text: string) => string

/**
 * Reads a pack from its files. Faulty rules are left out and reported, so that one bad rule of a peer does not take
 * the others down; `strictly` turns the report into an error for packs of one's own.
 *
 * @throws SP_PACK_INVALID when `pack.yaml` is missing or malformed
 */
export function readPack(files: readonly SourceFile[], schemas: FactSchemas, digest: DigestText): Pack {
  const about = readAbout(files)
  const roots: Record<string, Shape> = Object.fromEntries(Object.entries(schemas).map(([root, schema]) => [root, shapeOf(schema)]))
  const checking = { roots, language: language(roots), pack: about.id, sealed: about.kind === 'sealed', peer: about.kind === 'peer', digest }
  const rules: CompiledRule[] = []
  const faults: Fault[] = []
  const seen = new Map<string, string>()
  for (const file of rulesOf(files)) {
    const read = readRule(file, checking)
    if ('faults' in read) faults.push(...read.faults)
    else {
      const { id } = read.compiled.rule
      const other = seen.get(id)
      if (other === undefined) rules.push(read.compiled)
      else faults.push({ file: file.path, line: 1, column: 1, what: `the id ${id} is also that of ${other}`, excerpt: null })
      seen.set(id, file.path)
    }
  }
  return { about, rules, faults }
}

/** @throws SP_RULE_INVALID with the first fault when the pack has any */
export function strictly(pack: Pack): Pack {
  if (pack.faults.length > 0) throw faultError(pack.faults)
  return pack
}

function readAbout(files: readonly SourceFile[]): PackFile {
  const file = files.find((candidate) => /(^|[\\/])pack\.yaml$/.test(candidate.path))
  if (file === undefined) throw new SallyportError('SP_PACK_INVALID', 'The pack has no pack.yaml.')
  const read = packFile.safeParse(parseYaml(file))
  if (!read.success) throw new SallyportError('SP_PACK_INVALID', `${file.path}: ${read.error.issues[0]?.message ?? 'malformed'}`)
  return read.data
}

function parseYaml(file: SourceFile): unknown {
  try {
    return parse(file.text, { maxAliasCount: 0 })
  } catch (error) {
    throw new SallyportError('SP_PACK_INVALID', `${file.path}: ${messageOf(error)}`)
  }
}

/** Rule files lie one folder deep: `apply/bullet-reuse.yaml`. `challenges/` and `letters/` are other data. */
function rulesOf(files: readonly SourceFile[]): SourceFile[] {
  return files
    .filter((file) => /[\\/](apply|interview|work|packages|messages|circle)[\\/][^\\/]+\.ya?ml$/.test(`/${file.path}`))
    .sort((a, b) => a.path.localeCompare(b.path))
}
