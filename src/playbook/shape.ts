import type { z } from 'zod'

/** What a fact is, as far as a rule's type check needs to know. */
export type Shape =
  | { readonly is: 'double' | 'string' | 'bool' | 'dyn' }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>> }

interface Definition {
  type: string
  innerType?: Schema
  in?: Schema
  element?: Schema
  valueType?: Schema
  shape?: Record<string, Schema>
  values?: readonly unknown[]
  options?: readonly Schema[]
  getter?: () => Schema
}
type Schema = { _zod: { def: Definition } }

const dyn: Shape = { is: 'dyn' }

/** The shape of a zod schema. Nullable and optional are looked through: a rule says what it `needs`. */
export function shapeOf(schema: z.ZodType): Shape {
  return shape(schema as unknown as Schema, 0)
}

function shape(schema: Schema, depth: number): Shape {
  const { def } = schema._zod
  // Recursive schemas (`z.lazy`) end somewhere; eight levels is more than any rule reads.
  if (depth > 8) return dyn
  switch (def.type) {
    case 'number':
    case 'int':
      return { is: 'double' }
    case 'string':
    case 'template_literal':
      return { is: 'string' }
    case 'boolean':
      return { is: 'bool' }
    case 'enum':
      return { is: 'string' }
    case 'literal':
      return literal(def.values ?? [])
    case 'array':
      return { is: 'list', of: shape(def.element as Schema, depth + 1) }
    case 'record':
      return { is: 'map', of: shape(def.valueType as Schema, depth + 1) }
    case 'object':
      return { is: 'object', fields: Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, field]) => [name, shape(field, depth + 1)])) }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return shape(def.innerType as Schema, depth)
    case 'pipe':
      return shape(def.in as Schema, depth)
    case 'lazy':
      return def.getter === undefined ? dyn : shape(def.getter(), depth + 1)
    case 'union':
      return union((def.options ?? []).map((option) => shape(option, depth + 1)))
    default:
      return dyn
  }
}

function literal(values: readonly unknown[]): Shape {
  const types = new Set(values.map((value) => typeof value))
  if (types.size !== 1) return dyn
  const [type] = types
  return type === 'string' ? { is: 'string' } : type === 'number' ? { is: 'double' } : type === 'boolean' ? { is: 'bool' } : dyn
}

/** A union of one simple type (string | literal, number | null …) keeps it; anything else is dynamic. */
function union(options: readonly Shape[]): Shape {
  const simple = new Set(options.filter((option) => option.is !== 'dyn').map((option) => option.is))
  const [only] = simple
  if (simple.size === 1 && (only === 'double' || only === 'string' || only === 'bool')) return { is: only }
  return dyn
}

/** The shape at a dotted path; null when there is no such fact. `x[]` is not needed: lists are looked through. */
export function shapeAt(root: Shape, path: readonly string[]): Shape | null {
  let here = root
  for (const key of path) {
    while (here.is === 'list') here = here.of
    if (here.is === 'dyn') return dyn
    if (here.is === 'map') here = here.of
    else if (here.is === 'object') {
      const field: Shape | undefined = Object.hasOwn(here.fields, key) ? here.fields[key] : undefined
      if (field === undefined) return null
      here = field
    } else return null
  }
  return here
}

/** Every dotted path of a shape, for the dead-reference and refused-signal checks. */
export function* pathsOf(root: Shape, prefix: string): Generator<string> {
  yield prefix
  if (root.is === 'list' || root.is === 'map') yield* pathsOf(root.of, prefix)
  if (root.is === 'object') for (const [name, field] of Object.entries(root.fields)) yield* pathsOf(field, `${prefix}.${name}`)
}

/** Paths of a sample that the schema does not know, or whose value is of another type. */
export function misfits(root: Shape, value: unknown, prefix: string): string[] {
  if (value === null || root.is === 'dyn') return []
  switch (root.is) {
    case 'double':
      return typeof value === 'number' ? [] : [`${prefix} should be a number`]
    case 'string':
      return typeof value === 'string' ? [] : [`${prefix} should be text`]
    case 'bool':
      return typeof value === 'boolean' ? [] : [`${prefix} should be true or false`]
    case 'list':
      return Array.isArray(value) ? value.flatMap((item) => misfits(root.of, item, `${prefix}[]`)) : [`${prefix} should be a list`]
    case 'map':
      return isRecord(value) ? Object.values(value).flatMap((item) => misfits(root.of, item, `${prefix}{}`)) : [`${prefix} should be a map`]
    case 'object':
      if (!isRecord(value)) return [`${prefix} should be an object`]
      return Object.entries(value).flatMap(([name, item]) => {
        const field = Object.hasOwn(root.fields, name) ? root.fields[name] : undefined
        return field === undefined ? [`there is no fact ${prefix}.${name}`] : misfits(field, item, `${prefix}.${name}`)
      })
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
