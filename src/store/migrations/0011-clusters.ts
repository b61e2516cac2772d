import type { Migration } from './migration.ts'

/** Clusters with names that stay, and what became of them. */
export const clusters: Migration = {
  name: '0011-clusters',
  statements: [
    `create table cluster_members (
      org_id uuid not null,
      subject_id uuid not null,
      cluster_id uuid not null,
      since int8 not null,
      primary key (org_id, subject_id)
    )`,
    `create index cluster_members_cluster on cluster_members (org_id, cluster_id)`,
    `create table cluster_events (
      org_id uuid not null,
      cluster_id uuid not null,
      id uuid not null,
      at int8 not null,
      what text not null,
      other_id uuid,
      members jsonb not null,
      primary key (org_id, cluster_id, id)
    )`,
    `create index links_value on links (org_id, type, hash)`,
  ],
}
