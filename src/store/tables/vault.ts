import type { Id } from '../../core/ids.ts'
import type { BytesColumn, Milliseconds, SealedColumn } from './columns.ts'

/** Master keys this database was written under, so that a wrong key file is noticed before anything is written. */
export interface VaultMastersTable {
  /** Fingerprint of the master key, hexadecimal. */
  id: string
  /** A known text sealed under it. */
  proof: BytesColumn
  created_at: Milliseconds
}

/** Data keys, wrapped under a key derived from the master key. Deleting a row erases all that it sealed. */
export interface DataKeysTable {
  org_id: Id
  id: Id
  /** A subject's id, `org` for data of nobody in particular, or `blind` for the index of identifiers. */
  scope: string
  wrapped: BytesColumn
  master_id: string
  created_at: Milliseconds
}

/** Encrypted bytes in parts, so that no row grows beyond what every database accepts. */
export interface BlobsTable {
  org_id: Id
  digest: string
  subject_id: Id
  part: number
  parts: number
  sealed: SealedColumn
  created_at: Milliseconds
}
