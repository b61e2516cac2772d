import type { Migration } from './migration.ts'

/** What finds records that resemble each other. */
export const index: Migration = {
  name: '0004-index',
  statements: [
    `create table artefacts (
      org_id uuid not null,
      type text not null,
      hash bytea not null,
      evidence_id uuid not null,
      subject_id uuid not null,
      sealed bytea not null,
      created_at int8 not null,
      primary key (org_id, type, hash, evidence_id)
    )`,
    `create index artefacts_evidence on artefacts (org_id, evidence_id)`,
    `create index artefacts_subject on artefacts (org_id, subject_id)`,
    `create table bands (
      org_id uuid not null,
      space text not null,
      band text not null,
      evidence_id uuid not null,
      subject_id uuid not null,
      primary key (org_id, space, band, evidence_id)
    )`,
    `create index bands_evidence on bands (org_id, evidence_id)`,
    `create table term_counts (
      org_id uuid not null,
      space text not null,
      term text not null,
      count int8 not null,
      primary key (org_id, space, term)
    )`,
    `create table corpus_members (
      org_id uuid not null,
      space text not null,
      evidence_id uuid not null,
      primary key (org_id, space, evidence_id)
    )`,
    `create index corpus_members_evidence on corpus_members (org_id, evidence_id)`,
  ],
}
