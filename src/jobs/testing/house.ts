import { publicPlaybook } from './playbook.ts'
import type { Clock } from '../../core/clock.ts'
import type { Json } from '../../core/facts.ts'
import { doors } from '../../doors/index.ts'
import { safeFetcher } from '../../guard/fetch/safe-fetch.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { testHouse } from '../../store/testing.ts'
import type { Happenings } from '../announce.ts'
import type { House } from '../house.ts'
import type { JobName, Jobs, Queue } from '../queue.ts'
import { workCircle } from '../circle/work.ts'
import { runRetention } from '../rights/retention.ts'
import { judge } from '../pipeline/judge.ts'
import { measureEvidence } from '../pipeline/measure.ts'
import { measurePerson } from '../work/measure.ts'
import { poll } from '../work/poll.ts'

export interface TestedHouse {
  readonly house: House
  readonly org: string
  readonly happened: { readonly name: keyof Happenings; readonly data: unknown }[]
  /** Works every waiting job in this process until none is left; for tests that do not test the queue. */
  drain(): Promise<number>
  close(): Promise<void>
}

/** A house on a fresh store, with parsers called directly and the queue drained by hand. */
export async function testedHouse(playbook?: Playbook): Promise<TestedHouse> {
  const { store, vault, clock, org, close } = await testHouse()
  const rules = publicPlaybook()
  const waiting: { name: JobName; data: Jobs[JobName]; key: string | undefined }[] = []
  const happened: { name: keyof Happenings; data: unknown }[] = []
  const house: House = {
    store,
    vault,
    queue: handQueue(waiting),
    doors,
    playbook: playbook ?? rules.playbook,
    challenges: rules.challenges,
    sandbox: parseHere,
    fetch: safeFetcher(),
    clock: clock as Clock,
    announce: (_org, name, data) => void happened.push({ name, data }),
    settings: { prior: 1 / 343, jurisdiction: undefined },
  }
  return {
    house,
    org,
    happened,
    async drain() {
      let worked = 0
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next.name === 'measure') await measureEvidence(house, next.data as Jobs['measure'])
        if (next.name === 'rhythm') await measurePerson(house, next.data as Jobs['rhythm'])
        if (next.name === 'poll') await poll(house, next.data as Jobs['poll'])
        if (next.name === 'judge') await judge(house, next.data as Jobs['judge'])
        if (next.name === 'circle') await workCircle(house, next.data as Jobs['circle'])
        if (next.name === 'retention') await runRetention(house, next.data as Jobs['retention'])
        worked += 1
      }
      return worked
    },
    close,
  }
}

/** The queue as a list; a job with the key of a waiting one is that one, as in the real queue. */
function handQueue(waiting: { name: JobName; data: Jobs[JobName]; key: string | undefined }[]): Queue {
  return {
    async add(_trx, name, data, key) {
      if (key === undefined || !waiting.some((job) => job.name === name && job.key === key)) waiting.push({ name, data, key })
    },
    work: async () => undefined,
    stats: async () => ({ waiting: waiting.length, running: 0, failed: 0, oldestMs: 0 }),
    stop: async () => undefined,
  }
}

async function parseHere(parser: URL, bytes: Uint8Array, name: string): Promise<Json> {
  const { parse } = (await import(parser.href)) as { parse: (bytes: Uint8Array, name: string) => Json | Promise<Json> }
  return JSON.parse(JSON.stringify(await parse(bytes, name))) as Json
}

