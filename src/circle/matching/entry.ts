import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Identifier } from './tokens.ts'

/** Why somebody was turned away, coarse on purpose. */
export type EvidenceClass =
  | 'document-forged'
  | 'identity-borrowed'
  | 'proxy-interview'
  | 'admitted'
  | 'law-enforcement'
  | 'malware-delivery'

/** An adjudicated rejection that peers may ask about, without it ever being sent. */
export interface Entry {
  readonly id: Id
  readonly identifiers: readonly Identifier[]
  readonly evidence: EvidenceClass
  readonly victim: boolean
  readonly proposedBy: Id
  readonly proposedAt: number
  readonly confirmedBy: Id | null
  readonly confirmedAt: number | null
  readonly withdrawnAt: number | null
  readonly withdrawnWhy: string | null
}

const month = 30.44 * 24 * 3_600_000
/** After 24 months an entry is gone: people change, numbers are given to others. */
export const lifetime = 24 * month

export function propose(entry: Pick<Entry, 'id' | 'identifiers' | 'evidence' | 'victim'>, by: Id, now: number): Entry {
  if (entry.identifiers.length === 0) throw new SallyportError('SP_INPUT', 'An entry needs an identifier.')
  return {
    ...entry,
    proposedBy: by,
    proposedAt: now,
    confirmedBy: null,
    confirmedAt: null,
    withdrawnAt: null,
    withdrawnWhy: null,
  }
}

/** @throws SP_FORBIDDEN for the person who proposed it; SP_CONFLICT when it is no longer open */
export function confirm(entry: Entry, by: Id, now: number): Entry {
  if (by === entry.proposedBy) throw new SallyportError('SP_FORBIDDEN', 'An entry needs a second person.')
  if (entry.confirmedBy !== null || entry.withdrawnAt !== null)
    throw new SallyportError('SP_CONFLICT', 'This entry is no longer open.')
  return { ...entry, confirmedBy: by, confirmedAt: now }
}

/** Leaves the next filter. One person is enough to take something back. */
export function withdraw(entry: Entry, why: string, now: number): Entry {
  return { ...entry, withdrawnAt: entry.withdrawnAt ?? now, withdrawnWhy: entry.withdrawnWhy ?? why }
}

export function isPublished(entry: Entry, now: number): boolean {
  return entry.confirmedAt !== null && entry.withdrawnAt === null && now < entry.confirmedAt + lifetime
}
