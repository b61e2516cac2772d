import { childKeys, type Node } from './parse.ts'

/**
 * Whether a loop can never end: its test is always true and nothing inside leaves it, waits or hands over. colors 1.4.1
 * was sabotaged by `for (let i = 666; i < Infinity; i++)`.
 */
export function isEndless(loop: Node): boolean {
  return alwaysTrue((loop['test'] ?? null) as Node | null) && !leaves(loop['body'] as Node, 0)
}

function alwaysTrue(test: Node | null): boolean {
  if (test === null) return true
  if (test.type === 'Literal') return Boolean(test['value'])
  if (test.type === 'UnaryExpression' && test['operator'] === '!') {
    const inner = test['argument'] as Node
    return (
      (inner.type === 'Literal' && !inner['value']) ||
      (inner.type === 'UnaryExpression' && inner['operator'] === '!' && inner['argument'].type === 'ArrayExpression')
    )
  }
  if (test.type !== 'BinaryExpression' || !/^[<>]=?$/.test(test['operator'])) return false
  const bound = test[test['operator'].startsWith('<') ? 'right' : 'left'] as Node
  return (
    (bound.type === 'Identifier' && bound['name'] === 'Infinity') ||
    (bound.type === 'MemberExpression' && !bound['computed'] && bound['property'].name === 'POSITIVE_INFINITY')
  )
}

const exits = new Set(['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'YieldExpression', 'AwaitExpression'])

function leaves(node: Node, depth: number): boolean {
  if (exits.has(node.type) || depth > 200) return true
  if (node.type === 'ContinueStatement') return node['label'] !== null
  if (/Function/.test(node.type)) return false
  // A call may throw: only what is plainly harmless keeps the loop endless.
  if (node.type === 'CallExpression' && /^(?:exit|abort|kill)$/.test(String(node['callee'].property?.name ?? '')))
    return true
  for (const key of childKeys(node)) {
    const child = node[key] as Node | readonly (Node | null)[] | null | undefined
    if (child === null || child === undefined) continue
    if (
      Array.isArray(child)
        ? child.some((one) => one !== null && leaves(one as Node, depth + 1))
        : leaves(child as Node, depth + 1)
    )
      return true
  }
  return false
}
