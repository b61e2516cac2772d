import type { Me } from '../../http/contract.ts'

/** What a screen may ask for, and the action of the server's policy that stands behind it. */
export const abilities = {
  seeQueue: 'queue.read',
  seeCase: 'case.read',
  seeLedger: 'ledger.read',
  moveCase: 'case.move',
  recordCheck: 'case.check',
  decide: 'case.decide',
  comment: 'case.comment',
  assign: 'case.assign',
  handIn: 'evidence.submit',
  openFile: 'evidence.read',
  removeLink: 'link.remove',
  seePlaybook: 'playbook.read',
  seeAudit: 'audit.read',
  seeHealth: 'health.read',
  loadDemo: 'demo.load',
} as const
export type Ability = keyof typeof abilities

export function allowed(me: Me, ability: Ability): boolean {
  return me.actions.includes(abilities[ability])
}
