import type { Node } from './parse.ts'
import { callOf } from './calls.ts'
import { all, foldCall } from './fold.ts'
import { linkArguments } from './link.ts'
import { globalRoots, literal, secretsOf } from './literals.ts'
import { memberOf } from './members.ts'
import { importedOf, moduleOf } from './modules.ts'
import { objectOf } from './objects.ts'
import { binaryOf, templateOf } from './operators.ts'
import { SourceFile } from './program.ts'
import { type Binding, type Fn, type Init, type Scope } from './scope.ts'
import type { Stretch } from './stretch.ts'
import { functions, join, lists, spread, named, nothing, tag, tagged, texts, withTags, type Value } from './values.ts'
import { secretPath, tagsOfName, tagsOfPath, tagsOfResult } from './vocabulary.ts'

const deepest = 60
const listeners = /^(?:keydown|keyup|keypress|input|change|submit|paste|copy|cut|beforeinput|click|focusout|blur)$/

/** Parameters of a function that is being worked out, and what its expressions stand for meanwhile. */
interface Frame {
  readonly given: ReadonlyMap<Binding, Value>
  readonly memo: Map<Node, Value>
  readonly level: number
}

const eachOf = new Set(['forEach', 'map', 'filter', 'flatMap', 'some', 'every', 'find'])

/** One item of a list, whichever: the one that tells most, and where all of them come from. */
function anyOf(list: readonly Value[]): Value {
  const telling = list.find((item) => item.text !== null && secretPath.test(item.text)) ?? list[0]
  return telling === undefined ? nothing : withTags(telling, all(list))
}

/** The files of one package, and what their expressions stand for. Nothing is run: expressions are read. */
export class Program {
  readonly files = new Map<string, SourceFile>()
  readonly #memo = new Map<Node, Value>()
  #depth = 0
  #frame: Frame | null = null
  #steps = 0
  readonly resolve: (from: string, name: string) => string | null
  readonly #budget: number

  /**
   * @param resolve path of a file of the package that `name` means in `from`, or null
   * @param budget  expressions to look at, at most; beyond it everything is unknown
   */
  constructor(resolve: (from: string, name: string) => string | null, budget = 4_000_000) {
    this.resolve = resolve
    this.#budget = budget
  }

  get exhausted(): boolean {
    return this.#steps > this.#budget
  }

  /** @param within stretches whose mentions are wanted */
  add(path: string, text: string, program: Node, within: readonly Stretch[] = []): SourceFile {
    const file = new SourceFile(path, text, program, within)
    this.files.set(path, file)
    return file
  }

  /** Ties arguments to the parameters they reach. Once, when all files are there. */
  link(): void {
    linkArguments(this)
    this.#memo.clear()
  }

