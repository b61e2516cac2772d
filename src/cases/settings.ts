import { z } from 'zod'
import { contestDays } from '../core/case.ts'

/** How much a case tells people beyond the facts. */
export const caseModes = ['evidence-only', 'banded', 'security-case'] as const
export type CaseMode = (typeof caseModes)[number]

/** What an organisation sets about its cases; kept in the settings under `cases`. */
export const caseSettings = z.object({
  /**
   * `evidence-only`: findings with their places, no weight, total or posture, so that no score exists that a decision
   * could rest on (NYC LL144's "class or recommendation"). `banded`: postures and the ledger. `security-case`: as banded,
   * and an escalated case is shut away to its compartment.
   */
  mode: z.enum(caseModes).default('banded'),
  /** Letter packs in force, the first one the default. */
  jurisdictions: z.array(z.string()).default(['EU']),
  /** Days to contest; never fewer than the state machine allows. */
  contestDays: z.int().min(contestDays).max(365).default(contestDays),
  /** Days a person has for an offered check. */
  checkDays: z.int().min(3).max(60).default(7),
  /** Hours within which a check that held must be turned into a closed case: waiting is a harm too. */
  clearingHours: z.int().min(4).max(240).default(48),
  /** Hours within which somebody takes a case that waits. */
  triageHours: z.int().min(1).max(240).default(24),
  /** Company name and contact as letters give them. */
  sender: z.string().max(300).default(''),
  /** Where a person reaches a human being about a decision. */
  contact: z.string().max(300).default(''),
})
export type CaseSettings = z.infer<typeof caseSettings>

/** Stored settings as far as they are well-formed; else the defaults. */
export function readCaseSettings(stored: unknown): CaseSettings {
  const read = caseSettings.safeParse(stored ?? {})
  return read.success ? read.data : caseSettings.parse({})
}
