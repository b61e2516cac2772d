import type { KeyObject } from 'node:crypto'
import { checkpointToText, signCheckpoint } from '../guard/audit/checkpoint.ts'
import { readLog, type AuditStore } from '../guard/audit/log.ts'
import { GrowingTree } from '../guard/audit/merkle.ts'
import { rows, type House } from './house.ts'
import { retentionRuns } from './rights/retention.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * Chores of a running house: what was received but never measured (a restore, a lost queue) is taken up again, and the
 * audit log gets a signed checkpoint each hour. The line of the checkpoint is handed out, because one that stays in the
 * database can be cut short with it.
 *
 * @returns stops the clock
 */
export function startHousekeeping(house: House, org: string, audit: AuditStore, key: KeyObject, publish: (line: string) => void, report: (error: Error) => void): () => void {
  const chores = async (): Promise<void> => {
    publish(await checkpoint(house, org, audit, key))
  }
  void resume(house, org).catch(report)
  // What a receiver did not take is due again at its own time; nobody else wakes the queue for it.
  const retries = setInterval(() => void house.queue.add(null, 'deliver', { org }, org).catch(report), 60_000)
  retries.unref()
  const clocks = setInterval(() => void queueRetention(house, org).catch(report), day)
  clocks.unref()
  const timer = setInterval(() => void chores().catch(report), hour)
  timer.unref()
  return () => {
    clearInterval(timer)
    clearInterval(clocks)
    clearInterval(retries)
  }
}

/**
 * Retention, once a day: a preview until a person who saw one has started the first run; from then on the clocks run by
 * themselves.
 */
export async function queueRetention(house: House, org: string): Promise<void> {
  const { runs } = await retentionRuns(house, org)
  await house.queue.add(null, 'retention', { org, dryRun: runs.length === 0, by: 'clock' }, org)
}

/** Enqueues evidence that nobody measured. Measuring twice does no harm. */
export async function resume(house: House, org: string): Promise<number> {
  const old = house.clock.now() - 10 * 60_000
  let resumed = 0
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<ReturnType<typeof rows>['evidence']['withStatus']>> = await rows(house).evidence.withStatus(org, 'received', 200, after)
    const found = await rows(house).evidence.find(org, page.map(({ id }) => id))
    for (const { id } of page) {
      if ((found.get(id)?.receivedAt ?? 0) > old) continue
      await house.queue.add(null, 'measure', { org, evidence: id })
      resumed += 1
    }
    if (page.length < 200) return resumed
    after = page.at(-1)?.id ?? null
  }
}

/** Signs how long the log is and what it holds. @returns the line to keep outside */
export async function checkpoint(house: House, org: string, audit: AuditStore, key: KeyObject): Promise<string> {
  const tree = new GrowingTree()
  for await (const entry of readLog(audit, org)) tree.append(entry.leaf)
  const signed = signCheckpoint(key, org, tree, house.clock.now())
  await rows(house).audit.addCheckpoint(org, { size: signed.size, root: Buffer.from(signed.root), signature: Buffer.from(signed.signature), keyId: signed.keyId })
  return checkpointToText(signed)
}
