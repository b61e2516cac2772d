/**
 * What to have in hand before somebody's access is cut and they know: afterwards it is gone. Seventeen fields, after
 * the response playbook of the Security Alliance (research: SEAL), worded for a company that may be wrong about them.
 */
export const exitItems = [
  { id: 'resume', title: 'Every résumé and profile they sent, as received' },
  { id: 'identity-documents', title: 'Copies of identity and right-to-work documents already held' },
  { id: 'bank-details', title: 'Bank details and payroll changes, with dates' },
  { id: 'wallets', title: 'Wallet addresses they were or asked to be paid to' },
  { id: 'shipping', title: 'Addresses equipment was sent to, carrier records, who signed' },
  { id: 'phone-email', title: 'Telephone numbers, e-mail addresses and handles, with where each was used' },
  { id: 'addresses', title: 'Addresses of the Internet and clients of their sign-ins' },
  { id: 'devices', title: 'Devices, second factors and their enrolment dates' },
  { id: 'remote-tools', title: 'Remote-control tools and hardware seen on company devices' },
  { id: 'interviews', title: 'Who interviewed them, when, and the notes' },
  { id: 'referrals', title: 'Who referred them, and whom they referred' },
  { id: 'repositories', title: 'Repositories they could read, and what they cloned or exported' },
  { id: 'commits', title: 'Commits, reviews, pipeline and dependency changes by them' },
  { id: 'secrets', title: 'Secrets and keys they could reach: list for rotation' },
  { id: 'messages', title: 'Company messages with unusual requests (pay, devices, schedules)' },
  { id: 'screenshots', title: 'Screenshots of profiles that may be deleted, with date and address' },
  { id: 'others', title: 'Other people tied to them: assume more than one' },
] as const
export type ExitItem = (typeof exitItems)[number]['id']

export const exitStates = ['have', 'missing', 'not-applicable'] as const
export type ExitState = (typeof exitStates)[number]
