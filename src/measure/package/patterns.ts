import type { Node } from './parse.ts'
import { keyName, memberInit, type Binding, type Init, type Scope } from './scope.ts'

/** Goes on reading an expression that stands inside a pattern: a default value. */
type Reading = (node: Node, scope: Scope) => void

/** A plain parameter *is* its binding; a destructured one reads members of it. */
export function bindParam(node: Node, binding: Binding, scope: Scope, read: Reading): void {
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
    read(node['right'], scope)
  }
  scope.vars ??= new Map()
  if (target.type === 'Identifier') {
    scope.vars.set(target['name'], Object.assign(binding, { name: target['name'] }))
    return
  }
  const hidden = `#${target.start}`
  scope.vars.set(hidden, Object.assign(binding, { name: hidden }))
  const whole = { type: 'Identifier', name: hidden, start: target.start, end: target.end } as unknown as Node
  bindPattern(target, { how: 'value', node: whole, scope }, scope, read)
}

/** Declares the names of a pattern; each knows which part of `init` it gets. */
export function bindPattern(node: Node, init: Init | null, scope: Scope, read: Reading): void {
  switch (node.type) {
    case 'Identifier': {
      const binding = scope.declare(node['name'])
      if (init !== null) binding.inits.push(init)
      return
    }
    case 'AssignmentPattern':
      read(node['right'], scope)
      bindPattern(node['left'], init, scope, read)
      if (node['left'].type === 'Identifier')
        scope.declare(node['left'].name).inits.push({ how: 'value', node: node['right'], scope })
      return
    case 'RestElement':
      return bindPattern(node['argument'], init, scope, read)
    case 'ObjectPattern':
      for (const property of node['properties'] as Node[]) {
        if (property.type === 'RestElement') bindPattern(property['argument'], init, scope, read)
        else bindPattern(property['value'], memberInit(init, keyName(property)), scope, read)
      }
      return
    case 'ArrayPattern':
      ;(node['elements'] as (Node | null)[]).forEach((element, index) => {
        if (element !== null) bindPattern(element, memberInit(init, String(index)), scope, read)
      })
  }
}

/** `({ a, b } = x)`: names that are there already get parts of something. */
export function rebindPattern(left: Node, init: Init, scope: Scope): void {
  if (left.type !== 'ObjectPattern') return
  for (const property of left['properties'] as Node[]) {
    const target = property['value'] as Node | undefined
    if (target?.type !== 'Identifier') continue
    const member = memberInit(init, keyName(property))
    if (member !== null) scope.lookup(target['name'])?.inits.push(member)
  }
}
