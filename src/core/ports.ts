import type { Artefact, ArtefactType } from './artefact.ts'
import type { Digest } from './evidence.ts'
import type { Id } from './ids.ts'
import type { Json } from './facts.ts'

/**
 * What the inner house asks of the outer one. Doors and rules reach disk, network and database only through these;
 * `store/`, `guard/` and `circle/` implement them.
 */

/** Encrypted bytes. */
export interface Vault {
  put(org: Id, subject: Id, bytes: Uint8Array): Promise<Digest>
  get(org: Id, digest: Digest): Promise<Uint8Array>
}

/** Other records that carry an artefact. Values are compared as keyed hashes; the store never shows the value. */
export interface ArtefactIndex {
  /** How many distinct subjects carry each artefact, and how many subjects there are in all. */
  holders(org: Id, artefacts: readonly Artefact[], except: Id): Promise<{ population: number; holders: readonly ArtefactHolders[] }>
}

export interface ArtefactHolders {
  readonly artefact: Artefact
  readonly subjects: readonly Id[]
  /** Holders among subjects that people cleared. */
  readonly cleared: number
  /** Whether some holder goes by another name than the subject asked for; absent: not known. */
  readonly otherName?: boolean
}

/** Rows of signature bands: what compares one text with a million. */
export interface BandIndex {
  /** Evidence that shares at least one band of this space, most shared bands first. */
  candidates(org: Id, space: string, bands: readonly string[], limit: number): Promise<readonly { evidence: Id; subject: Id; shared: number }[]>
  add(org: Id, space: string, evidence: Id, subject: Id, bands: readonly string[]): Promise<void>
}

/** Who belongs to a cluster. */
export interface ClusterMember {
  readonly evidence: Id
  readonly subject: Id
  readonly cleared: boolean
}

/** What befell a cluster; kept, so that a person can see why two groups are one, or one is two. */
export interface ClusterEvent {
  readonly type: 'born' | 'joined' | 'merged' | 'split'
  readonly cluster: Id
  /** Merged: the younger one that was taken in. Split: the new one that left. */
  readonly other?: Id
  readonly evidence?: Id
  /** How alike, in nats above the threshold, when it was decided. */
  readonly margin: number
}

/** Clusters with stable ids, told apart by `space`. An id stays when its cluster grows; after a merge the older one stays. */
export interface LookAlikes {
  /** Cluster of each evidence; those not assigned yet are missing. */
  of(org: Id, space: string, evidence: readonly Id[]): Promise<ReadonlyMap<Id, Id>>
  /** Members, newest first, at most `limit`. */
  members(org: Id, space: string, cluster: Id, limit: number): Promise<readonly ClusterMember[]>
  /** Distinct subjects, and those of them that people cleared: of one cluster, or of all when it is null. */
  counts(org: Id, space: string, cluster: Id | null): Promise<{ readonly subjects: number; readonly cleared: number }>
  /** Puts evidence into a cluster, which is made when nobody is in it. */
  put(org: Id, space: string, member: { evidence: Id; subject: Id; cluster: Id; margin: number }): Promise<void>
  /** Moves evidence of one cluster into another: all of it (a merge), or those named (a split). */
  move(org: Id, space: string, from: Id, into: Id, evidence: readonly Id[] | null, margin: number): Promise<void>
}

/** Facts measured earlier, for comparisons within a subject or with a candidate of the band index. */
export interface FactStore {
  facts(org: Id, evidence: readonly Id[], root: string): Promise<ReadonlyMap<Id, Json>>
}

/** Versioned reference data (IP ranges, release dates, popular templates …) with its age. */
export interface Reference {
  readonly name: string
  readonly asOf: string
}

/** The ports a door's `gather` may use. */
export interface Ports {
  readonly artefacts: ArtefactIndex
  readonly bands: BandIndex
  readonly facts: FactStore
  /** Document frequency of a term in a corpus of the organisation, for IDF: term → records that hold it. */
  readonly frequency: (org: Id, space: string, terms: readonly string[]) => Promise<{ population: number; counts: ReadonlyMap<string, number> }>
  /** Clusters of look-alikes; absent where nothing is kept. */
  readonly lookAlikes?: LookAlikes
  /** A setting of the organisation, undefined where it is not set; the caller checks its shape. */
  readonly settings?: (org: Id, name: string) => Promise<unknown>
}

export type { Artefact, ArtefactType }
