import type { Action } from '../../guard/policy/actions.ts'
import type { Me } from '../../http/contract.ts'

/** What a screen may ask for, and the action of the server's policy that stands behind it. */
export const abilities = {
  seeQueue: 'queue.read',
  seeCase: 'case.read',
  /** Who may read the rules may see what they weigh; to the others a weight says nothing. */
  seeLedger: 'playbook.read',
  moveCase: 'case.move',
  recordCheck: 'case.check',
  decide: 'case.decide',
  comment: 'case.comment',
  assign: 'case.assign',
  handIn: 'evidence.submit',
  seeCounts: 'statistics.read',
  openFile: 'evidence.download',
  seeLinks: 'link.read',
  removeLink: 'link.remove',
  seePlaybook: 'playbook.read',
  seeAudit: 'audit.read',
  verifyAudit: 'audit.verify',
  seeHealth: 'health.read',
  loadDemo: 'demo.load',
  seePackages: 'verdict.read',
  seeWork: 'work.ask',
  answerOpening: 'work.approve',
  seeSources: 'settings.read',
  changeSources: 'settings.write',
  runCall: 'challenge.draw',
  /** The turns of a call are read out of the received file. */
  readCall: 'evidence.download',
  changeSettings: 'settings.write',
  writeLetter: 'case.letter',
  answerContest: 'case.contest',
  keepRights: 'retention.erase',
  seeSettings: 'settings.read',
  seeLearning: 'calibration.read',
  proposeWeights: 'playbook.write',
  signWeights: 'calibration.sign-off',
  managePeople: 'user.manage',
  manageTokens: 'token.manage',
  seePeers: 'peer.read',
  managePeers: 'peer.manage',
  seeAdvisories: 'advisory.read',
  writeAdvisory: 'advisory.draft',
  approveAdvisory: 'advisory.approve',
  admitRules: 'playbook.write',
  seeQuestions: 'match.read',
  askPeers: 'match.ask',
  enterMatch: 'match.propose',
} as const satisfies Readonly<Record<string, Action>>
export type Ability = keyof typeof abilities

export function allowed(me: Me, ability: Ability): boolean {
  return me.actions.includes(abilities[ability])
}
