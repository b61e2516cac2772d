import { serve } from '@hono/node-server'
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '../../../../../guard/policy/policy.ts'
import { testedHouse, type TestedHouse } from '../../../../../jobs/testing/house.ts'
import { auditStore } from '../../../../../store/guard/audit-store.ts'
import { newId } from '../../../../../store/new-id.ts'
import { createApp } from '../../../../app.ts'
import { openDesk } from '../../../../desk/open-desk.ts'
import { eventHub } from '../../../../event-hub.ts'
import type { SignInDesk } from '../../../../routes/sign-in.ts'
import { interview } from '../../room.ts'

export interface RoomHouse {
  readonly tested: TestedHouse
  readonly url: string
  /** Asks the API as an interviewer. */
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>
  close(): Promise<void>
}

/** A house that listens on a port of its own, with the interview room open and one interviewer signed in. */
export async function roomHouse(environment: Record<string, string> = {}): Promise<RoomHouse> {
  const tested = await testedHouse()
  const { house, org } = tested
  // The audit log sees the system's clock in the product; here the test's clock stands still, so it is moved on.
  const running = { ...house, clock: { now: () => Date.now() } as typeof house.clock }
  const desk = openDesk(running, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  let url = ''
  const actor: Actor = { id: newId(), org, roles: ['interviewer', 'lead'], doors: null, scopes: null }
  const room = await interview({ house: running, desk, hub: eventHub(), org, name: 'Tested', get url() { return url }, folder: '/nonexistent', environment, newId, limit: async () => undefined, report: (error) => void process.stderr.write(`${error.stack}\n`) })
  const app = createApp({ desk, rooms: { routes: room.routes, pages: room.pages ?? [] }, signIn: {} as SignInDesk, hub: eventHub(), console: '/nonexistent', uploadBytes: 1 << 20, version: 'test', limit: () => undefined, report: () => undefined, identify: async (context) => (context.req.header('x-test') === 'yes' ? { actor, name: 'one', csrf: null } : null) })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    tested,
    url,
    async ask<T>(method: 'GET' | 'POST', where: string, body?: unknown) {
      const answer = await app.request(`/api/interview${where}`, { method, headers: { 'x-test': 'yes', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      return (await answer.json()) as T
    },
    async close() {
      ;(server as unknown as { closeAllConnections: () => void }).closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await room.stop?.()
      await tested.close()
    },
  }
}

/** A file that a browser takes for its microphone. */
export function wavFile(bytes: Buffer): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'sallyport-voice-')), 'voice.wav')
  writeFileSync(file, bytes)
  return file
}
