import type { AuditCheckpointsTable, AuditHeadsTable, AuditLogTable } from './tables/audit.ts'
import type { CaseEventsTable, CasesTable, LedgersHistoryTable, LinkRemovalsTable, LinksTable } from './tables/cases.ts'
import type { ClusterEventsTable, ClusterMembersTable } from './tables/clusters.ts'
import type {
  TaxiiAccessTable,
  TaxiiCollectionsTable,
  TaxiiCursorsTable,
  TaxiiObjectsTable,
  TaxiiStatusesTable,
} from './tables/circle.ts'
import type {
  OutboxTable,
  RateBucketsTable,
  SchemaMigrationsTable,
  SettingsTable,
  WebhookDeliveriesTable,
  WebhooksTable,
} from './tables/delivery.ts'
import type {
  ArtefactsTable,
  BandsTable,
  CorpusMembersTable,
  DoorRowsTable,
  EvidenceTable,
  FactsTable,
  FindingsTable,
  SubjectsTable,
  TermCountsTable,
} from './tables/evidence.ts'
import type { ApiTokensTable, OneTimeLinksTable, OrgsTable, SessionsTable, UsersTable } from './tables/people.ts'
import type { WorkDaysTable, WorkNamesTable, WorkPresenceTable, WorkSourcesTable } from './tables/work.ts'
import type { SelfIdentificationsTable } from './tables/self-identification.ts'
import type { BlobsTable, DataKeysTable, VaultMastersTable } from './tables/vault.ts'

/** Every table and its row type. `schema.test.ts` compares them with `information_schema`. */
export interface Schema {
  api_tokens: ApiTokensTable
  artefacts: ArtefactsTable
  audit_checkpoints: AuditCheckpointsTable
  audit_heads: AuditHeadsTable
  audit_log: AuditLogTable
  bands: BandsTable
  blobs: BlobsTable
  case_events: CaseEventsTable
  cases: CasesTable
  cluster_events: ClusterEventsTable
  cluster_members: ClusterMembersTable
  corpus_members: CorpusMembersTable
  data_keys: DataKeysTable
  door_rows: DoorRowsTable
  evidence: EvidenceTable
  facts: FactsTable
  findings: FindingsTable
  ledgers_history: LedgersHistoryTable
  link_removals: LinkRemovalsTable
  links: LinksTable
  one_time_links: OneTimeLinksTable
  orgs: OrgsTable
  outbox: OutboxTable
  rate_buckets: RateBucketsTable
  schema_migrations: SchemaMigrationsTable
  self_identifications: SelfIdentificationsTable
  sessions: SessionsTable
  settings: SettingsTable
  subjects: SubjectsTable
  taxii_access: TaxiiAccessTable
  taxii_collections: TaxiiCollectionsTable
  taxii_cursors: TaxiiCursorsTable
  taxii_objects: TaxiiObjectsTable
  taxii_statuses: TaxiiStatusesTable
  term_counts: TermCountsTable
  users: UsersTable
  vault_masters: VaultMastersTable
  webhook_deliveries: WebhookDeliveriesTable
  webhooks: WebhooksTable
  work_days: WorkDaysTable
  work_names: WorkNamesTable
  work_presence: WorkPresenceTable
  work_sources: WorkSourcesTable
}
