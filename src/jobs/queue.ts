import { fromKysely, PgBoss } from 'pg-boss'
import type { Store } from '../store/open.ts'
import type { Trx } from '../store/transaction.ts'

/** The jobs of the house: name → what its data is. */
export interface Jobs {
  /** Read one received evidence: parse, measure, index. */
  readonly measure: { readonly org: string; readonly evidence: string }
  /** Judge one subject with everything known of it. */
  readonly judge: { readonly org: string; readonly subject: string }
  /** Send what waits in the outbox. */
  readonly deliver: { readonly org: string }
  /** Measure one colleague's presence anew. */
  readonly rhythm: { readonly org: string; readonly subject: string }
  /** Read what a source of presence facts has since last time. */
  readonly poll: { readonly org: string; readonly source: string }
  /** Read what the package registry changed since last time. */
  readonly follow: { readonly org: string }
  /** Judge the new versions of one package. */
  readonly release: { readonly org: string; readonly name: string }
  /** Chores on a schedule: retention clocks, audit checkpoints. */
  readonly housekeeping: { readonly org: string }
  /** Traffic with peers: read what they gave us, read their servers, try again what an exit did not take. */
  readonly circle: { readonly org: string; readonly task: 'take' | 'poll' | 'send'; readonly peer: string | null }
  /** Run the retention clocks; a dry run only says what would go. */
  readonly retention: { readonly org: string; readonly dryRun: boolean; readonly by: string }
}

export type JobName = keyof Jobs

interface Manner {
  /** Jobs taken at a time. */
  readonly batch: number
  /** At most one waiting job with the same key. */
  readonly single: boolean
}

const manners: Readonly<Record<JobName, Manner>> = {
  measure: { batch: 6, single: false },
  judge: { batch: 8, single: true },
  deliver: { batch: 1, single: true },
  rhythm: { batch: 4, single: true },
  poll: { batch: 2, single: true },
  follow: { batch: 1, single: true },
  release: { batch: 2, single: true },
  housekeeping: { batch: 1, single: true },
  circle: { batch: 4, single: true },
  retention: { batch: 1, single: true },
}

export interface Queue {
  /** Adds a job in the caller's transaction: either both the row and its job are there, or neither. */
  add<N extends JobName>(trx: Trx | null, name: N, data: Jobs[N], key?: string): Promise<void>
  /** Works the queue in this process until it stops. A handler may throw: the job is tried again. */
  work<N extends JobName>(name: N, handler: (data: Jobs[N]) => Promise<void>): Promise<void>
  stats(): Promise<{ waiting: number; running: number; failed: number; oldestMs: number }>
  /** Lets running jobs finish for a moment, then stops. */
  stop(): Promise<void>
}

/**
 * The job queue, in the same database as the rows. Any number of processes may work it; a job whose worker died is
 * taken up again when its heartbeat stops.
 */
export async function openQueue(store: Store, report: (error: Error) => void): Promise<Queue> {
  const embedded = store.kind === 'pglite'
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.pool.query(text, values as unknown[]) as never },
    backend: embedded ? 'pglite' : 'postgres',
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 3_600,
    queueCacheIntervalSeconds: 10,
    persistQueueStats: false,
  })
  boss.on('error', report)
  await boss.start()
  for (const [name, { single }] of Object.entries(manners)) {
    await boss.createQueue(name, {
      policy: single ? 'short' : 'standard',
      heartbeatSeconds: 20,
      expireInSeconds: 120,
      retryLimit: 4,
      retryDelay: 1,
      retryBackoff: true,
      deleteAfterSeconds: 3_600,
    })
  }
  // The embedded database has one process: whatever was running when it last stopped is not running any more.
  if (embedded) await store.pool.query(`update pgboss.job set state = 'retry', heartbeat_on = null where state = 'active'`)

  const workers = new Map<JobName, string[]>()
  return {
    async add(trx, name, data, key) {
      const options = { ...(trx === null ? {} : { db: fromKysely(trx) }), ...(key === undefined ? {} : { singletonKey: key }) }
      await boss.send(name, data, options)
      for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker)
    },
    async work(name, handler) {
      const id = await boss.work<Jobs[typeof name]>(name, { batchSize: manners[name].batch, pollingIntervalSeconds: 0.5, perJobResults: true }, async (jobs) =>
        Promise.all(
          jobs.map(async ({ id: job, data }) => {
            try {
              await handler(data)
              return { id: job, status: 'completed' as const }
            } catch (error) {
              report(error as Error)
              return { id: job, status: 'failed' as const, output: { message: (error as Error).message } }
            }
          }),
        ),
      )
      workers.set(name, [...(workers.get(name) ?? []), id])
    },
    async stats() {
      const { rows } = await store.pool.query<{ state: string; n: number; oldest: Date | null }>(
        `select state, count(*)::int as n, min(created_on) as oldest from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by state`,
      )
      const of = (...states: string[]): number => rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.n, 0)
      const oldest = rows.filter((row) => row.state === 'created' || row.state === 'retry').map((row) => row.oldest?.getTime() ?? Date.now())
      return { waiting: of('created', 'retry'), running: of('active'), failed: of('failed'), oldestMs: oldest.length === 0 ? 0 : Date.now() - Math.min(...oldest) }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}
