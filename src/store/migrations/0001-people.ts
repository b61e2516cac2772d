import type { Migration } from './migration.ts'

export const people: Migration = {
  name: '0001-people',
  statements: [
    `create table orgs (
      id uuid primary key,
      name text not null,
      created_at int8 not null
    )`,
    `create table users (
      org_id uuid not null,
      id uuid not null,
      email text not null,
      name text not null,
      roles jsonb not null,
      scope jsonb,
      password_hash text,
      oidc_subject text,
      created_at int8 not null,
      signed_in_at int8,
      disabled_at int8,
      primary key (org_id, id)
    )`,
    `create unique index users_email on users (org_id, email)`,
    `create unique index users_oidc on users (org_id, oidc_subject)`,
    `create table sessions (
      org_id uuid not null,
      token_hash bytea not null,
      user_id uuid not null,
      data jsonb not null,
      created_at int8 not null,
      seen_at int8 not null,
      expires_at int8 not null,
      primary key (org_id, token_hash)
    )`,
    // A cookie names no organisation, so a session is also found by its token alone.
    `create index sessions_token on sessions (token_hash)`,
    `create index sessions_user on sessions (org_id, user_id)`,
    `create table api_tokens (
      org_id uuid not null,
      id uuid not null,
      token_hash bytea not null,
      name text not null,
      scopes jsonb not null,
      user_id uuid,
      created_at int8 not null,
      used_at int8,
      expires_at int8,
      revoked_at int8,
      primary key (org_id, id)
    )`,
    `create index api_tokens_token on api_tokens (token_hash)`,
    `create table one_time_links (
      org_id uuid not null,
      token_hash bytea not null,
      purpose text not null,
      subject_id uuid,
      user_id uuid,
      data jsonb not null,
      created_at int8 not null,
      expires_at int8 not null,
      used_at int8,
      primary key (org_id, token_hash)
    )`,
    `create index one_time_links_token on one_time_links (token_hash)`,
    `create index one_time_links_subject on one_time_links (org_id, subject_id)`,
  ],
}
