import type { CaseState } from '../../../core/case.ts'
import type { DoorId } from '../../../core/evidence.ts'
import type { Posture } from '../../../core/posture.ts'
import type { Cause } from '../../../links/weights.ts'

/** `GET /api/cases/{id}/graph` */
export interface LinkGraph {
  /** The case it was asked for. */
  readonly focus: string
  readonly cluster: { readonly id: string; readonly records: number } | null
  /** At most 300, the cluster first, then those tied most. */
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly removed: readonly RemovedTie[]
  /** Bits from which on a pair is tied into a cluster. */
  readonly bar: number
  readonly history: readonly { readonly at: number; readonly what: string; readonly members: number; readonly other: string | null }[]
  /** Nodes there were beyond those shown. */
  readonly leftOut: number
}

export interface GraphNode {
  readonly case: string
  readonly label: string
  readonly door: DoorId
  readonly posture: Posture
  readonly state: CaseState
  readonly inCluster: boolean
}

export interface GraphEdge {
  readonly a: string
  readonly b: string
  /** Bits the pair has together, causes counted once. */
  readonly strength: number
  /** At or above the bar. */
  readonly tied: boolean
  readonly things: readonly { readonly type: string; readonly cause: Cause; readonly shown: string; readonly bits: number; readonly counts: 'whole' | 'part' | 'nothing' }[]
}

export interface RemovedTie {
  readonly other: string
  readonly label: string
  readonly type: string
  readonly by: string
  readonly reason: string
  readonly at: number
}

/** `GET /api/clusters` */
export interface ClusterRow {
  readonly id: string
  readonly records: number
  readonly since: number
  readonly doors: readonly DoorId[]
  /** The case to open it by, and what it is called. */
  readonly case: string
  readonly labels: readonly string[]
}
