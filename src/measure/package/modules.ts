import type { Program } from './evaluate.ts'
import type { SourceFile } from './program.ts'
import { functions, named, nothing, tag, withTags, type Value } from './values.ts'
import { tagsOfPath } from './vocabulary.ts'

/** What `require(name)` gives in a file. */
export function moduleOf(program: Program, name: string, from: SourceFile, tags = 0): Value {
  const value = importedOf(program, name, '', from)
  return withTags(value, tags & (tag.assembled | tag.decoded))
}

/** What is imported under a key; '' is the whole module. */
export function importedOf(program: Program, module: string, key: string, from: SourceFile): Value {
  if (/^\.{0,2}\//.test(module) || module.startsWith('.')) {
    const path = program.resolve(from.path, module)
    const target = path === null ? undefined : program.files.get(path)
    return target === undefined ? nothing : exportedOf(program, target, key)
  }
  const bare = module.startsWith('node:') ? module.slice(5) : module
  if (bare === 'process')
    return named(key === '' ? 'g:process' : `g:process.${key}`, key === '' ? 0 : tagsOfPath(`g:process.${key}`))
  if (bare === 'buffer' && key !== '') return named(`g:${key}`)
  const base = named(`m:${bare}`)
  return key === '' ? base : key.split('.').reduce((value, part) => program.member(value, part, 0), base)
}

/** What a file of the package gives away under a name; '' is all of it. */
export function exportedOf(program: Program, file: SourceFile, key: string): Value {
  const found = file.exports.get(key)
  if (found !== undefined) return 'params' in found ? functions(found) : program.value(found.node, found.scope)
  if (key !== '') {
    const whole = file.exports.get('')
    return whole === undefined || 'params' in whole
      ? nothing
      : program.member(program.value(whole.node, whole.scope), key, 0)
  }
  for (const [name, site] of file.exports) {
    if ('params' in site) continue
    const value = program.value(site.node, site.scope)
    if (value.fn !== null && file.exports.size === 1 && name !== '') return value
  }
  // A namespace: its members are asked for by name.
  return file.exports.size === 0 ? nothing : named(`f:${file.path}`)
}
