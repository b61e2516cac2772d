import { SallyportError } from '../../../core/errors.ts'
import { historyDocument, type HistoryDocument } from '../../../measure/history/document.ts'

/** @throws SP_INPUT when it is no exported history */
export function parse(bytes: Uint8Array): HistoryDocument {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SallyportError('SP_INPUT', 'The exported history is not JSON.')
  }
  const read = historyDocument.safeParse(value)
  if (!read.success) throw new SallyportError('SP_INPUT', `The exported history: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}`)
  return read.data
}
