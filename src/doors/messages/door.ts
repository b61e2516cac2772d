import type { Door } from '../door.ts'
import { isMessage } from './intake.ts'
import { message } from './kinds.ts'

/** Messages to employees: every attempt reported, answered, counted. */
export const messages: Door = {
  id: 'messages',
  title: 'Messages',
  kinds: { message },
  recognises: (name, head) => (isMessage(name, head) ? 'message' : null),
}
