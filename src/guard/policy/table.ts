import { doorIds } from '../../core/evidence.ts'
import type { Action, Place, Principal } from './actions.ts'
import type { Condition } from './conditions.ts'

/** One permission. What no line allows is refused. */
export interface Line {
  readonly who: readonly Principal[]
  readonly may: readonly Action[]
  readonly at: readonly Place[]
  /** All of these. */
  readonly when: readonly Condition[]
}

const people = ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'] as const
/** The work door is about colleagues: its lines stand apart. */
const outside = ['apply', 'interview', 'packages', 'messages', 'circle'] as const
const house = ['house'] as const

/** The policy: role × action × door × condition. The only place in the program that grants anything. */
export const policy: readonly Line[] = [
  { who: people, may: ['self.read', 'self.write'], at: house, when: [] },
  // Everybody in the company may report what reached them, and sees what came of it.
  { who: people, may: ['evidence.submit'], at: ['messages', 'packages'], when: [] },
  { who: people, may: ['evidence.read', 'case.read-outcome'], at: ['messages', 'packages'], when: ['own'] },
  { who: people, may: ['verdict.read'], at: ['packages', 'messages'], when: [] },

  // A recruiter keeps the application moving, and decides nothing.
  { who: ['recruiter'], may: ['evidence.submit'], at: ['apply', 'interview'], when: [] },
  { who: ['recruiter'], may: ['queue.read'], at: ['apply'], when: [] },
  {
    who: ['recruiter'],
    may: ['case.read', 'case.comment', 'case.check', 'evidence.read'],
    at: ['apply'],
    when: ['compartment'],
  },

  // An interviewer sees the call they were given, nothing else.
  { who: ['interviewer'], may: ['queue.read'], at: ['interview'], when: [] },
  {
    who: ['interviewer'],
    may: ['case.read', 'case.comment', 'case.check', 'challenge.draw', 'evidence.read', 'evidence.submit'],
    at: ['interview'],
    when: ['assigned'],
  },

  {
    who: ['analyst', 'lead'],
    may: ['queue.read', 'evidence.submit', 'statistics.read', 'verdict.read'],
    at: doorIds,
    when: [],
  },
  {
    who: ['analyst', 'lead'],
    may: [
      ...([
        'case.read',
        'case.assign',
        'case.check',
        'case.comment',
        'case.decide',
        'case.letter',
        'case.move',
      ] as const),
      ...(['challenge.draw', 'evidence.read', 'evidence.download', 'link.read', 'link.remove'] as const),
    ],
    at: outside,
    when: ['compartment'],
  },
  { who: ['analyst', 'lead'], may: ['advisory.read', 'advisory.draft', 'advisory.submit'], at: ['circle'], when: [] },
  // Private matching: what one enters, a colleague confirms; asking leaves a line on both sides.
  { who: ['analyst', 'lead'], may: ['match.ask', 'match.propose', 'match.read'], at: ['circle'], when: [] },
  { who: ['analyst', 'lead'], may: ['match.confirm'], at: ['circle'], when: ['anotherPerson'] },
  { who: ['auditor'], may: ['match.read'], at: ['circle'], when: [] },
  { who: ['analyst', 'lead', 'auditor', 'admin'], may: ['peer.read'], at: house, when: [] },
  {
    who: ['analyst', 'lead'],
    may: ['playbook.read', 'calibration.read', 'health.read', 'demo.load'],
    at: house,
    when: [],
  },

  // Work records carry a pseudonym. Whose it is, and the record itself, takes two people and a reason.
  { who: ['analyst', 'lead'], may: ['case.read', 'case.comment', 'work.ask'], at: ['work'], when: ['compartment'] },
  {
    who: ['analyst', 'lead'],
    may: ['work.unmask', 'evidence.read', 'evidence.download', 'link.read'],
    at: ['work'],
    when: ['compartment', 'twoPeople'],
  },
  { who: ['lead'], may: ['work.approve'], at: ['work'], when: ['anotherPerson'] },
  {
    who: ['lead'],
    may: ['case.assign', 'case.check', 'case.decide', 'case.letter', 'case.move', 'link.remove'],
    at: ['work'],
    when: ['compartment', 'twoPeople'],
  },

  { who: ['lead'], may: ['case.compartment'], at: doorIds, when: ['compartment'] },
  { who: ['lead'], may: ['case.contest'], at: doorIds, when: ['compartment', 'anotherPerson'] },
  { who: ['lead'], may: ['retention.erase', 'retention.export'], at: doorIds, when: ['compartment'] },
  { who: ['lead'], may: ['advisory.approve'], at: ['circle'], when: ['anotherPerson'] },
  { who: ['lead'], may: ['playbook.read-sealed', 'playbook.write', 'settings.read'], at: house, when: [] },
  { who: ['lead'], may: ['calibration.sign-off'], at: house, when: ['anotherPerson'] },

  // An auditor reads judgements and the log of who did what; not the files, and changes nothing.
  { who: ['auditor'], may: ['queue.read', 'statistics.read'], at: doorIds, when: [] },
  { who: ['auditor'], may: ['case.read'], at: outside, when: ['compartment'] },
  { who: ['auditor'], may: ['advisory.read'], at: ['circle'], when: [] },
  {
    who: ['auditor'],
    may: [
      'audit.read',
      'audit.verify',
      'audit.export',
      'playbook.read',
      'calibration.read',
      'settings.read',
      'health.read',
    ],
    at: house,
    when: [],
  },

  // An admin runs the machine and sees no case. Whoever runs the machine must not be able to read quietly.
  {
    who: ['admin'],
    may: [
      ...(['audit.verify', 'backup.make', 'backup.restore', 'demo.load', 'health.read', 'peer.manage'] as const),
      ...(['playbook.read', 'settings.read', 'settings.write', 'token.manage', 'webhook.manage'] as const),
    ],
    at: house,
    when: [],
  },
  // Not one's own roles: `madeBy` is the account in question.
  { who: ['admin'], may: ['user.manage'], at: house, when: ['anotherPerson'] },

  { who: ['service'], may: ['evidence.submit'], at: doorIds, when: [] },
  { who: ['service'], may: ['verdict.read'], at: ['packages', 'messages'], when: [] },
  { who: ['service'], may: ['advisory.read', 'advisory.submit'], at: ['circle'], when: [] },
  { who: ['service'], may: ['health.read', 'backup.make'], at: house, when: [] },
  { who: ['guest'], may: ['evidence.submit', 'check.answer'], at: ['apply', 'interview'], when: ['own'] },
  { who: ['guest'], may: ['evidence.submit', 'case.read-outcome'], at: ['messages'], when: ['own'] },
  { who: ['peer'], may: ['advisory.read', 'advisory.submit'], at: ['circle'], when: [] },
]
