import { Environment } from '@marcbachmann/cel-js'
import type { Shape } from './shape.ts'

/** Bounds on one condition. CEL always terminates; these keep a hostile rule from making that take long. */
const limits = { maxAstNodes: 600, maxDepth: 32, maxListElements: 128, maxMapEntries: 16, maxCallArguments: 8 }

/** What may be compared with a fact of another kind: the two readings of a number. */
const numberOperators = ['==', '!=', '*', '/', '+', '-'] as const

/** A condition that passed the type check. */
export type Condition = (facts: Readonly<Record<string, unknown>>) => unknown

export interface Language {
  /** @returns the compiled condition, or where and why it is refused */
  compile(source: string): { condition: Condition } | { error: string; start: number; end: number }
}

/**
 * The rule language over the facts of the given roots (`{ resume: Shape, session: Shape }`). Types are checked once
 * against the schema; evaluation then runs untyped, which needs no conversion and costs about a microsecond.
 */
export function language(roots: Readonly<Record<string, Shape>>): Language {
  const typed = new Environment({ limits })
  let count = 0
  const declared: string[] = []
  const declare = (shape: Shape): string => {
    switch (shape.is) {
      case 'list':
        return `list<${declare(shape.of)}>`
      case 'map':
        return `map<string, ${declare(shape.of)}>`
      case 'object': {
        const fields = Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, declare(field)]))
        const name = `Facts${count++}`
        typed.registerType(name, { fields })
        declared.push(name)
        return name
      }
      default:
        return shape.is
    }
  }
  for (const [root, shape] of Object.entries(roots)) typed.registerVariable(root, declare(shape))
  for (const type of ['double', 'string', 'bool', 'list', 'map', ...declared]) addNullChecks(typed, type)
  addNumbers(typed)

  const untyped = new Environment({ limits, unlistedVariablesAreDyn: true })
  addNumbers(untyped)

  return {
    compile(source) {
      const check = typed.check(source)
      if (!check.valid) {
        const error = check.error as { summary?: string; message: string; range?: { start: number; end: number } }
        return { error: error.summary ?? error.message.split('\n')[0] ?? 'not understood', start: error.range?.start ?? 0, end: error.range?.end ?? 0 }
      }
      if (check.type !== 'bool' && check.type !== 'dyn') {
        return { error: `a condition must be true or false, this is ${check.type ?? 'of unknown type'}`, start: 0, end: source.length }
      }
      return { condition: untyped.parse(source) as Condition }
    },
  }
}

/** `x != null` for facts that may be missing inside a list. */
function addNullChecks(environment: Environment, type: string): void {
  for (const operator of ['==', '!='] as const) {
    try {
      environment.registerOperator(`${type} ${operator} null_type`, (left: unknown) => (operator === '==') === (left === null))
    } catch {
      // The engine already knows this pair.
    }
  }
}

/** Facts are doubles; a rule may write `2` for `2.0`. */
function addNumbers(environment: Environment): void {
  const apply: Record<(typeof numberOperators)[number], (a: number, b: number) => number | boolean> = {
    '==': (a, b) => a === b,
    '!=': (a, b) => a !== b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
  }
  for (const operator of numberOperators) {
    for (const [left, right] of [['double', 'int'], ['int', 'double']] as const) {
      const returns = operator === '==' || operator === '!=' ? '' : ': double'
      try {
        environment.registerOperator(`${left} ${operator} ${right}${returns}`, (a: number | bigint, b: number | bigint) => apply[operator](Number(a), Number(b)))
      } catch {
        // The engine already knows this pair.
      }
    }
  }
}
