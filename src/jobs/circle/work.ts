import { messageOf } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { House } from '../house.ts'
import { refreshPeerRules } from './peer-rules.ts'
import { seatedCircle } from './seat.ts'

/** One errand among the peers. Each may be done twice: cursors and deliveries are written down before and after. */
export async function workCircle(house: House, job: { readonly org: Id; readonly task: 'take' | 'poll' | 'send'; readonly peer: string | null }): Promise<void> {
  const circle = await seatedCircle(house, job.org)
  if (circle === null) return
  if (job.task === 'take') {
    await circle.exchange.takeGiven()
    await refreshPeerRules(house, job.org)
    house.announce(job.org, 'circle.changed', { what: 'inbox' })
  }
  if (job.task === 'send' && (await circle.desk.retry()) > 0) house.announce(job.org, 'circle.changed', { what: 'advisories' })
  if (job.task === 'poll' && job.peer !== null) {
    // A peer that does not answer is not our failure: its page shows since when, and the next poll is minutes away.
    const came = await circle.exchange.poll(job.peer).catch((error: unknown) => messageOf(error))
    if (typeof came === 'number' && came > 0) await refreshPeerRules(house, job.org)
    if (came !== 0) house.announce(job.org, 'circle.changed', { what: typeof came === 'number' ? 'inbox' : 'peers' })
  }
}

/** Puts every peer's poll, what was given to us, and what waits into the queue. For a clock; any number of processes may. */
export async function circleRound(house: House, org: Id): Promise<void> {
  const circle = await seatedCircle(house, org)
  if (circle === null) return
  for (const task of ['take', 'send'] as const) await house.queue.add(null, 'circle', { org, task, peer: null }, `${org}/${task}`)
  for (const peer of await circle.peers.present())
    if (peer.remote !== null) await house.queue.add(null, 'circle', { org, task: 'poll', peer: peer.name }, `${org}/poll/${peer.name}`)
}
