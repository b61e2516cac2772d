import type { Program } from './evaluate.ts'
import type { Node } from './parse.ts'
import { keyName, type Scope } from './scope.ts'
import { nothing, type Value } from './values.ts'
import { tagsOfName } from './vocabulary.ts'

/** An object literal: where its parts come from; its members are read when they are asked for. */
export function objectOf(program: Program, node: Node, scope: Scope): Value {
  let tags = 0
  for (const property of node['properties'] as Node[]) {
    if (property.type === 'SpreadElement') tags |= program.value(property['argument'], scope).tags
    else if (
      property['kind'] === 'init' &&
      property['value'].type !== 'FunctionExpression' &&
      property['value'].type !== 'ArrowFunctionExpression'
    ) {
      tags |= program.value(property['value'], scope).tags
      if (property['shorthand'] || property['value'].type !== 'Literal')
        tags |= tagsOfName(keyName(property)) & (property['value'].type === 'Literal' ? 0 : ~0)
    }
  }
  return { ...nothing, tags, object: node, scope }
}
