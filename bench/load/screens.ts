import { createApp } from '../../src/http/app.ts'
import { openDesk } from '../../src/http/desk/open-desk.ts'
import { eventHub } from '../../src/http/event-hub.ts'
import { openRooms } from '../../src/http/rooms/index.ts'
import type { SignInDesk } from '../../src/http/routes/sign-in.ts'
import { rows, type House } from '../../src/jobs/house.ts'
import { auditStore } from '../../src/store/guard/audit-store.ts'
import { newId } from '../../src/store/new-id.ts'

/** How often each screen is asked for. */
const rounds = 20

/** Milliseconds of the calls behind each console screen, through the whole application with its policy and audit log. */
export async function screenTimes(house: House, org: string, folder: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const hub = eventHub()
  const report = (error: Error): void => {
    throw error
  }
  const desk = openDesk(house, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'bench', faults: [], loadDemo: async () => undefined })
  const rooms = await openRooms({ house, desk, hub, org, name: 'Bench', url: 'http://127.0.0.1', folder, environment: {}, newId, limit: async () => undefined, report })
  const actor = { id: newId(), org, roles: ['lead', 'auditor'] as const, doors: null, scopes: null }
  const app = createApp({ desk, rooms, signIn: {} as SignInDesk, hub, console: '/nonexistent', uploadBytes: 1 << 20, version: 'bench', limit: () => undefined, report, identify: async () => ({ actor, name: 'Bench', csrf: null }) })
  const { cases } = await rows(house).cases.queue(org, { limit: rounds, doors: ['apply', 'messages', 'packages'] })
  const of = (round: number): string => cases[round % cases.length]?.id ?? ''
  const screens: Readonly<Record<string, (round: number) => readonly string[]>> = {
    queue: () => ['/api/queue?state=open'],
    'queue search': () => ['/api/queue?q=engineer'],
    case: (round) => [`/api/cases/${of(round)}`, `/api/cases/${of(round)}/life`],
    links: (round) => ['/api/clusters', `/api/cases/${of(round)}/graph`],
    calibration: () => ['/api/learning', '/api/impact?category=gender'],
    retention: () => ['/api/retention'],
    playbook: () => ['/api/playbook'],
    health: () => ['/api/health'],
    audit: () => ['/api/audit'],
  }
  const times = new Map<string, number[]>()
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, calls] of Object.entries(screens)) {
        const started = performance.now()
        const answers = await Promise.all(calls(round).map(async (path) => app.request(path)))
        const took = performance.now() - started
        const failed = answers.find(({ status }) => status !== 200)
        if (failed !== undefined) throw new Error(`The screen "${name}" answered ${failed.status}.`)
        times.set(name, [...(times.get(name) ?? []), took])
      }
    }
    return times
  } finally {
    await rooms.stop()
  }
}