  /** What an expression stands for. */
  value(node: Node, scope: Scope): Value {
    const memo = this.#frame?.memo ?? this.#memo
    const known = memo.get(node)
    if (known !== undefined) return known
    if (this.#depth > deepest || ++this.#steps > this.#budget) return nothing
    memo.set(node, nothing)
    this.#depth++
    const value = this.#evaluate(node, scope)
    this.#depth--
    memo.set(node, value)
    return value
  }

  #evaluate(node: Node, scope: Scope): Value {
    switch (node.type) {
      case 'Literal':
        return literal(node)
      case 'Identifier':
        return this.#identifier(node['name'], scope)
      case 'TemplateLiteral':
        return templateOf(this, node, scope)
      case 'BinaryExpression':
        return binaryOf(this, node, scope)
      case 'MemberExpression': {
        const property = node['property'] as Node
        const key = node['computed'] ? this.value(property, scope) : texts(property['name'] ?? '')
        return this.member(this.value(node['object'], scope), key.text, key.tags)
      }
      case 'CallExpression':
        return callOf(this, node, scope)
      case 'NewExpression': {
        const path = this.value(node['callee'], scope).path
        const args = (node['arguments'] as Node[]).map((one) => this.value(one, scope))
        const folded = path === null ? null : foldCall(path, args)
        if (folded !== null) return folded
        if (path === 'g:FormData' && args.length > 0) return named('i:g:FormData', all(args) | tag.input)
        return path === null ? tagged(all(args)) : { ...named(`i:${path}`, all(args)), text: args[0]?.text ?? null }
      }
      case 'ImportExpression': {
        const name = this.value(node['source'], scope)
        return name.text === null ? named('r:g:import', name.tags) : moduleOf(this, name.text, scope.file)
      }
      case 'AssignmentExpression':
        return node['operator'] === '=' || node['operator'].length > 2
          ? this.value(node['right'], scope)
          : join(this.value(node['right'], scope), tagged(this.value(node['left'], scope).tags))
      case 'LogicalExpression':
        return join(this.value(node['left'], scope), this.value(node['right'], scope))
      case 'ConditionalExpression':
        return join(this.value(node['consequent'], scope), this.value(node['alternate'], scope))
      case 'SequenceExpression':
        return this.value(node['expressions'].at(-1), scope)
      case 'AwaitExpression':
      case 'SpreadElement':
      case 'YieldExpression':
        return node['argument'] ? this.value(node['argument'], scope) : nothing
      case 'ChainExpression':
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
        return this.value(node['expression'], scope)
      case 'UnaryExpression': {
        const value = this.value(node['argument'], scope)
        return node['operator'] === '-' && value.text !== null
          ? texts(`-${value.text}`, value.tags)
          : node['operator'] === '+'
            ? value
            : tagged(value.tags)
      }
      case 'ArrayExpression': {
        const items = (node['elements'] as (Node | null)[]).slice(0, 20_000).flatMap((item) => {
          const value = item === null ? nothing : this.value(item, scope)
          return item?.type === 'SpreadElement' ? spread(value) : value
        })
        return lists(items, all(items))
      }
      case 'ObjectExpression':
        return objectOf(this, node, scope)
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const fn = scope.file.fns.get(node)
        return fn === undefined ? nothing : functions(fn)
      }
      case 'TaggedTemplateExpression': {
        const path = this.value(node['tag'], scope).path
        return { ...templateOf(this, node['quasi'], scope), path: path === null ? null : `r:${path}` }
      }
      case 'MetaProperty':
        return named('g:import.meta', tag.whereabouts)
      case 'ThisExpression':
        return scope.fn === null ? nothing : named('this')
    }
    return nothing
  }

  #identifier(name: string, scope: Scope): Value {
    const binding = scope.lookup(name)
    if (binding === null)
      return globalRoots.has(name)
        ? named('g')
        : name === 'arguments'
          ? tagged(tag.param)
          : named(`g:${name}`, tagsOfPath(`g:${name}`))
    const given = this.#frame?.given.get(binding)
    if (given !== undefined) return given
    const own = tagsOfName(name)
    const value = this.binding(binding)
    return own === 0 || (value.text !== null && binding.param === null) ? value : withTags(value, own)
  }

  binding(binding: Binding): Value {
    const { inits, param, parts } = binding
    if (inits.length === 0) return param === null ? nothing : tagged(tag.param)
    let value = this.#init(inits[0] as Init)
    for (let i = 1; i < inits.length && i < 12; i++) value = join(value, this.#init(inits[i] as Init))
    // A name that is assigned twice has no one text, unless the first was an empty start.
    if (inits.length > 1 && value.text !== null && value.text !== '')
      value = { ...value, text: inits.length > 3 ? null : value.text }
    // Only what starts as a list or a record of one's own: options that are handed on carry a bit of everything.
    if (
      parts !== undefined &&
      param === null &&
      (value.list !== null || value.object !== null || value.path?.startsWith('i:') === true)
    ) {
      let put = 0
      for (const part of parts.slice(0, 8)) put |= this.value(part.node, part.scope).tags
      value = withTags(value, put & ~(tag.param | tag.assembled))
    }
    return value
  }

  #init(init: Init): Value {
    switch (init.how) {
      case 'value':
        return this.value(init.node, init.scope)
      case 'function':
        return functions(init.fn)
      case 'import':
        return importedOf(this, init.module, init.key, init.file)
      case 'member': {
        const base = this.value(init.node, init.scope)
        if (init.key === '*')
          return base.path === 'g:process.env'
            ? tagged(tag.envAll)
            : base.list !== null
              ? anyOf(base.list)
              : tagged(base.tags)
        return this.member(base, init.key, 0)
      }
      case 'callback':
        return this.#handed(init.call, init.scope)
    }
  }

  /** What a call hands to its callback: its result, or what flows through its receiver. */
  #handed(call: Node, scope: Scope): Value {
    const callee = call['callee'] as Node | undefined
    if (callee === undefined) return nothing
    const path = this.value(callee, scope).path
    if (callee.type === 'MemberExpression' && !callee['computed'] && eachOf.has(callee['property'].name as string)) {
      const receiver = this.value(callee['object'], scope)
      if (receiver.list !== null) return anyOf(receiver.list)
      if (receiver.path?.startsWith('r:g:document.') === true) return named(receiver.path, receiver.tags)
    }
    let tags = path === null ? 0 : tagsOfResult(path) | secretsOf(path, this.#first(call, scope))
    if (callee.type === 'MemberExpression') {
      const receiver = this.value(callee['object'], scope)
      tags |= receiver.tags & ~tag.assembled
      const key = callee['computed'] ? null : (callee['property'].name as string)
      const event =
        key === 'addEventListener' || key === 'on' || key === 'once' || key === 'addListener'
          ? this.#first(call, scope)
          : null
      if (event?.text != null && listeners.test(event.text) && (receiver.path === null || receiver.path.includes('g')))
        tags |= tag.input
      if (receiver.path?.startsWith('r:') && (key === 'then' || key === 'on' || key === 'once'))
        tags |= tagsOfResult(receiver.path.slice(2))
      if (key === 'createServer') tags = 0
    }
    return tagged(tags)
  }

  #first(call: Node, scope: Scope): Value {
    const first = call['arguments']?.[0] as Node | undefined
    return first === undefined ? nothing : this.value(first, scope)
  }

  /** `base.key`; `key` null when it is not known. */
  member(base: Value, key: string | null, keyTags: number): Value {
    return memberOf(this, base, key, keyTags)
  }

  /**
   * What a small function gives back for known arguments: decoders are functions of two lines. Null where that cannot
   * be worked out.
   */
  applied(fn: Fn, args: readonly Value[]): Value | null {
    const outer = this.#frame
    if (fn.returns.length !== 1 || (outer?.level ?? 0) >= 4) return null
    if (!args.some((arg) => arg.text !== null || arg.list !== null)) return null
    const params = (fn.node['params']?.items ?? fn.node['params']) as Node[]
    const given = new Map(outer?.given)
    fn.params.forEach((param, index) =>
      given.set(
        param,
        params[index]?.type === 'RestElement' ? lists(args.slice(index), all(args)) : (args[index] ?? nothing),
      ),
    )
    this.#frame = { given, memo: new Map(), level: (outer?.level ?? 0) + 1 }
    const { node, scope } = fn.returns[0] as { node: Node; scope: Scope }
    const value = this.value(node, scope)
    this.#frame = outer
    return value.text !== null || value.list !== null ? value : null
  }

  /** What a function returns, any of it. */
  returned(fn: Fn): Value {
    let value = nothing
    for (const { node, scope } of fn.returns.slice(0, 12)) value = join(value, this.value(node, scope))
    return value
  }
}
