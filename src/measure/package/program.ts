import { childKeys, type Node } from './parse.ts'
import { noteExport, noteImport } from './module-names.ts'
import { gathering, telling } from './relevance.ts'
import {
  type Binding,
  exportName,
  type Fn,
  type Init,
  isFunction,
  keyName,
  memberInit,
  noted,
  Scope,
  type Site,
} from './scope.ts'

/** A parsed file with what the analysis asks of it, collected in one walk. */
export class SourceFile {
  readonly path: string
  readonly text: string
  readonly root: Scope
  readonly fns = new Map<Node, Fn>()
  readonly calls: Site[] = []
  readonly assignments: Site[] = []
  readonly computed: Site[] = []
  readonly loops: Site[] = []
  readonly exports = new Map<string, Site | Fn>()
  /** `export * from` */
  readonly reexports: string[] = []
  /** Modules named by a literal `require`, `import` or `export … from`. */
  readonly imports: { readonly name: string; readonly at: number }[] = []
  readonly #pending: (() => void)[] = []
  readonly #isSmall: boolean

  constructor(path: string, text: string, program: Node) {
    this.path = path
    this.text = text
    this.root = new Scope(null, null, this)
    this.#isSmall = text.length < 60_000
    this.#each(program['body'] as Node[], this.root, this.root)
    for (const link of this.#pending) link()
    this.#pending.length = 0
  }

  #each(nodes: readonly (Node | null)[], scope: Scope, fnScope: Scope): void {
    for (const node of nodes) if (node !== null) this.#visit(node, scope, fnScope)
  }

