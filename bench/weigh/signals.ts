import type { Group } from '../../src/core/rule.ts'

/** A signal as the simulation assumes it: how often it shows in bad and in honest applicants. */
export interface Signal {
  readonly name: string
  readonly group: Group
  readonly bad: number
  readonly honest: number
}

/**
 * Twenty-one signals in five groups. The shares are assumptions of the right size, not measurements: only comparisons
 * between combiners on the same draws mean anything.
 */
export const signals: readonly Signal[] = [
  { name: 'vpn', group: 'network', bad: 0.6, honest: 0.12 },
  { name: 'hosting-address', group: 'network', bad: 0.3, honest: 0.04 },
  { name: 'relay', group: 'network', bad: 0.25, honest: 0.015 },
  { name: 'zone-mismatch', group: 'network', bad: 0.35, honest: 0.05 },
  { name: 'template-match', group: 'document', bad: 0.5, honest: 0.04 },
  { name: 'metadata-mismatch', group: 'document', bad: 0.3, honest: 0.06 },
  { name: 'timeline-contradiction', group: 'document', bad: 0.35, honest: 0.07 },
  { name: 'early-technology', group: 'document', bad: 0.15, honest: 0.03 },
  { name: 'over-polished', group: 'document', bad: 0.45, honest: 0.2 },
  { name: 'voip-number', group: 'contact', bad: 0.5, honest: 0.08 },
  { name: 'new-mailbox', group: 'contact', bad: 0.45, honest: 0.1 },
  { name: 'foreign-phone-region', group: 'contact', bad: 0.4, honest: 0.09 },
  { name: 'handle-reuse', group: 'contact', bad: 0.2, honest: 0.01 },
  { name: 'sudden-blockchain', group: 'online', bad: 0.4, honest: 0.06 },
  { name: 'copied-history', group: 'online', bad: 0.25, honest: 0.01 },
  { name: 'thin-history', group: 'online', bad: 0.45, honest: 0.15 },
  { name: 'liveness-refused', group: 'interview', bad: 0.4, honest: 0.02 },
  { name: 'answer-delay', group: 'interview', bad: 0.35, honest: 0.04 },
  { name: 'reads-answers', group: 'interview', bad: 0.4, honest: 0.12 },
  { name: 'second-voice', group: 'interview', bad: 0.2, honest: 0.02 },
  { name: 'own-code-blank', group: 'interview', bad: 0.35, honest: 0.05 },
]

/** What privacy-minded people and recent immigrants show without being anything else. */
export const innocentCohort: ReadonlySet<string> = new Set(['vpn', 'voip-number', 'new-mailbox', 'foreign-phone-region'])
