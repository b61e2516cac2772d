import type { Ports } from '../../core/ports.ts'
import { Artefacts } from './artefacts.ts'
import { AuditRows } from './audit.ts'
import { Bands } from './bands.ts'
import { CaseEvents } from './case-events.ts'
import { Cases } from './cases.ts'
import { Clusters } from './clusters.ts'
import { LookAlikeRows } from './look-alikes.ts'
import type { Context } from './context.ts'
import { DoorRows } from './door-rows.ts'
import { EvidenceRows } from './evidence.ts'
import { FactRows } from './facts.ts'
import { Findings } from './findings.ts'
import { Frequency } from './frequency.ts'
import { Links } from './links.ts'
import { OneTimeLinks } from './one-time-links.ts'
import { Orgs } from './orgs.ts'
import { Outbox } from './outbox.ts'
import { RateBuckets } from './rate-buckets.ts'
import { Retention } from './retention.ts'
import { SelfIdentifications } from './self-identifications.ts'
import { Sessions } from './sessions.ts'
import { Settings } from './settings.ts'
import { Subjects } from './subjects.ts'
import { ApiTokens } from './tokens.ts'
import { Users } from './users.ts'
import { Webhooks } from './webhooks.ts'
import { WorkDays } from './work-days.ts'
import { WorkNames } from './work-names.ts'
import { WorkPresence } from './work-presence.ts'
import { WorkSources } from './work-sources.ts'

export interface Repositories {
  readonly artefacts: Artefacts
  readonly audit: AuditRows
  readonly bands: Bands
  readonly lookAlikes: LookAlikeRows
  readonly caseEvents: CaseEvents
  readonly cases: Cases
  readonly clusters: Clusters
  readonly doorRows: DoorRows
  readonly evidence: EvidenceRows
  readonly facts: FactRows
  readonly findings: Findings
  readonly frequency: Frequency
  readonly links: Links
  readonly oneTimeLinks: OneTimeLinks
  readonly orgs: Orgs
  readonly outbox: Outbox
  readonly rateBuckets: RateBuckets
  readonly retention: Retention
  readonly selfIdentifications: SelfIdentifications
  readonly sessions: Sessions
  readonly settings: Settings
  readonly subjects: Subjects
  readonly apiTokens: ApiTokens
  readonly users: Users
  readonly webhooks: Webhooks
  readonly workDays: WorkDays
  readonly workNames: WorkNames
  readonly workPresence: WorkPresence
  readonly workSources: WorkSources
}

/**
 * The repositories over the store, or over a transaction: `repositories({ db: trx, vault, clock })`. Making them costs
 * nothing, so make them anew in each transaction.
 */
export function repositories(context: Context): Repositories {
  return {
    artefacts: new Artefacts(context),
    audit: new AuditRows(context),
    bands: new Bands(context),
    lookAlikes: new LookAlikeRows(context),
    caseEvents: new CaseEvents(context),
    cases: new Cases(context),
    clusters: new Clusters(context),
    doorRows: new DoorRows(context),
    evidence: new EvidenceRows(context),
    facts: new FactRows(context),
    findings: new Findings(context),
    frequency: new Frequency(context),
    links: new Links(context),
    oneTimeLinks: new OneTimeLinks(context),
    orgs: new Orgs(context),
    outbox: new Outbox(context),
    rateBuckets: new RateBuckets(context),
    retention: new Retention(context),
    selfIdentifications: new SelfIdentifications(context),
    sessions: new Sessions(context),
    settings: new Settings(context),
    subjects: new Subjects(context),
    apiTokens: new ApiTokens(context),
    users: new Users(context),
    webhooks: new Webhooks(context),
    workDays: new WorkDays(context),
    workNames: new WorkNames(context),
    workPresence: new WorkPresence(context),
    workSources: new WorkSources(context),
  }
}

/** The ports that a door's look-ups use. */
export function storePorts(context: Context): Ports {
  const { artefacts, bands, lookAlikes, facts, frequency, settings } = repositories(context)
  return { artefacts, bands, lookAlikes, facts, frequency: (org, space, terms) => frequency.counts(org, space, terms), settings: (org, name) => settings.get(org, name) }
}