  #visit(node: Node, scope: Scope, fnScope: Scope): void {
    switch (node.type) {
      case 'Identifier':
      case 'Literal':
      case 'ThisExpression':
        return
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#function(node, scope)
        return
      case 'ClassDeclaration':
        if (node['id'] !== null) scope.declare(node['id'].name).inits.push({ how: 'value', node, scope })
        break
      case 'BlockStatement':
      case 'StaticBlock':
        this.#each(node['body'], this.#block(node['body'], scope), fnScope)
        return
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#loop(node, scope, fnScope)
        return
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.loops.push({ node, scope })
        break
      case 'CatchClause': {
        const inner = new Scope(scope, scope.fn, this)
        if (node['param'] !== null) this.#pattern(node['param'], null, inner)
        this.#visit(node['body'], inner, inner === fnScope ? inner : fnScope)
        return
      }
      case 'VariableDeclaration': {
        const home = node['kind'] === 'var' ? fnScope : scope
        for (const declarator of node['declarations'] as Node[]) {
          this.#pattern(
            declarator['id'],
            declarator['init'] === null ? null : { how: 'value', node: declarator['init'], scope },
            home,
          )
          if (declarator['init'] !== null) this.#visit(declarator['init'], scope, fnScope)
        }
        return
      }
      case 'AssignmentExpression':
        this.#assignment(node, scope)
        break
      case 'CallExpression':
        this.#call(node, scope)
        break
      case 'NewExpression':
      case 'ImportExpression':
      case 'TaggedTemplateExpression':
        this.calls.push({ node, scope })
        break
      case 'MemberExpression':
        if (node['computed'] && node['property'].type !== 'Literal') this.computed.push({ node, scope })
        break
      case 'ReturnStatement':
        if (node['argument'] !== null) scope.fn?.returns.push({ node: node['argument'], scope })
        break
      case 'ImportDeclaration':
        noteImport(this, node)
        return
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
      case 'ExportAllDeclaration':
        noteExport(this, node, scope)
        break
    }
    this.#children(node, scope, fnScope)
  }

  #children(node: Node, scope: Scope, fnScope: Scope): void {
    for (const key of childKeys(node)) {
      const child = node[key] as Node | readonly (Node | null)[] | null | undefined
      if (child === null || child === undefined) continue
      if (Array.isArray(child)) this.#each(child, scope, fnScope)
      else this.#visit(child as Node, scope, fnScope)
    }
  }

  #block(body: readonly Node[], scope: Scope): Scope {
    for (const statement of body) {
      const type = statement.type
      if (
        (type === 'VariableDeclaration' && statement['kind'] !== 'var') ||
        type === 'ClassDeclaration' ||
        type === 'FunctionDeclaration'
      ) {
        return new Scope(scope, scope.fn, this)
      }
    }
    return scope
  }

  #function(node: Node, outer: Scope): void {
    const scope: Scope = new Scope(outer, null, this)
    const fn: Fn = { node, scope, params: [], returns: [] }
    ;(scope as { fn: Fn | null }).fn = fn
    this.fns.set(node, fn)
    if (node['id'])
      (node.type === 'FunctionDeclaration' ? outer : scope).declare(node['id'].name).inits.push({ how: 'function', fn })
    const params = (node['params']?.items ?? node['params']) as Node[]
    for (const param of params) {
      const binding: Binding = { name: '', inits: [], param: fn }
      fn.params.push(binding)
      this.#param(param, binding, scope)
    }
    const body = node['body'] as Node | null
    if (body === null || body === undefined) return
    if (body.type === 'BlockStatement' || body.type === 'FunctionBody')
      this.#each(body['body'] ?? body['statements'], scope, scope)
    else {
      fn.returns.push({ node: body, scope })
      this.#visit(body, scope, scope)
    }
  }

  /** A plain parameter *is* its binding; a destructured one reads members of it. */
  #param(node: Node, binding: Binding, scope: Scope): void {
    const target: Node =
      node.type === 'AssignmentPattern'
        ? node['left']
        : node.type === 'RestElement'
          ? node['argument']
          : node.type === 'TSParameterProperty'
            ? node['parameter']
            : node
    if (node.type === 'AssignmentPattern') {
      binding.inits.push({ how: 'value', node: node['right'], scope })
      this.#visit(node['right'], scope, scope)
    }
    if (target.type === 'Identifier') {
      scope.vars ??= new Map()
      scope.vars.set(target['name'], Object.assign(binding, { name: target['name'] }))
      return
    }
    const hidden = `#${target.start}`
    scope.vars ??= new Map()
    scope.vars.set(hidden, Object.assign(binding, { name: hidden }))
    const read = { type: 'Identifier', name: hidden, start: target.start, end: target.end } as unknown as Node
    this.#pattern(target, { how: 'value', node: read, scope }, scope)
  }

  #pattern(node: Node, init: Init | null, scope: Scope): void {
    if (node.type === 'Identifier') {
      const binding = scope.declare(node['name'])
      if (init !== null) binding.inits.push(init)
      return
    }
    if (node.type === 'AssignmentPattern') {
      this.#visit(node['right'], scope, scope)
      this.#pattern(node['left'], init, scope)
      if (node['left'].type === 'Identifier')
        scope.declare(node['left'].name).inits.push({ how: 'value', node: node['right'], scope })
      return
    }
    if (node.type === 'RestElement') return this.#pattern(node['argument'], init, scope)
    if (node.type === 'ObjectPattern') {
      for (const property of node['properties'] as Node[]) {
        if (property.type === 'RestElement') this.#pattern(property['argument'], init, scope)
        else this.#pattern(property['value'], memberInit(init, keyName(property)), scope)
      }
    }
    if (node.type === 'ArrayPattern') {
      ;(node['elements'] as (Node | null)[]).forEach((element, index) => {
        if (element !== null) this.#pattern(element, memberInit(init, String(index)), scope)
      })
    }
  }

  #loop(node: Node, outer: Scope, fnScope: Scope): void {
    const scope = new Scope(outer, outer.fn, this)
    if (node.type === 'ForStatement') this.loops.push({ node, scope })
    if (node.type !== 'ForStatement') {
      const left = node['left'] as Node
      const init: Init = { how: 'member', node: node['right'], scope, key: '*' }
      if (left.type === 'VariableDeclaration')
        this.#pattern(left['declarations'][0].id, init, left['kind'] === 'var' ? fnScope : scope)
      else if (left.type === 'Identifier') this.#pending.push(() => void scope.lookup(left['name'])?.inits.push(init))
      this.#visit(node['right'], scope, fnScope)
    } else for (const key of ['init', 'test', 'update']) if (node[key] !== null) this.#visit(node[key], scope, fnScope)
    this.#visit(node['body'], scope, fnScope)
  }

  #assignment(node: Node, scope: Scope): void {
    this.assignments.push({ node, scope })
    const left = node['left'] as Node
    const init: Init = { how: 'value', node: node['right'], scope }
    if (left.type === 'Identifier') {
      this.#pending.push(() => {
        const binding = scope.lookup(left['name']) ?? this.root.declare(left['name'])
        if (binding.inits.length < 24) binding.inits.push(init)
      })
      return
    }
    if (left.type !== 'MemberExpression') {
      this.#pending.push(() => this.#reassignPattern(left, init, scope))
      return
    }
    if (left['object'].type === 'Identifier') this.#part(left['object'].name, node['right'], scope)
    const exported = exportName(left)
    if (exported !== null) this.exports.set(exported, { node: node['right'], scope })
  }

  #part(name: string, node: Node, scope: Scope): void {
    if (node.type === 'Literal' || isFunction(node)) return
    this.#pending.push(() => noted(scope.lookup(name), { node, scope }))
  }

  #reassignPattern(left: Node, init: Init, scope: Scope): void {
    if (left.type !== 'ObjectPattern') return
    for (const property of left['properties'] as Node[]) {
      const target = property['value'] as Node | undefined
      if (target?.type !== 'Identifier') continue
      const member = memberInit(init, keyName(property))
      if (member !== null) scope.lookup(target['name'])?.inits.push(member)
    }
  }

  #call(node: Node, scope: Scope): void {
    const callee = node['callee'] as Node
    if (
      this.#isSmall ||
      callee.type !== 'MemberExpression' ||
      callee['computed'] ||
      telling.has(callee['property'].name) ||
      (node['arguments'] as Node[]).some(isFunction)
    )
      this.calls.push({ node, scope })
    const first = node['arguments'][0] as Node | undefined
    if (
      first !== undefined &&
      callee.type === 'MemberExpression' &&
      !callee['computed'] &&
      callee['object'].type === 'Identifier' &&
      gathering.has(callee['property'].name)
    )
      this.#part(callee['object'].name, node['arguments'].at(-1), scope)
    if (
      callee.type === 'Identifier' &&
      callee['name'] === 'require' &&
      first?.type === 'Literal' &&
      typeof first['value'] === 'string'
    ) {
      this.imports.push({ name: first['value'], at: node.start })
    }
  }
}
