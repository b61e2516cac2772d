import type { CaseFile } from '../../../http/contract.ts'

/** Whether nothing at all was assessed. Such a case is unknown, and must look it. */
export function isUnknown(file: CaseFile): boolean {
  const spoke = file.ledger.groups.some((group) => group.findings.length > 0)
  const mild = file.posture === 'routine' || file.posture === 'look'
  return (
    mild && !spoke && (file.ledger.notAssessed.length > 0 || file.evidence.some((item) => item.status !== 'measured'))
  )
}

/** The first line of a case. */
export function answerOf(file: CaseFile): string {
  if (!isUnknown(file) || file.posture !== 'routine') return file.why
  if (file.evidence.some((item) => item.status === 'received')) return 'It is still being read.'
  const unread = file.evidence.some((item) => item.status === 'failed')
  return unread
    ? 'It could not be read, so nothing is known about it.'
    : 'Nothing could be assessed yet: unknown, not clean.'
}
