import type { Door } from '../door.ts'
import { endpoint, isEndpoint } from './endpoint.ts'
import { activity } from './kinds.ts'

/** Marks of the logs this door reads, within the first bytes of a file. */
const MARKS = [
  /^commit [0-9a-f]{40}/,
  /^[0-9a-f]{40}\u001f/,
  /"claim"\s*:\s*\{\s*"(zone|account)"/,
  /"eventType"\s*:\s*"(user|security|policy|application|system)\./,
  /"userPrincipalName"\s*:/,
  /"class_uid"\s*:\s*(3002|3003|6003|6005)\b/,
  /"programmatic_access_type"|"_document_id"\s*:/,
  /"class"\s*:\s*"(interactive|token|automated|merge)"/,
]

/** Accounts of people who work here: when they are active, through what, and whether that can be one person. */
export const work: Door = {
  id: 'work',
  title: 'Employee accounts',
  kinds: { activity, endpoint },
  recognises: (_name, head) => {
    const text = new TextDecoder().decode(head.subarray(0, 4096))
    return MARKS.some((mark) => mark.test(text)) ? 'activity' : isEndpoint(text) ? 'endpoint' : null
  },
}
