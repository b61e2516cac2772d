import type { ColumnType } from 'kysely'

/** A `jsonb` column: read as a value, written as text (see `json.ts`, which makes hostile strings storable). */
export type JsonColumn<T> = ColumnType<T, string, string>

/** A `bytea` column. */
export type BytesColumn = ColumnType<Buffer, Uint8Array, Uint8Array>

/** Bytes sealed by the vault: personal data is readable only with the key of its subject. */
export type SealedColumn = BytesColumn

/** Milliseconds since 1970 in an `int8`; the pool hands it over as a number. */
export type Milliseconds = number
