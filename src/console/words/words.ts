import type { CaseState, Outcome } from '../../core/case.ts'
import type { DoorId, EvidenceKind } from '../../core/evidence.ts'
import type { Posture } from '../../core/posture.ts'
import type { Verdict } from '../../core/rule.ts'

/** The words of the product, for people who never read its code. Codes stay in the API. */

export const postureWords: Readonly<Record<Posture, string>> = {
  routine: 'Routine',
  look: 'Worth a look',
  challenge: 'Check first',
  escalate: 'Stop and decide',
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  allow: 'Let through',
  review: 'Review',
  hold: 'Held',
  block: 'Blocked',
}

export const doorWords: Readonly<Record<DoorId, string>> = {
  apply: 'Applications',
  interview: 'Interviews',
  work: 'Work',
  packages: 'Packages',
  messages: 'Messages',
  circle: 'Circle',
}

export const kindWords: Readonly<Record<EvidenceKind, string>> = {
  resume: 'Résumé',
  session: 'Session',
  endpoint: 'Computer',
  call: 'Call',
  activity: 'Working times',
  package: 'Package',
  repository: 'Repository',
  message: 'Message',
  advisory: 'Advisory',
}

export const stateWords: Readonly<Record<CaseState, string>> = {
  intake: 'Received',
  evidence: 'Evidence is in',
  'step-up-offered': 'Check offered',
  verified: 'Verified',
  'declined-with-reason': 'Check declined, with a reason',
  failed: 'Check failed',
  decision: 'Decision due',
  notice: 'Notice sent',
  contest: 'Contested',
  closed: 'Closed',
}

/** What a person does when she moves a case there. */
export const moveWords: Readonly<Record<CaseState, string>> = {
  intake: 'Back to intake',
  evidence: 'Reopen the evidence',
  'step-up-offered': 'Offer a check',
  verified: 'Record: verified',
  'declined-with-reason': 'Record: declined, with a reason',
  failed: 'Record: not verified',
  decision: 'Go to the decision',
  notice: 'Send the notice',
  contest: 'Record a contest',
  closed: 'Close the case',
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  proceed: 'Proceed',
  'not-proceed': 'Do not proceed',
  'hand-over': 'Hand over',
}

export const outcomeMeaning: Readonly<Record<Outcome, string>> = {
  proceed: 'Nothing stands in the way.',
  'not-proceed': 'Needs a check that failed or was declined. The person gets a notice and 14 days to contest.',
  'hand-over': 'HR, legal or security take it from here, with the evidence pack.',
}

const groupWords: Readonly<Record<string, string>> = {
  document: 'The document itself',
  contact: 'Contact details',
  online: 'Online presence',
  network: 'Network path',
  session: 'Sessions',
  typing: 'Typing',
  interview: 'Interview',
  identity: 'Identity check',
  shipping: 'Shipping',
  payment: 'Payment',
  endpoint: 'The computer',
  work: 'Working times',
  link: 'Shared with other records',
  'package-metadata': 'Package metadata',
  'package-diff': 'What changed in the package',
  'package-behaviour': 'What the package does',
  'message-claim': 'What the message claims',
  'message-lure': 'How it lures',
  'message-command': 'Commands in it',
  'message-sender': 'The sender',
  attachment: 'Attachment',
  intel: 'Known from peers',
}

export function groupWord(group: string): string {
  return groupWords[group] ?? group
}

/** Who has a case, for its reader: the API names people by their id. */
export function assigneeWord(assignee: string, me: { readonly id: string; readonly name: string }): string {
  if (assignee === me.id || assignee === me.name) return 'with you'
  return /^[0-9a-f-]{36}$/.test(assignee) ? 'somebody has it' : `with ${assignee}`
}

/** Codes that the server's timeline still carries, in the words of the screen. */
export function timelineWords(text: string): string {
  return text
    .replace(/^Moved to ([a-z-]+)/, (all, state: string) =>
      state in stateWords ? `Now: ${stateWords[state as CaseState]}` : all,
    )
    .replace(/^Rules judged it: ([a-z]+)/, (all, posture: string) =>
      posture in postureWords ? `The rules say: ${postureWords[posture as Posture]}` : all,
    )
    .replace(/^Decided: ([a-z-]+)/, (all, outcome: string) =>
      outcome in outcomeWords ? `Decided: ${outcomeWords[outcome as Outcome]}` : all,
    )
}

const sourceWords: Readonly<Record<string, string>> = { upload: 'uploaded', api: 'by API', mail: 'by mail' }

export function sourceWord(source: string): string {
  return sourceWords[source] ?? `from ${source.replace(':', ' ')}`
}
