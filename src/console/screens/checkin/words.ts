import type { Stage } from '../../../measure/device/session-document.ts'
import type { CheckinLinkRow } from '../../../http/rooms/checkin/contract.ts'

export const stageWords: Readonly<Record<Stage, string>> = {
  application: 'Application',
  test: 'Coding test',
  interview: 'Interview',
  'first-week': 'First week',
}

export const linkWords: Readonly<Record<CheckinLinkRow['state'], string>> = {
  open: 'waits for the person',
  used: 'the visit was made',
  expired: 'ran out unused',
  call: 'prefers the call, which counts the same',
  withdrawn: 'taken back',
}
