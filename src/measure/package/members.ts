import type { Program } from './evaluate.ts'
import { globalRoots } from './literals.ts'
import { exportedOf } from './modules.ts'
import type { Node } from './parse.ts'
import { keyName } from './scope.ts'
import { named, tag, tagged, texts, type Value } from './values.ts'
import { tagsOfName, tagsOfPath } from './vocabulary.ts'

/** Ways to `require` that do not say so. */
const detours =
  /^(?:g:module\.constructor(?:\.prototype)?|g:process\.mainModule(?:\.constructor(?:\.prototype)?)?|g:module\.parent|g:require\.main|m:module(?:\.Module)?(?:\.prototype)?|x:Module|g:process\.getBuiltinModule)\.(?:require|_load)$/

/** Tables of loaded modules: whichever entry it is, it is somebody's module. */
const caches = /^(?:g:require\.cache|m:module\._cache)$/

/** `base.key`; `key` null when it is not known. */
export function memberOf(program: Program, base: Value, key: string | null, keyTags: number): Value {
  if (key === null) {
    if (base.path === 'g:process.env') return tagged(tag.env | (keyTags & tag.envAll))
    return base.list !== null
      ? tagged(base.tags | keyTags)
      : {
          ...tagged(base.tags),
          path: base.path === 'g' ? 'g:?' : caches.test(base.path ?? '') ? `${base.path}.?` : null,
        }
  }
  if (base.object !== null && base.scope !== null) {
    for (const property of base.object['properties'] as Node[]) {
      if (property.type === 'Property' && keyName(property) === key) return program.value(property['value'], base.scope)
    }
  }
  if (base.list !== null) {
    const item = base.list[Number(key)]
    if (item !== undefined) return item
    if (base.path === null) return named('c:method', base.tags)
  }
  if (base.text !== null && base.path === null && /^\d{1,6}$/.test(key)) {
    const char = base.text[Number(key)]
    if (char !== undefined) return texts(char, base.tags | tag.assembled)
  }
  if (key === 'constructor') {
    if (
      base.fn !== null ||
      base.path === 'g:Function' ||
      base.path === 'x:Function' ||
      base.path === 'c:method' ||
      base.path === 'c:constructor' ||
      (base.text !== null && base.path !== null)
    )
      return named('x:Function')
    if (base.path === null) return named('c:constructor')
  }
  if (base.path === null) return tagged(base.tags | tagsOfName(key))
  if (base.path.startsWith('f:')) {
    const file = program.files.get(base.path.slice(2))
    return file === undefined ? tagged(base.tags) : exportedOf(program, file, key)
  }
  if (base.path === 'g')
    return globalRoots.has(key) ? base : named(`g:${key}`, tagsOfPath(`g:${key}`) | (keyTags & tag.assembled))
  if (base.path === 'this') return tagged(tagsOfName(key))
  if (key === 'default' && base.path.startsWith('m:')) return base
  if (key === 'promises' && base.path === 'm:fs') return base
  if (key === 'bind' || key === 'call' || key === 'apply' || key === 'promises')
    return base.path.startsWith('c:') ? base : { ...base, path: `${base.path}.${key}` }
  const path =
    base.path === 'm:process' ? `g:process.${key}` : base.path.length > 160 ? base.path : `${base.path}.${key}`
  if (detours.test(path)) return named('x:require')
  if (path === 'g:module.require') return named('g:require', keyTags & tag.assembled)
  if (path === 'm:module.createRequire' || path === 'g:module.createRequire') return named('c:createRequire')
  const inherited = path.startsWith('g:process.env') ? 0 : base.tags
  return {
    ...named(path, inherited | tagsOfPath(path) | tagsOfName(key) | (keyTags & tag.assembled)),
    text: key === 'length' ? null : null,
  }
}
