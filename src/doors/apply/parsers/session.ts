import { SallyportError } from '../../../core/errors.ts'
import { sessionDocument, type SessionDocument } from '../../../measure/device/session-document.ts'

/** @throws SP_INPUT when it is no session payload */
export function parse(bytes: Uint8Array): SessionDocument {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SallyportError('SP_INPUT', 'The session payload is not JSON.')
  }
  const read = sessionDocument.safeParse(value)
  if (!read.success) throw new SallyportError('SP_INPUT', `The session payload: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}`)
  return read.data
}
