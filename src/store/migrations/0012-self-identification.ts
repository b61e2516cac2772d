import type { Migration } from './migration.ts'

/** What people said of themselves, voluntarily: apart from everything, with no column that names a subject or a case. */
export const selfIdentification: Migration = {
  name: '0012-self-identification',
  statements: [
    `create table self_identifications (
      org_id uuid not null,
      pseudonym bytea not null,
      category text not null,
      answer text not null,
      day int4 not null,
      primary key (org_id, pseudonym, category)
    )`,
  ],
}
