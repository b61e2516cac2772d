import type { Node } from './parse.ts'
import { named, nothing, tag, texts, type Value } from './values.ts'
import { secretPath } from './vocabulary.ts'

/** Names of the global object. */
export const globalRoots = new Set(['globalThis', 'global', 'window', 'self', 'root', 'top', 'parent', 'frames'])

/** What a call, a construction or an `import()` is given. */
export function argumentsOf(node: Node): readonly Node[] {
  return node.type === 'ImportExpression'
    ? [node['source']]
    : ((node['arguments'] as readonly Node[] | undefined) ?? [])
}

/** A literal as text; a long one that is not prose is a blob. */
export function literal(node: Node): Value {
  const value = node['value'] as unknown
  if (typeof value === 'string')
    return texts(value, value.length >= 200 && /^[A-Za-z0-9+/=_\\x%-]+$/.test(value.slice(0, 400)) ? tag.blob : 0)
  if (typeof value === 'number') return texts(String(value), tag.number)
  if (node['regex']) return texts(`/${node['regex'].pattern}/${node['regex'].flags}`)
  return nothing
}

/** Reading a file whose path is one of a secret yields a secret. */
export function secretsOf(path: string, first: Value | undefined): number {
  return first?.text != null && /^m:(?:fs|fs-extra|graceful-fs)\b/.test(path) && secretPath.test(first.text)
    ? tag.secretFile
    : 0
}

/** `Function('return this')()` is the global object, `eval('require')` is `require`, by a detour. */
export function evaluatedName(code: string, path: string): Value {
  const name = /^\s*(?:return\s+)?([\w$.]+)\s*;?\s*$/.exec(code)?.[1]
  if (name === undefined) return named(`r:${path}`)
  if (name === 'this' || globalRoots.has(name)) return named('g')
  return name === 'require' || name === 'module.require' ? named('x:require') : named(`g:${name}`)
}
