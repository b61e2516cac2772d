import type { Migration } from './migration.ts'

export const delivery: Migration = {
  name: '0007-delivery',
  statements: [
    `create table outbox (
      org_id uuid not null,
      id uuid not null,
      topic text not null,
      body jsonb not null,
      created_at int8 not null,
      sent_at int8,
      primary key (org_id, id)
    )`,
    `create index outbox_unsent on outbox (org_id, sent_at, id)`,
    `create table webhooks (
      org_id uuid not null,
      id uuid not null,
      url text not null,
      events jsonb not null,
      sealed_secret bytea not null,
      enabled bool not null,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
    `create table webhook_deliveries (
      org_id uuid not null,
      id uuid not null,
      webhook_id uuid not null,
      event text not null,
      body jsonb not null,
      state text not null,
      attempts int4 not null,
      next_at int8 not null,
      last_status int4,
      created_at int8 not null,
      delivered_at int8,
      primary key (org_id, id)
    )`,
    `create index webhook_deliveries_due on webhook_deliveries (org_id, state, next_at)`,
    `create table settings (
      org_id uuid not null,
      name text not null,
      value jsonb not null,
      updated_at int8 not null,
      updated_by text not null,
      primary key (org_id, name)
    )`,
    `create table rate_buckets (
      org_id uuid not null,
      bucket text not null,
      tokens float8 not null,
      refilled_at int8 not null,
      primary key (org_id, bucket)
    )`,
  ],
}
