import type { AdvisoryFile, AdvisoryRow, InboxRow, MatchingPage, PeerRow, Tlp } from '../../../http/rooms/circle/contract.ts'

export const tlpLevels: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']

export const tlpMeaning: Readonly<Record<Tlp, string>> = {
  CLEAR: 'For everybody',
  GREEN: 'Within the community',
  AMBER: 'Within organisations and their clients',
  'AMBER+STRICT': 'Within single organisations only',
  RED: 'Only for those it is addressed to',
}

export const papMeaning = {
  CLEAR: 'Do with it what you like',
  GREEN: 'Block it, and look it up with others',
  AMBER: 'Look only into your own records',
  RED: 'Do nothing that could be noticed',
} as const

export const stateWords: Readonly<Record<AdvisoryRow['state'], string>> = {
  draft: 'Draft',
  submitted: 'Waits for a second person',
  approved: 'Approved',
  sent: 'Sent',
  revoked: 'Revoked',
}

export const trustWords: Readonly<Record<PeerRow['trust'], string>> = {
  new: 'Words not compared',
  met: 'Words compared',
  revoked: 'Parted',
}

export const wayWords: Readonly<Record<InboxRow['ways'][number], string>> = {
  poll: 'read from its server',
  push: 'given to ours',
  telegram: 'posted in Telegram',
  signal: 'posted in Signal',
  file: 'handed over as a file',
}

export const signatureWords: Readonly<Record<InboxRow['signature'], string>> = {
  valid: 'Signature verified',
  unproven: 'Signed by a key nobody has compared',
  none: 'Not signed',
}

export const deliveryWords: Readonly<Record<AdvisoryFile['deliveries'][number]['state'], string>> = {
  sent: 'Delivered',
  waiting: 'Waiting for another try',
  withheld: 'Held back',
  withdrawn: 'Taken back',
  'given-up': 'Given up',
}

export const evidenceWords: Readonly<Record<MatchingPage['entries'][number]['evidence'], string>> = {
  'document-forged': 'Forged document',
  'identity-borrowed': 'Borrowed identity',
  'proxy-interview': 'Somebody else in the interview',
  admitted: 'Admitted',
  'law-enforcement': 'From law enforcement',
  'malware-delivery': 'Delivered malware',
}

export const purposeWords = {
  application: 'An application',
  contractor: 'A contractor',
  incident: 'An incident',
  'employee-review': 'An employee, with two people’s approval',
} as const

export const identifierWords = {
  email: 'E-mail address',
  phone: 'Telephone number',
  document: 'Document (country|kind|number)',
  wallet: 'Wallet (chain|address)',
  handle: 'Handle (service|name)',
  payout: 'Payout account',
  device: 'Device',
  'layout-band': 'Résumé layout',
  'photo-band': 'Photo',
} as const

/** "5 minutes ago" needs a clock; this only says whether traffic with a peer is in trouble, and since when. */
export function troubleOf(peer: PeerRow): { readonly why: string; readonly since: number | null } | null {
  const failing = peer.feeds.filter((feed) => feed.failures > 0).toSorted((a, b) => b.failures - a.failures)[0]
  return failing === undefined ? null : { why: failing.lastError ?? 'It does not answer.', since: failing.lastSuccessAt }
}
