import type { Node } from './parse.ts'
import type { SourceFile } from './program.ts'

/** How a name came by a value. */
export type Init =
  | { readonly how: 'value'; readonly node: Node; readonly scope: Scope }
  | { readonly how: 'member'; readonly node: Node; readonly scope: Scope; readonly key: string }
  | { readonly how: 'import'; readonly module: string; readonly key: string; readonly file: SourceFile }
  | { readonly how: 'function'; readonly fn: Fn }
  /** A parameter of a callback: what the called function hands over. */
  | { readonly how: 'callback'; readonly call: Node; readonly scope: Scope; readonly index: number }

export interface Binding {
  readonly name: string
  readonly inits: Init[]
  /** What is put into it later: `x.key = …`, `x.push(…)`. */
  parts?: Site[]
  /** Which parameter of which function, when it is one. */
  readonly param: Fn | null
}

/** A function with its own names. */
export interface Fn {
  readonly node: Node
  readonly scope: Scope
  readonly params: Binding[]
  readonly returns: { readonly node: Node; readonly scope: Scope }[]
}

/** Names visible at a place. */
export class Scope {
  readonly parent: Scope | null
  readonly fn: Fn | null
  readonly file: SourceFile
  vars: Map<string, Binding> | null = null

  constructor(parent: Scope | null, fn: Fn | null, file: SourceFile) {
    this.parent = parent
    this.fn = fn
    this.file = file
  }

  lookup(name: string): Binding | null {
    // oxlint-disable-next-line typescript/no-this-alias -- the walk up starts here
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const found = scope.vars?.get(name)
      if (found !== undefined) return found
    }
    return null
  }

  declare(name: string, param: Fn | null = null): Binding {
    this.vars ??= new Map()
    let binding = this.vars.get(name)
    if (binding === undefined) this.vars.set(name, (binding = { name, inits: [], param }))
    return binding
  }
}

/** A node that may do something, and the names it sees. */
export interface Site {
  readonly node: Node
  readonly scope: Scope
}

/** `module.exports` → '', `exports.a` and `module.exports.a` → 'a'. */
export function exportName(left: Node): string | null {
  const object = left['object'] as Node
  const key = left['computed']
    ? left['property'].type === 'Literal'
      ? String(left['property'].value)
      : null
    : left['property'].name
  if (key === null) return null
  if (object.type === 'Identifier') {
    if (object['name'] === 'exports') return key === 'default' ? '' : key
    if (object['name'] === 'module' && key === 'exports') return ''
  }
  return object.type === 'MemberExpression' && exportName(object) === '' ? key : null
}

/** What a name gets that is taken out of what another got. */
export function memberInit(init: Init | null, key: string): Init | null {
  if (init === null) return null
  if (init.how === 'import') return { ...init, key: init.key === '' ? key : `${init.key}.${key}` }
  if (init.how === 'value') return { how: 'member', node: init.node, scope: init.scope, key }
  return init
}

/** The name of a property where it is written out; `*` where it is computed. */
export function keyName(property: Node): string {
  const key = property['key'] as Node
  if (!property['computed'] && key.type === 'Identifier') return key['name']
  return key.type === 'Literal' ? String(key['value']) : '*'
}

/** A function that is an expression. */
export const isFunction = (node: Node): boolean =>
  node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

/** Notes what is put into a name later. */
export function noted(binding: Binding | null, part: Site): void {
  if (binding !== null) (binding.parts ??= []).push(part)
}
