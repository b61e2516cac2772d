import type { Circle } from '../../circle/open.ts'
import { caseStates } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import { doorIds } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { factSchemas } from '../../doors/index.ts'
import { showFault } from '../../playbook/fault.ts'
import { readPack, type Pack } from '../../playbook/pack.ts'
import { digestText } from '../../store/packs.ts'
import { rows, type House } from '../house.ts'
import { seatedCircle } from './seat.ts'

interface PeerRule {
  readonly id: string
  readonly yaml: string
}

/** Rules of one peer as a pack of its own: checked against our facts, as any rule is. */
export function peerPack(peer: string, rules: readonly PeerRule[]): Pack {
  const slug = peer.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'unnamed'
  const about = { path: `peer-${slug}/pack.yaml`, text: JSON.stringify({ id: `peer-${slug}`, title: `Rules of ${peer}`.slice(0, 80), version: '1.0.0', kind: 'peer' }) }
  const files = rules.map((rule) => ({ path: `peer-${slug}/${rule.id}.yaml`, text: rule.yaml }))
  return readPack([about, ...files], factSchemas, digestText)
}

/** Why a rule that came, or is to travel, would not run: a sentence each. */
export function faultsOf(house: House, peer: string, rules: readonly PeerRule[]): string[] {
  const pack = peerPack(peer, rules)
  const read = new Set(pack.rules.map(({ rule }) => rule.id))
  const taken = rules.filter(({ id }) => house.playbook.ownIds.has(id)).map(({ id }) => `${id} is the name of a rule of our own`)
  const unread = rules.filter(({ id }) => !read.has(id) && !pack.faults.some((fault) => fault.file.includes(id))).map(({ id }) => `${id} is not a rule of any door`)
  return [...pack.faults.map(showFault), ...taken, ...unread]
}

/** Puts the rules that people admitted into force in this process. */
export async function refreshPeerRules(house: House, org: Id): Promise<void> {
  const circle = await seatedCircle(house, org)
  if (circle === null) return
  const revoked = new Set((await circle.inbox.list()).flatMap((one) => (one.revoked ? [one.id] : [])))
  // A revoked advisory takes its rules along.
  const admitted = (await circle.rules.list()).filter(({ received }) => !revoked.has(received))
  const byPeer = Map.groupBy(admitted, ({ peer }) => peer)
  house.playbook.admit([...byPeer].map(([peer, rules]) => peerPack(peer, rules)))
}

/** Most subjects that are judged again when a rule comes into force. */
const mostJudged = 500

/**
 * Lets the rules of a received advisory in. What stands open behind their doors is judged again with them.
 *
 * @returns how many subjects are judged again
 * @throws SP_RULE_INVALID when one of them would not run; SP_CIRCLE_SIGNATURE when the advisory is not signed by a met peer
 */
export async function admitRules(house: House, org: Id, circle: Circle, received: string, by: Id): Promise<number> {
  const advisory = await circle.inbox.get(received)
  if (advisory.signature !== 'valid')
    throw new SallyportError('SP_CIRCLE_SIGNATURE', 'Only rules of a signed advisory are let in, and only once the words were compared.')
  if (advisory.revoked) throw new SallyportError('SP_CONFLICT', 'This advisory was revoked.')
  const [fault] = faultsOf(house, advisory.peer, advisory.rules)
  if (fault !== undefined) throw new SallyportError('SP_RULE_INVALID', fault)
  await circle.rules.admit(advisory.peer, received, advisory.rules, by)
  await refreshPeerRules(house, org)
  return judgeAgain(house, org, advisory.rules.map(({ id }) => id.split('/')[0] as string))
}

/** Takes them out again. */
export async function dismissRules(house: House, org: Id, circle: Circle, received: string): Promise<number> {
  const advisory = await circle.inbox.get(received)
  if (!(await circle.rules.dismiss(received))) return 0
  await refreshPeerRules(house, org)
  return judgeAgain(house, org, advisory.rules.map(({ id }) => id.split('/')[0] as string))
}

async function judgeAgain(house: House, org: Id, doors: readonly string[]): Promise<number> {
  const behind = doorIds.filter((door) => doors.includes(door))
  const { cases } = await rows(house).cases.queue(org, { doors: behind, states: caseStates.filter((state) => state !== 'closed'), limit: mostJudged })
  for (const { subject } of cases) await house.queue.add(null, 'judge', { org, subject }, `${org}/${subject}`)
  return cases.length
}
