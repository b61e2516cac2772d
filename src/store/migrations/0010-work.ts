import type { Migration } from './migration.ts'

export const work: Migration = {
  name: '0010-work',
  statements: [
    `create table work_days (
      org_id uuid not null,
      subject_id uuid not null,
      day int4 not null,
      source text not null,
      sealed bytea not null,
      updated_at int8 not null,
      primary key (org_id, subject_id, day, source)
    )`,
    `create index work_days_day on work_days (org_id, day)`,
    `create table work_presence (
      org_id uuid not null,
      subject_id uuid not null,
      quarter int4 not null,
      sealed bytea not null,
      updated_at int8 not null,
      primary key (org_id, subject_id, quarter)
    )`,
    `create index work_presence_quarter on work_presence (org_id, quarter)`,
    `create table work_names (
      org_id uuid not null,
      hash bytea not null,
      subject_id uuid not null,
      sealed bytea not null,
      primary key (org_id, hash)
    )`,
    `create index work_names_subject on work_names (org_id, subject_id)`,
    `create table work_sources (
      org_id uuid not null,
      id uuid not null,
      kind text not null,
      name text not null,
      state text not null,
      config jsonb not null,
      sealed_secret bytea,
      agreement text,
      cursor jsonb,
      next_at int8 not null,
      received_at int8,
      stopped_at int8,
      failing_since int8,
      problem text,
      started_by text,
      created_at int8 not null,
      primary key (org_id, id)
    )`,
  ],
}
