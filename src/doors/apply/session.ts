import { z } from 'zod'
import type { Measured } from '../../core/facts.ts'
import { typingFacts } from '../../measure/typing/facts.ts'
import { measureTyping } from '../../measure/typing/measure.ts'
import stored from '../../measure/typing/population.json' with { type: 'json' }
import { readPopulation, type Population, type StoredPopulation } from '../../measure/typing/population.ts'
import type { Kind } from '../door.ts'
import type { SessionPayload } from './parsers/session.ts'

/** What one check-in visit measured; a rule reads it under `session`. */
export const sessionFacts = z.object({ typing: typingFacts.nullable().optional() })

export type SessionFacts = z.infer<typeof sessionFacts>

let population: Population | null = null

/** A check-in. Comparing hands is off: it belongs to the identity module and needs a consent record. */
export const session: Kind<SessionPayload, null, SessionFacts> = {
  facts: sessionFacts,
  parser: new URL('./parsers/session.ts', import.meta.url),
  gather: async () => null,
  measure: measureSession,
  artefacts: () => [],
}

export function measureSession(payload: SessionPayload): Measured<SessionFacts> {
  if (payload.typing === null) return { facts: { typing: null }, unavailable: { typing: 'nothing was typed' } }
  population ??= readPopulation(stored as unknown as StoredPopulation)
  const { facts, unavailable } = measureTyping(payload.typing, { population, identity: false, earlier: null, accounts: [] })
  return { facts: { typing: facts }, unavailable: Object.fromEntries(Object.entries(unavailable).map(([path, why]) => [`typing.${path}`, why])) }
}

/** Whether a file is a session payload: it says so in its first bytes. */
export function isSession(head: Uint8Array): boolean {
  return /^\s*\{\s*"sallyport"\s*:\s*"session\/1"/.test(new TextDecoder().decode(head.subarray(0, 80)))
}
