import type { Program } from './evaluate.ts'
import { numberOf } from './fold.ts'
import type { Node } from './parse.ts'
import type { Scope } from './scope.ts'
import { tag, tagged, texts, unknownPart, type Value } from './values.ts'

/** A template with what is known of its parts. */
export function templateOf(program: Program, node: Node, scope: Scope): Value {
  let text = ''
  let tags = 0
  const quasis = node['quasis'] as Node[]
  const expressions = node['expressions'] as Node[]
  quasis.forEach((quasi, index) => {
    text += quasi['value'].cooked ?? ''
    const expression = expressions[index]
    if (expression === undefined) return
    const value = program.value(expression, scope)
    tags |= value.tags
    text += value.text ?? unknownPart
  })
  return texts(text.slice(0, 20_000), (tags & ~tag.number) | (expressions.length > 0 ? tag.assembled : 0))
}

/** Texts put together, numbers worked out; comparisons carry nothing. */
export function binaryOf(program: Program, node: Node, scope: Scope): Value {
  const left = program.value(node['left'], scope)
  const right = program.value(node['right'], scope)
  const tags = left.tags | right.tags
  if (node['operator'] === '+') {
    if (left.text === null && right.text === null) return tagged(tags & ~tag.number)
    if (left.tags & right.tags & tag.number) {
      const [a, b] = [numberOf(left), numberOf(right)]
      if (a !== null && b !== null) return texts(String(a + b), tags)
    }
    return texts(
      `${left.text ?? unknownPart}${right.text ?? unknownPart}`.slice(0, 20_000),
      (tags & ~tag.number) | tag.assembled,
    )
  }
  const a = numberOf(left)
  const b = numberOf(right)
  if (a !== null && b !== null) {
    const result =
      node['operator'] === '^'
        ? a ^ b
        : node['operator'] === '-'
          ? a - b
          : node['operator'] === '*'
            ? a * b
            : node['operator'] === '/'
              ? a / b
              : node['operator'] === '%'
                ? a % b
                : node['operator'] === '<<'
                  ? a << b
                  : node['operator'] === '>>'
                    ? a >> b
                    : null
    if (result !== null) return texts(String(result), tags | tag.number)
  }
  return tagged(/^(?:[=!<>]|in$|instanceof$)/.test(node['operator']) ? 0 : tags)
}
