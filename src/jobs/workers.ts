import { workCircle } from './circle/work.ts'
import { deliver } from './deliver.ts'
import { refreshPeerRules } from './circle/peer-rules.ts'
import { rows, type House } from './house.ts'
import { follow, judgeReleases } from './packages/follow.ts'
import { judge } from './pipeline/judge.ts'
import { runRetention } from './rights/retention.ts'
import { measureEvidence } from './pipeline/measure.ts'
import { measurePerson } from './work/measure.ts'
import { poll } from './work/poll.ts'

/** Puts this process to work on the queue. Any number of processes may. */
export async function startWorkers(house: House): Promise<void> {
  await house.queue.work('measure', (job) => measureEvidence(house, job))
  await house.queue.work('judge', (job) => judge(house, job))
  await house.queue.work('rhythm', (job) => measurePerson(house, job))
  await house.queue.work('poll', (job) => poll(house, job))
  await house.queue.work('follow', (job) => follow(house, job).then(() => undefined))
  await house.queue.work('release', (job) => judgeReleases(house, job))
  await house.queue.work('retention', (job) => runRetention(house, job).then(() => undefined))
  await house.queue.work('deliver', (job) => deliver(house, job.org))
  await house.queue.work('circle', (job) => workCircle(house, job))
  // Rules that another process let in are in force here within a minute.
  for (const { id } of await rows(house).orgs.list()) setInterval(() => void refreshPeerRules(house, id).catch(() => undefined), 60_000).unref()
}
