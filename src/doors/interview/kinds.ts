import type { Kind } from '../door.ts'
import { callFacts, measureCall, type CallFacts } from './measure.ts'
import type { CallRecord } from './record.ts'

/** One call. No look-up is needed: it is compared with the same person's reference, which the record holds. */
export const call: Kind<CallRecord, null, CallFacts> = {
  facts: callFacts,
  parser: new URL('./parsers/call.ts', import.meta.url),
  gather: () => Promise.resolve(null),
  measure: measureCall,
  label: (facts) => facts.basis.candidate,
  artefacts: () => [],
}
