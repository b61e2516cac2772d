import type { Posture } from '../core/posture.ts'

/** What happens in the house while it works, for whoever watches. */
export interface Happenings {
  readonly 'evidence.received': { readonly evidence: string; readonly name: string }
  readonly 'evidence.measured': { readonly evidence: string; readonly case: string }
  readonly 'evidence.failed': { readonly evidence: string; readonly code: string }
  readonly 'case.judged': { readonly case: string; readonly posture: Posture; readonly why: string }
  readonly 'circle.changed': { readonly what: 'inbox' | 'drafts' | 'advisories' | 'peers' }
  readonly 'package.judged': { readonly name: string; readonly version: string; readonly verdict: string }
  readonly 'demo.progress': { readonly done: number; readonly total: number }
}

export type Announce = <N extends keyof Happenings>(org: string, name: N, data: Happenings[N]) => void
