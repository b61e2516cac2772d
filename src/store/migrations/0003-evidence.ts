import type { Migration } from './migration.ts'

export const evidence: Migration = {
  name: '0003-evidence',
  statements: [
    `create table subjects (
      org_id uuid not null,
      id uuid not null,
      kind text not null,
      sealed bytea,
      ref_hash bytea,
      cleared_at int8,
      created_at int8 not null,
      erased_at int8,
      primary key (org_id, id)
    )`,
    `create unique index subjects_ref on subjects (org_id, ref_hash)`,
    `create table evidence (
      org_id uuid not null,
      id uuid not null,
      door text not null,
      kind text not null,
      subject_id uuid not null,
      digest text not null,
      once_for text not null,
      bytes int8 not null,
      media_type text not null,
      sealed_name bytea not null,
      source text not null,
      observed_at int8 not null,
      received_at int8 not null,
      status text not null,
      error_code text,
      measured_at int8,
      primary key (org_id, id)
    )`,
    `create unique index evidence_once on evidence (org_id, digest, door, kind, once_for)`,
    `create index evidence_subject on evidence (org_id, subject_id, received_at)`,
    `create index evidence_status on evidence (org_id, status, received_at)`,
    `create index evidence_received on evidence (org_id, received_at)`,
    `create table facts (
      org_id uuid not null,
      evidence_id uuid not null,
      root text not null,
      subject_id uuid not null,
      sealed bytea not null,
      measure_version text not null,
      measured_at int8 not null,
      primary key (org_id, evidence_id, root)
    )`,
    `create index facts_subject on facts (org_id, subject_id, root)`,
    `create table findings (
      org_id uuid not null,
      evidence_id uuid not null,
      rule text not null,
      version text not null,
      subject_id uuid not null,
      door text not null,
      outcome text not null,
      decibans float8 not null,
      sealed bytea not null,
      judged_at int8 not null,
      primary key (org_id, evidence_id, rule)
    )`,
    `create index findings_subject on findings (org_id, subject_id)`,
    `create index findings_rule on findings (org_id, rule, outcome)`,
  ],
}
