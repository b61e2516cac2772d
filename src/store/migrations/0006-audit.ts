import type { Migration } from './migration.ts'

export const audit: Migration = {
  name: '0006-audit',
  statements: [
    `create table audit_heads (
      org_id uuid not null,
      size int8 not null,
      primary key (org_id)
    )`,
    `create table audit_log (
      org_id uuid not null,
      index int8 not null,
      at int8 not null,
      actor text not null,
      action text not null,
      object text not null,
      entry text not null,
      leaf bytea not null,
      primary key (org_id, index)
    )`,
    `create index audit_log_at on audit_log (org_id, at)`,
    `create index audit_log_object on audit_log (org_id, object, at)`,
    `create table audit_checkpoints (
      org_id uuid not null,
      size int8 not null,
      at int8 not null,
      root bytea not null,
      signature bytea not null,
      key_id text not null,
      primary key (org_id, size, at)
    )`,
  ],
}
