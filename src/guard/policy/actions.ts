import { doorIds, type DoorId } from '../../core/evidence.ts'

/** People's roles. A person may have several. */
export const roles = ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/**
 * Everybody the policy speaks of: people, and those who are none. `service`: an API token of no person (an ATS, a
 * build); `guest`: a candidate or reporter with a one-time link; `peer`: another company of the circle.
 */
export const principals = [...roles, 'service', 'guest', 'peer'] as const
export type Principal = (typeof principals)[number]

/** Where an action takes place: behind a door, or in the house itself (settings, users, audit). */
export const places = [...doorIds, 'house'] as const
export type Place = DoorId | 'house'

/** Everything that can be done, by name; one sentence each. A route names exactly one of these. */
export const actions = {
  'advisory.approve': 'Release an advisory to peers.',
  'advisory.draft': 'Write an advisory, or take one back to draft.',
  'advisory.read': 'Read advisories, received and our own.',
  'advisory.submit': 'Hand an advisory in from outside.',
  'audit.export': 'Take the audit log and its checkpoints out.',
  'audit.read': 'Read the audit log.',
  'audit.verify': 'Check the audit log against its checkpoints.',
  'backup.make': 'Make a backup.',
  'backup.restore': 'Restore a backup.',
  'calibration.read': 'Read how rules and postures did: calibration, adverse impact.',
  'calibration.sign-off': 'Sign a change of bands, prior or weights.',
  'case.assign': 'Give a case to somebody.',
  'case.check': 'Offer a step-up and record how it went.',
  'case.comment': 'Write a comment on a case.',
  'case.compartment': 'Choose who may see a case.',
  'case.contest': 'Judge a contested decision anew.',
  'case.decide': 'Make the decision of a case.',
  'case.letter': 'Send the letter of a decision.',
  'case.move': 'Move a case along its states.',
  'case.read': 'Read a case: ledger, findings, timeline.',
  'case.read-outcome': 'Read what came of one’s own report.',
  'challenge.draw': 'Draw the challenges of a call.',
  'check.answer': 'Answer a check-in or step-up one was asked for.',
  'demo.load': 'Load the fictional company.',
  'evidence.download': 'Take the received file itself.',
  'evidence.read': 'Read what was received and measured.',
  'evidence.submit': 'Hand something in.',
  'health.read': 'See how the installation is doing.',
  'link.read': 'Read what ties records together.',
  'link.remove': 'Say that a tie means nothing.',
  'match.ask': 'Ask peers privately about a value.',
  'match.confirm': 'Confirm what a colleague entered for private matching.',
  'match.propose': 'Enter an adjudicated rejection for private matching, or withdraw one.',
  'match.read': 'Read what was asked and entered for private matching.',
  'peer.manage': 'Add, change and remove peers and feeds.',
  'peer.read': 'See the peers and how they fare.',
  'playbook.read': 'Read the open rules.',
  'playbook.read-sealed': 'Read the sealed rules.',
  'playbook.write': 'Add, change and retire rules and packs.',
  'queue.read': 'See the queue.',
  'retention.erase': 'Erase a person’s data.',
  'retention.export': 'Give a person the data held about them.',
  'self.read': 'Read one’s own account.',
  'self.write': 'Change one’s own password and end one’s own sessions.',
  'settings.read': 'Read the settings.',
  'settings.write': 'Change the settings.',
  'statistics.read': 'Read the counts of attempts.',
  'token.manage': 'Make and revoke API tokens.',
  'user.manage': 'Invite people, change their roles, disable them.',
  'verdict.read': 'Ask for the verdict on a thing: a package, a link, an address.',
  'webhook.manage': 'Add, change and remove webhooks.',
  'work.approve': 'Agree that somebody opens a colleague’s record.',
  'work.ask': 'Ask for a colleague’s record to be opened, with a reason.',
  'work.unmask': 'See whose work record this is.',
} as const satisfies Record<string, string>
export type Action = keyof typeof actions

export function isAction(text: string): text is Action {
  return Object.hasOwn(actions, text)
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
