import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Principal } from '../../../../guard/policy/policy.ts'
import { rows } from '../../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../../jobs/testing/house.ts'
import { auditStore } from '../../../../store/guard/audit-store.ts'
import { newId } from '../../../../store/new-id.ts'
import { createApp } from '../../../app.ts'
import { openDesk } from '../../../desk/open-desk.ts'
import { eventHub } from '../../../event-hub.ts'
import type { SignInDesk } from '../../../routes/sign-in.ts'
import type { Keeper, Room } from '../../room.ts'
import { messages } from '../room.ts'

/** The messages room over a fresh house, with its queue worked all the time, as a running server does. */
export interface OpenedRoom {
  readonly tested: TestedHouse
  readonly keeper: Keeper
  readonly app: ReturnType<typeof createApp>
  readonly errors: Error[]
  /** Addresses outside that the room would have asked. */
  readonly asked: readonly string[]
  ask(who: string, address: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** @param environment the room's settings; `folder` stands for a folder of its own */
export async function openedRoom(environment: (folder: string) => Record<string, string> = () => ({})): Promise<OpenedRoom> {
  const tested = await testedHouse()
  const { org } = tested
  const asked: string[] = []
  // No test reaches out: whatever would be asked is written down, and answered with nothing.
  const house: TestedHouse['house'] = { ...tested.house, fetch: async (url) => (asked.push(String(url)), new Response('') as never) }
  const errors: Error[] = []
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-messages-'))
  const audit = auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock })
  const desk = openDesk(house, { audit, auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  const keeper: Keeper = { house, desk, hub: eventHub(), org, name: 'Tested', url: 'http://127.0.0.1', folder, environment: environment(folder), newId, limit: async () => undefined, report: (error) => void errors.push(error) }
  const room: Room = await messages(keeper)
  const ids = new Map<string, string>()
  for (const [name, role] of [['ann', 'analyst'], ['kim', 'employee'], ['lou', 'employee'], ['ada', 'admin']] as const)
    ids.set(`${name}/${role}`, (await rows(house).users.insert(org, { email: `${name}@own.example`, name, roles: [role] })).id)
  const app = createApp({
    desk,
    rooms: { routes: room.routes, pages: room.pages ?? [] },
    signIn: {} as unknown as SignInDesk,
    hub: keeper.hub,
    console: '/nonexistent',
    uploadBytes: 50 << 20,
    version: 'test',
    limit: () => undefined,
    report: (error) => assert.fail(error),
    identify: async (context) => {
      const who = context.req.header('x-test-who') ?? ''
      const id = ids.get(who)
      return id === undefined ? null : { actor: { id, org, roles: [who.split('/')[1] as Principal], doors: null, scopes: null }, name: who, csrf: null }
    },
  })
  let draining = true
  const drained = (async () => {
    while (draining) {
      await tested.drain()
      await new Promise((done) => setTimeout(done, 10))
    }
  })()
  return {
    tested,
    keeper,
    app,
    errors,
    asked,
    ask: async (who, address, init = {}) => await app.request(address, { ...init, headers: { ...(init.headers as Record<string, string>), 'x-test-who': who } }),
    async close() {
      await room.stop?.()
      draining = false
      await drained
      await tested.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until something is there. */
export async function until<T>(look: () => T | undefined | false, milliseconds = 8_000): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    const found = look()
    if (found !== undefined && found !== false) return found
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error('It did not happen in time')
}
