import { childKeys, type Node } from './parse.ts'
import { noteExport, noteImport } from './module-names.ts'
import { bindParam, bindPattern, rebindPattern } from './patterns.ts'
import { gathering, telling } from './relevance.ts'
import { isInserted, type Stretch } from './stretch.ts'
import { type Binding, exportName, type Fn, type Init, isFunction, noted, Scope, type Site } from './scope.ts'

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
  /** What code in the given stretches names: identifiers and chains of members that start with one. */
  readonly mentions: Site[] = []
  readonly #pending: (() => void)[] = []
  readonly #isSmall: boolean
  readonly #within: readonly Stretch[]

  /** @param within stretches of the file whose `mentions` are wanted, sorted and disjoint */
  constructor(path: string, text: string, program: Node, within: readonly Stretch[] = []) {
    this.#within = within
    this.path = path
    this.text = text
    this.root = new Scope(null, null, this)
    this.#isSmall = text.length < 60_000
    this.#each(program['body'] as Node[], this.root, this.root)
    for (const link of this.#pending) link()
    this.#pending.length = 0
  }

  readonly #reading = (node: Node, scope: Scope): void => this.#visit(node, scope, scope)

  #each(nodes: readonly (Node | null)[], scope: Scope, fnScope: Scope): void {
    for (const node of nodes) if (node !== null) this.#visit(node, scope, fnScope)
  }

  #visit(node: Node, scope: Scope, fnScope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.#mention(node, scope)
        return
      case 'Literal':
      case 'ThisExpression':
        return
      case 'UnaryExpression':
        // `typeof x` only asks whether there is one.
        if (node['operator'] === 'typeof' && node['argument'].type === 'Identifier') return
        break
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
        if (node['param'] !== null) bindPattern(node['param'], null, inner, this.#reading)
        this.#visit(node['body'], inner, inner === fnScope ? inner : fnScope)
        return
      }
      case 'VariableDeclaration': {
        const home = node['kind'] === 'var' ? fnScope : scope
        for (const declarator of node['declarations'] as Node[]) {
          bindPattern(
            declarator['id'],
            declarator['init'] === null ? null : { how: 'value', node: declarator['init'], scope },
            home,
            this.#reading,
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
      case 'ImportExpression':
        this.#mention(node, scope)
        this.calls.push({ node, scope })
        break
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        this.calls.push({ node, scope })
        break
      case 'MemberExpression':
        if (node['computed'] && node['property'].type !== 'Literal') this.computed.push({ node, scope })
        this.#mention(node, scope)
        this.#chain(node, scope, fnScope)
        return
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (node['computed']) this.#visit(node['key'], scope, fnScope)
        if (node['value'] !== null) this.#visit(node['value'], scope, fnScope)
        return
      case 'TSTypeAnnotation':
      case 'TSTypeParameterInstantiation':
      case 'TSTypeParameterDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
        return
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

  /** Down a chain of members: its names are no mentions of their own. */
  #chain(node: Node, scope: Scope, fnScope: Scope): void {
    let at = node
    while (at.type === 'MemberExpression') {
      if (at['computed']) {
        if (at !== node && at['property'].type !== 'Literal') this.computed.push({ node: at, scope })
        this.#visit(at['property'], scope, fnScope)
      }
      at = at['object']
    }
    if (at.type !== 'Identifier') this.#visit(at, scope, fnScope)
  }

  #mention(node: Node, scope: Scope): void {
    if (this.#within.length > 0 && isInserted(this.#within, node.start)) this.mentions.push({ node, scope })
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
      bindParam(param, binding, scope, this.#reading)
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

  #loop(node: Node, outer: Scope, fnScope: Scope): void {
    const scope = new Scope(outer, outer.fn, this)
    if (node.type === 'ForStatement') this.loops.push({ node, scope })
    if (node.type !== 'ForStatement') {
      const left = node['left'] as Node
      const init: Init = { how: 'member', node: node['right'], scope, key: '*' }
      if (left.type === 'VariableDeclaration')
        bindPattern(left['declarations'][0].id, init, left['kind'] === 'var' ? fnScope : scope, this.#reading)
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
      this.#pending.push(() => rebindPattern(left, init, scope))
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

  #call(node: Node, scope: Scope): void {
    const callee = node['callee'] as Node
    if (callee.type === 'Identifier' && callee['name'] === 'require') this.#mention(node, scope)
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
