import type { Program } from './evaluate.ts'
import { argumentsOf } from './literals.ts'
import type { Node } from './parse.ts'
import type { Binding, Fn, Site } from './scope.ts'

/** Ties arguments to the parameters they reach. Once, when all files are there. */
export function linkArguments(program: Program): void {
  for (const file of program.files.values()) {
    const several = program.files.size > 1 && file.calls.length < 20_000
    for (const site of file.calls) {
      const args = argumentsOf(site.node)
      if (args.length === 0) continue
      const fn = calleeOf(program, site, several)
      if (fn !== null) {
        const count = Math.min(args.length, fn.params.length)
        for (let i = 0; i < count; i++) {
          const inits = (fn.params[i] as Binding).inits
          if (inits.length < 12) inits.push({ how: 'value', node: args[i] as Node, scope: site.scope })
        }
      }
      for (const arg of args) linkCallback(arg, site)
    }
  }
}

function linkCallback(arg: Node, site: Site): void {
  let fn: Fn | undefined
  if (arg.type === 'FunctionExpression' || arg.type === 'ArrowFunctionExpression') fn = site.scope.file.fns.get(arg)
  else if (arg.type === 'Identifier') {
    const init = site.scope.lookup(arg['name'])?.inits[0]
    fn = init?.how === 'function' ? init.fn : init?.how === 'value' ? init.scope.file.fns.get(init.node) : undefined
  }
  if (fn === undefined) return
  fn.params.forEach((param, index) => {
    if (param.inits.length < 12) param.inits.push({ how: 'callback', call: site.node, scope: site.scope, index })
  })
}

function calleeOf(program: Program, site: Site, across: boolean): Fn | null {
  const callee = site.node['callee'] as Node | undefined
  if (callee === undefined) return null
  if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression')
    return site.scope.file.fns.get(callee) ?? null
  if (callee.type === 'Identifier') {
    const binding = site.scope.lookup(callee['name'])
    for (const init of binding?.inits ?? []) {
      if (init.how === 'function') return init.fn
      if (init.how === 'value') {
        const fn = init.scope.file.fns.get(init.node)
        if (fn !== undefined) return fn
      }
      if (across) return program.value(callee, site.scope).fn
    }
    return null
  }
  return across && callee.type !== 'Super' ? program.value(callee, site.scope).fn : null
}
