import type { PoolClient } from 'pg'
import type { Schema } from '../schema.ts'

/**
 * What a backup holds, in the order in which it is read. Left out: sessions (a copy must not revive them), rate
 * buckets, and the queue's own tables: what was `received` and not yet measured is enqueued again after a restore.
 */
export const savedTables = [
  'orgs',
  'vault_masters',
  'data_keys',
  'users',
  'api_tokens',
  'one_time_links',
  'settings',
  'subjects',
  'evidence',
  'blobs',
  'facts',
  'findings',
  'artefacts',
  'bands',
  'term_counts',
  'corpus_members',
  'cases',
  'ledgers_history',
  'case_events',
  'links',
  'link_removals',
  'cluster_members',
  'cluster_events',
  'door_rows',
  'work_names',
  'work_days',
  'work_presence',
  'work_sources',
  'self_identifications',
  'taxii_collections',
  'taxii_objects',
  'taxii_statuses',
  'taxii_access',
  'taxii_cursors',
  'audit_heads',
  'audit_log',
  'audit_checkpoints',
  'webhooks',
  'webhook_deliveries',
  'outbox',
] as const satisfies readonly (keyof Schema)[]

export const leftOut = ['sessions', 'rate_buckets', 'schema_migrations'] as const satisfies readonly (keyof Schema)[]

export interface Column {
  readonly name: string
  /** As `information_schema` says it: `bytea` and `jsonb` need care. */
  readonly type: string
}

export async function columnsOf(client: PoolClient, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = current_schema() and table_name = $1 order by ordinal_position`,
    [table],
  )
  return rows
}

export async function primaryKeyOf(client: PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select k.column_name as name from information_schema.table_constraints c
     join information_schema.key_column_usage k on k.constraint_name = c.constraint_name and k.table_schema = c.table_schema and k.table_name = c.table_name
     where c.table_schema = current_schema() and c.table_name = $1 and c.constraint_type = 'PRIMARY KEY' order by k.ordinal_position`,
    [table],
  )
  return rows.map((row) => row.name)
}

export const quoted = (name: string): string => `"${name}"`
