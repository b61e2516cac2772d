import type { Node } from './parse.ts'
import type { Fn, Scope } from './scope.ts'

/** Where data came from; bits, so that a join is an `|`. */
export const tag = {
  env: 1,
  envAll: 1 << 1,
  envSecret: 1 << 2,
  host: 1 << 3,
  file: 1 << 4,
  secretFile: 1 << 5,
  net: 1 << 6,
  decoded: 1 << 7,
  key: 1 << 8,
  store: 1 << 9,
  clipboard: 1 << 10,
  input: 1 << 11,
  commandOutput: 1 << 12,
  /** A constant that was put together from pieces. */
  assembled: 1 << 13,
  /** A parameter whose caller is not in sight. */
  param: 1 << 14,
  /** Own folder, working directory, user's home, package name: where the code runs. */
  whereabouts: 1 << 15,
  /** A literal of 200 characters or more that is not prose. */
  blob: 1 << 16,
  credential: 1 << 17,
  /** A chat's token, a webhook: part of a destination, not of the data. */
  network: 1 << 18,
  /** The text is a number's. */
  number: 1 << 19,
} as const

/** Stands for a part of a text that is not known before it runs. */
export const unknownPart = '\uFFFC'

/**
 * What can be said about an expression without running it.
 *
 * `path` names what it is: `g:process.env` (global), `m:https.request` (module), `r:…` (result of calling it), `i:…`
 * (instance of it), `x:Function` (reached by a detour).
 */
export interface Value {
  readonly tags: number
  /** Folded text; unknown parts stand as `unknownPart`. */
  readonly text: string | null
  readonly path: string | null
  readonly fn: Fn | null
  readonly list: readonly Value[] | null
  /** An object literal, for its members. */
  readonly object: Node | null
  readonly scope: Scope | null
}

export const nothing: Value = { tags: 0, text: null, path: null, fn: null, list: null, object: null, scope: null }

export const tagged = (tags: number): Value =>
  tags === 0 ? nothing : { tags, text: null, path: null, fn: null, list: null, object: null, scope: null }
export const named = (path: string, tags = 0): Value => ({
  tags,
  text: null,
  path,
  fn: null,
  list: null,
  object: null,
  scope: null,
})
export const texts = (text: string, tags = 0): Value => ({
  tags,
  text,
  path: null,
  fn: null,
  list: null,
  object: null,
  scope: null,
})
export const lists = (list: readonly Value[], tags: number): Value => ({
  tags,
  text: null,
  path: null,
  fn: null,
  list,
  object: null,
  scope: null,
})
export const functions = (fn: Fn): Value => ({
  tags: 0,
  text: null,
  path: null,
  fn,
  list: null,
  object: null,
  scope: null,
})

/** Either may be it: origins of both, the first known of everything else. */
export function join(a: Value, b: Value): Value {
  if (a === nothing || a === b) return b
  if (b === nothing) return a
  return {
    tags: a.tags | b.tags,
    text: a.text ?? b.text,
    path: a.path ?? b.path,
    fn: a.fn ?? b.fn,
    list: a.list ?? b.list,
    object: a.object ?? b.object,
    scope: a.object !== null ? a.scope : (b.scope ?? a.scope),
  }
}

/** The same value with further origins. */
export function withTags(value: Value, tags: number): Value {
  return (value.tags | tags) === value.tags ? value : { ...value, tags: value.tags | tags }
}

/** The items that `...value` gives. */
export function spread(value: Value): Value | Value[] {
  if (value.list !== null) return [...value.list]
  return value.text === null || value.text.length > 5000
    ? value
    : [...value.text].map((char) => texts(char, value.tags))
}
