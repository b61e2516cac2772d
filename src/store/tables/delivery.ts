import type { Id } from '../../core/ids.ts'
import type { JsonColumn, Milliseconds, SealedColumn } from './columns.ts'

/** Events that left a transaction and wait to be told to the outside. */
export interface OutboxTable {
  org_id: Id
  id: Id
  topic: string
  body: JsonColumn<unknown>
  created_at: Milliseconds
  sent_at: Milliseconds | null
}

export interface WebhooksTable {
  org_id: Id
  id: Id
  url: string
  events: JsonColumn<readonly string[]>
  /** The shared secret, sealed under the organisation's key. */
  sealed_secret: SealedColumn
  enabled: boolean
  created_at: Milliseconds
}

export interface WebhookDeliveriesTable {
  org_id: Id
  id: Id
  webhook_id: Id
  event: string
  body: JsonColumn<unknown>
  state: 'waiting' | 'delivered' | 'given-up'
  attempts: number
  next_at: Milliseconds
  last_status: number | null
  created_at: Milliseconds
  delivered_at: Milliseconds | null
}

/** Settings the operator changes while it runs. Never secrets: those are files or environment variables. */
export interface SettingsTable {
  org_id: Id
  name: string
  value: JsonColumn<unknown>
  updated_at: Milliseconds
  updated_by: string
}

/** Token buckets shared by all processes. */
export interface RateBucketsTable {
  org_id: Id
  bucket: string
  tokens: number
  refilled_at: Milliseconds
}

/** Which migrations ran. */
export interface SchemaMigrationsTable {
  name: string
  digest: string
  applied_at: Milliseconds
}
