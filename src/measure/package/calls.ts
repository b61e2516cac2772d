import type { Program } from './evaluate.ts'
import { all, foldCall, foldMethod } from './fold.ts'
import { argumentsOf, evaluatedName, secretsOf } from './literals.ts'
import { moduleOf } from './modules.ts'
import type { Node } from './parse.ts'
import type { Fn, Scope } from './scope.ts'
import { lists, named, nothing, tag, tagged, texts, withTags, type Value } from './values.ts'
import { tagsOfResult } from './vocabulary.ts'

/** Calls that hand through what they are given. */
const wrappers =
  /^(?:_*interop\w*|__import(?:Default|Star)|__toESM|__toCommonJS|_?__?interopNamespace\w*|promisify|Object|freeze|bind)$/i

/** `list.map(fn)` worked out item by item; null where one of them cannot be. */
function mappedOf(program: Program, list: readonly Value[], fn: Fn): Value[] | null {
  if (list.length === 0 || list.length > 2000) return null
  const mapped: Value[] = []
  for (const [index, item] of list.entries()) {
    const value = program.applied(fn, [item, texts(String(index), tag.number)])
    if (value === null) return null
    mapped.push(value)
  }
  return mapped
}

/** What a call gives back. */
export function callOf(program: Program, node: Node, scope: Scope): Value {
  const calleeNode = node['callee'] as Node
  if (calleeNode.type === 'Super') return nothing
  const callee = program.value(calleeNode, scope)
  const args = argumentsOf(node).map((arg) => program.value(arg, scope))
  const path = callee.path
  if (calleeNode.type === 'MemberExpression') {
    const self = program.value(calleeNode['object'], scope)
    const property = calleeNode['property'] as Node
    const method = calleeNode['computed'] ? program.value(property, scope).text : (property['name'] as string)
    const folded = method === null ? null : foldMethod(self, method, args)
    if (folded !== null) return folded
    if (method === 'map' && self.list !== null && args[0]?.fn != null) {
      const mapped = mappedOf(program, self.list, args[0].fn)
      if (mapped !== null) return lists(mapped, self.tags | all(mapped))
    }
    if (method === 'bind' || method === 'constructor') return self.path !== null ? self : callee
    if (
      method === 'toString' &&
      args[0]?.text != null &&
      /^(?:utf-?8|ascii|latin1|binary|base64|hex)$/i.test(args[0].text)
    )
      return withTags(self, 0)
    if (path === null || path.startsWith('r:') || path.startsWith('i:')) {
      const result =
        all(args.filter((arg) => arg.fn === null)) |
        self.tags |
        (callee.fn === null ? 0 : program.returned(callee.fn).tags)
      return path === null
        ? { ...tagged(result), path: null }
        : named(path.length > 160 ? path : `r:${path.slice(2)}`, result | tagsOfResult(path.slice(2)))
    }
  }
  // `list.map(fn)`: what the function returns is what the list then holds.
  if (path === 'c:method' && args[0]?.fn != null)
    return tagged(all(args) | callee.tags | program.returned(args[0].fn).tags)
  if (callee.fn !== null && path === null) {
    const applied = program.applied(callee.fn, args)
    if (applied !== null) return applied
    const returned = program.returned(callee.fn)
    return returned === nothing ? tagged(0) : returned
  }
  if (path === null) return tagged(all(args) | callee.tags)
  if (path === 'g:require' || path === 'x:require' || path === 'c:required' || path === 'g:process.getBuiltinModule') {
    return args[0]?.text == null
      ? named('r:g:require', args[0]?.tags ?? 0)
      : moduleOf(program, args[0].text, scope.file, args[0].tags)
  }
  if (path === 'g') return callee
  if (path === 'c:createRequire') return named('g:require')
  if (path === 'g:Reflect.get') return program.member(args[0] ?? nothing, args[1]?.text ?? null, args[1]?.tags ?? 0)
  if (path === 'g:Object.getPrototypeOf' || path === 'g:Object.freeze' || path === 'g:Reflect.getPrototypeOf')
    return args[0] ?? nothing
  if ((path === 'g:eval' || path.endsWith(':Function')) && args[0]?.text != null)
    return evaluatedName(args[0].text, path)
  if (path === 'r:x:Function' || path === 'r:g:Function') return nothing
  if (wrappers.test(path.slice(path.lastIndexOf('.') + 1).replace(/^g:/, '')) && args[0]?.path) return args[0]
  const folded = foldCall(path, args)
  if (folded !== null) return folded
  if (/^m:(?:fs|fs-extra|graceful-fs)\.createWriteStream$/.test(path))
    return { ...named(`r:${path}`, args[0]?.tags ?? 0), text: args[0]?.text ?? null }
  return named(
    path.length > 160 ? path : `r:${path}`,
    all(args.filter((arg) => arg.fn === null)) |
      tagsOfResult(path) |
      secretsOf(path, args[0]) |
      (callee.tags & ~tag.assembled),
  )
}
