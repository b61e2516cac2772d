/** A STIX pattern as a tree. */
export type Literal = {
  readonly kind: 'string' | 'number' | 'boolean' | 'time' | 'hex' | 'binary'
  readonly value: string | number | boolean
}

export interface ObjectPath {
  readonly type: string
  /** Property names, list positions, or `*` for any. */
  readonly steps: readonly (string | number | '*')[]
}

export type Comparison =
  | { readonly kind: 'and'; readonly parts: readonly Comparison[] }
  | { readonly kind: 'or'; readonly parts: readonly Comparison[] }
  | { readonly kind: 'exists'; readonly path: ObjectPath }
  | {
      readonly kind: 'test'
      readonly path: ObjectPath
      readonly not: boolean
      readonly operator: Operator
      readonly values: readonly Literal[]
    }

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'IN' | 'LIKE' | 'MATCHES' | 'ISSUBSET' | 'ISSUPERSET'

export type Observation =
  | { readonly kind: 'observe'; readonly comparison: Comparison }
  | { readonly kind: 'and' | 'or' | 'then'; readonly parts: readonly Observation[] }
  | { readonly kind: 'within'; readonly of: Observation; readonly seconds: number }
  | { readonly kind: 'repeats'; readonly of: Observation; readonly times: number }
  | { readonly kind: 'between'; readonly of: Observation; readonly from: number; readonly to: number }
