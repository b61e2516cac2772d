import type { Migration } from './migration.ts'

export const doors: Migration = {
  name: '0008-doors',
  statements: [
    `create table door_rows (
      org_id uuid not null,
      door text not null,
      space text not null,
      id text not null,
      subject_id uuid,
      ref text,
      sort_at int8 not null,
      body jsonb,
      sealed bytea,
      created_at int8 not null,
      updated_at int8 not null,
      primary key (org_id, door, space, id)
    )`,
    `create index door_rows_ref on door_rows (org_id, door, space, ref)`,
    `create index door_rows_sort on door_rows (org_id, door, space, sort_at)`,
    `create index door_rows_subject on door_rows (org_id, subject_id)`,
  ],
}
