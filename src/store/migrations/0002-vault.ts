import type { Migration } from './migration.ts'

export const vault: Migration = {
  name: '0002-vault',
  statements: [
    `create table vault_masters (
      id text primary key,
      proof bytea not null,
      created_at int8 not null
    )`,
    `create table data_keys (
      org_id uuid not null,
      id uuid not null,
      scope text not null,
      wrapped bytea not null,
      master_id text not null,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
    `create unique index data_keys_scope on data_keys (org_id, scope)`,
    `create index data_keys_master on data_keys (org_id, master_id)`,
    `create table blobs (
      org_id uuid not null,
      digest text not null,
      subject_id uuid not null,
      part int4 not null,
      parts int4 not null,
      sealed bytea not null,
      created_at int8 not null,
      primary key (org_id, digest, subject_id, part)
    )`,
    `create index blobs_subject on blobs (org_id, subject_id)`,
  ],
}
