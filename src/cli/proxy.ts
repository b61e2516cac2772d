import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { SallyportError } from '../core/errors.ts'
import { checkSettings } from '../doors/packages/npm-settings.ts'
import { registryProxy } from '../http/registry/proxy.ts'
import { keptBadRecords } from '../jobs/packages/bad-list.ts'
import { PackageGuard } from '../jobs/packages/guard.ts'
import { scanRules } from '../jobs/packages/judge-package.ts'
import { Originals } from '../jobs/packages/originals.ts'
import { registryAt } from '../jobs/packages/registry.ts'
import { VerdictCache } from '../jobs/packages/verdict-cache.ts'
import { readArguments } from './arguments.ts'
import { acceptedBy, readOverrides } from './scan/overrides.ts'
import { openPlace, verdictNamed } from './scan/sources.ts'

const usage = `Usage: sallyport proxy --registry URL [options]
       sallyport proxy --audit

A registry that npm is pointed at (npm config set registry http://127.0.0.1:4873), in front of your own. Versions that
are held are missing from the list, with the reason; their archives are answered by 403 with the finding. Every other
request is passed on. Works before or behind another registry; no certificate is needed.

  --port N            default 4873        --host ADDRESS   default 127.0.0.1
  --hold V            keep away review, hold or block and worse (default: hold)
  --unassessed P      closed: what could not be assessed is kept away (default); open: it passes, and says so
  --overrides FILE    accepted findings
  --url URL           where npm reaches this guard, if not at host and port
  --audit             how npm's own guards are set here, and what to write into .npmrc
  --pack FOLDER       further rules

A token for the registry is taken from SALLYPORT_REGISTRY_TOKEN. Exit code of --audit: 1 when a guard is down.`

/** `sallyport proxy` */
export async function run(
  args: readonly string[],
  until: AbortSignal = interrupted(),
  say: (line: string) => void = toStderr,
): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = readArguments(args, {
    registry: text,
    port: text,
    host: text,
    hold: text,
    unassessed: text,
    overrides: text,
    url: text,
    audit: { type: 'boolean' },
    pack: text,
  })
  if (values.help === true || (values.registry === undefined && values.audit !== true)) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  if (values.audit === true) return audit(values.json === true)
  const unassessed = values.unassessed ?? 'closed'
  if (unassessed !== 'closed' && unassessed !== 'open')
    throw new SallyportError('SP_INPUT', `--unassessed takes closed or open; not "${unassessed}".`)
  const address = values.registry as string
  if (!/^https?:\/\/[^\s]+$/.test(address))
    throw new SallyportError('SP_INPUT', `${address} is no address of a registry.`)

  const rules = scanRules(values.pack === undefined ? [] : [values.pack])
  const originals = new Originals()
  const bad = keptBadRecords()
  const cache = new VerdictCache(`proxy-${rules.book.version}-${originals.size}`)
  const overrides = readOverrides(values.overrides ?? null)
  const registry = registryAt(address, { token: process.env['SALLYPORT_REGISTRY_TOKEN'] })
  const guard = new PackageGuard({
    registry,
    rules,
    from: verdictNamed(values.hold ?? 'hold'),
    unassessed,
    cache,
    knownBad: (name, version) =>
      bad
        .of(name, version)
        .map(({ id, summary }) => `${id}: ${summary === '' ? 'on a list of malicious packages' : summary}`)[0] ?? null,
    accepted: (name, version, rule) => acceptedBy(overrides, name, version, rule, Date.now()),
    originalOf: (contents) => originals.baselineOf(contents, openPlace),
  })
  let url = values.url?.replace(/\/+$/, '') ?? ''
  const server = registryProxy({ registry, guard, url: () => url, say })
  const host = values.host ?? '127.0.0.1'
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(Number(values.port ?? 4873), host, listening),
  )
  const { port } = server.address() as AddressInfo
  if (url === '') url = `http://${host}:${port}`
  say(`Guarding ${registry.url} at ${url}. Point npm at it: npm config set registry ${url}`)
  const saving = setInterval(() => cache.save(), 10_000)
  await new Promise<void>((over) =>
    until.aborted ? over() : until.addEventListener('abort', () => over(), { once: true }),
  )
  clearInterval(saving)
  cache.save()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  return 0
}

async function audit(json: boolean): Promise<number> {
  const { stdout } = await promisify(execFile)('npm', ['config', 'ls', '--json'], { timeout: 30_000 }).catch(
    (error: unknown) => {
      throw new SallyportError('SP_REGISTRY', 'npm did not tell its settings.', {}, { cause: error })
    },
  )
  const checks = checkSettings(JSON.parse(stdout) as Record<string, unknown>)
  const lines = checks.map(
    ({ setting, value, good, why, better }) =>
      `${good ? 'up  ' : 'down'}  ${setting.padEnd(16)} ${value}${good ? '' : `\n      ${why} Write: ${better}`}`,
  )
  process.stdout.write(
    json
      ? `${JSON.stringify(checks)}\n`
      : `${lines.join('\n')}\n${checks.filter(({ good }) => good).length} of ${checks.length} guards are up.\n`,
  )
  return checks.every(({ good }) => good) ? 0 : 1
}

function interrupted(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`)
