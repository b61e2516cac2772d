import { serve } from '@hono/node-server'
import { generateKeyPairSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../core/clock.ts'
import { messageOf } from '../core/errors.ts'
import { auditLog } from '../guard/audit/log.ts'
import { memoryBuckets, rateLimit, rates } from '../guard/rate-limit.ts'
import { createApp } from '../http/app.ts'
import { openDesk } from '../http/desk/open-desk.ts'
import { eventHub } from '../http/event-hub.ts'
import { openRooms } from '../http/rooms/index.ts'
import { openSignIn } from '../http/sign-in/open-sign-in.ts'
import { rows, type House } from '../jobs/house.ts'
import { startHousekeeping } from '../jobs/housekeeping.ts'
import { loadDemo } from '../jobs/load-demo.ts'
import { startWorkers } from '../jobs/workers.ts'
import { auditStore } from '../store/guard/audit-store.ts'
import { signInStores } from '../store/guard/sign-in-stores.ts'
import { newId } from '../store/new-id.ts'
import { evaluationBanner } from '../store/open.ts'
import { readArguments } from './arguments.ts'
import { readConfig, type Config } from './config.ts'
import { buildConsole, consoleDist, isConsoleStale } from './console-build.ts'
import { demoStory } from './demo/story.ts'
import { openHouse } from './open-house.ts'
import { steps } from './steps.ts'
import { version } from './version.ts'

const usage = `Usage: sallyport start [--demo] [--port N] [--no-work]

Serves the console and the API, and works the queue. Without DATABASE_URL it uses the embedded database in ./data.

  --demo      load a fictional company, so that there is something to see
  --port N    listen on this port (default 4477, or SALLYPORT_PORT)
  --no-work   leave the queue to "sallyport worker" processes

Settings come from the environment: docs/operations.md.`

/** `sallyport start`. Runs until it is told to stop. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { demo: { type: 'boolean' }, port: { type: 'string' }, 'no-work': { type: 'boolean' } })
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const config = readConfig({ ...process.env, ...(values.port === undefined ? {} : { SALLYPORT_PORT: values.port }) })
  const say = steps(process.stderr)
  const report = (error: Error): void => void process.stderr.write(`${messageOf(error)}\n`)

  if (isConsoleStale()) await say('Building the console', buildConsole)
  mkdirSync(config.folder, { recursive: true, mode: 0o700 })
  const hub = eventHub()
  const opened = await say('Opening the store', () => openHouse(config, hub.publish, report))
  const { house } = opened
  const org = await theOrg(house, config)
  const audit = auditStore(house.store, { db: house.store.db, vault: house.vault, clock: systemClock })
  const log = auditLog(audit, systemClock)
  const auditKey = auditKeyOf(config)
  const limit = rateLimit(memoryBuckets(), systemClock)
  // The demo has a check-in to try, one port further, with a certificate that nobody vouches for.
  const settings = values.demo === true ? { SALLYPORT_CHECKIN_PORT: String(config.port === 0 ? 0 : config.port + 1), SALLYPORT_CHECKIN_TLS: 'self-made', ...process.env } : process.env
  const url = config.url ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`
  const signIn = openSignIn({
    stores: signInStores({ db: house.store.db, vault: house.vault, clock: systemClock }),
    org,
    clock: systemClock,
    makeId: newId,
    secure: url.startsWith('https:'),
    oidc: config.oidc === null ? null : { ...config.oidc, redirectUri: `${url}/api/sign-in/oidc/callback`, everybody: [] },
    limit: (key) => limit.mustTake(key, rates.signIn),
    record: (actor, action, outcome) => log.record(org, { actor, action, object: 'house', outcome }),
  })
  const desk = openDesk(house, { audit, auditKeys: [createPublicKey(auditKey)], version, faults: opened.faults, loadDemo: (into) => loadDemo(house, into, demoStory(systemClock.now())) })
  const rooms = await openRooms({ house, desk, hub, org, name: config.org, url, folder: config.folder, environment: settings, newId, limit: limit.mustTake, report })
  const app = createApp({ desk, limit: (actor, what) => limit.mustTake(`${what}/${actor}`, rates[what]), signIn: signIn.desk, identify: signIn.identify, hub, console: consoleDist, uploadBytes: config.uploadBytes, version, report, rooms })
  if (values['no-work'] !== true) await startWorkers(house)
  const checkpoints = path.join(config.folder, 'audit-checkpoints.txt')
  const rest = startHousekeeping(house, org, audit, auditKey, (line) => appendFileSync(checkpoints, `${line}\n`, { mode: 0o600 }), report)

  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address()
  const at = config.url ?? (typeof address === 'object' && address !== null ? url.replace(/:\d+$/, `:${address.port}`) : url)
  const link = await signIn.firstAdminLink()
  process.stdout.write(greeting(at, link, house))
  if (values.demo === true) void loadDemo(house, org, demoStory(systemClock.now())).catch(report)

  await told()
  process.stderr.write('Stopping …\n')
  rest()
  server.close()
  await rooms.stop()
  await opened.close()
  return 0
}

/** One organisation an installation, made at the first start. */
async function theOrg(house: House, config: Config): Promise<string> {
  const [first] = await rows(house).orgs.list()
  return (first ?? (await rows(house).orgs.insert(config.org))).id
}

/** The key that signs audit checkpoints: beside the master key, made at the first start. */
function auditKeyOf(config: Config): KeyObject {
  const file = path.join(path.dirname(config.keyFile), 'audit.key')
  if (!existsSync(file)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  }
  return createPrivateKey(readFileSync(file))
}

function greeting(url: string, link: string | null, house: House): string {
  const lines = ['', `  Sallyport is open at ${url}`, `  ${house.playbook.rules.length} rules in force, store: ${house.store.kind === 'pglite' ? 'embedded' : 'PostgreSQL'}`]
  if (house.store.kind === 'pglite') lines.push(`  ${evaluationBanner}`)
  if (link !== null) lines.push('', '  Nobody can sign in yet. Become the first admin (works once, for a day):', `  ${url}/welcome#${link}`)
  return `${lines.join('\n')}\n\n`
}

async function told(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
