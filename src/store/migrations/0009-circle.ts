import type { Migration } from './migration.ts'

/** What peers and we exchange by TAXII. Small documents of the circle (peers, advisories, logs) are door rows. */
export const circle: Migration = {
  name: '0009-circle',
  statements: [
    `create table taxii_collections (
      org_id uuid not null,
      id uuid not null,
      root text not null,
      alias text,
      title text not null,
      description text,
      last_added int8 not null,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
    // added: microseconds since 1970, unique in its collection and rising in the order of commits.
    `create table taxii_objects (
      org_id uuid not null,
      collection_id uuid not null,
      added int8 not null,
      object_id text not null,
      type text not null,
      spec_version text not null,
      version text not null,
      version_at int8 not null,
      marking int4 not null,
      is_first boolean not null,
      is_last boolean not null,
      body text not null,
      primary key (org_id, collection_id, added)
    )`,
    `create unique index taxii_objects_version on taxii_objects (org_id, collection_id, object_id, version_at)`,
    `create index taxii_objects_type on taxii_objects (org_id, collection_id, type, added)`,
    `create table taxii_statuses (
      org_id uuid not null,
      id uuid not null,
      root text not null,
      peer text not null,
      body text not null,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
    `create table taxii_access (
      org_id uuid not null,
      id uuid not null,
      peer text not null,
      token_hash bytea not null,
      user_name text,
      clearance text not null,
      collections jsonb not null,
      expires_at int8,
      revoked_at int8,
      last_used_at int8,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
    `create index taxii_access_token on taxii_access (org_id, token_hash)`,
    `create table taxii_cursors (
      org_id uuid not null,
      feed text not null,
      added_after text,
      next text,
      pushed_to int8,
      last_try_at int8,
      last_success_at int8,
      failures int4 not null,
      last_error text,
      objects int8 not null,
      primary key (org_id, feed)
    )`,
  ],
}
