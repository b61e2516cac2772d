import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { messageOf, SallyportError } from '../core/errors.ts'
import { readLockfile } from '../doors/packages/lockfile.ts'
import { keptBadRecords } from '../jobs/packages/bad-list.ts'
import { concerns, readChanges } from '../jobs/packages/follow.ts'
import { PackageGuard } from '../jobs/packages/guard.ts'
import { scanRules } from '../jobs/packages/judge-package.ts'
import { Originals } from '../jobs/packages/originals.ts'
import { registryAt } from '../jobs/packages/registry.ts'
import { cacheOfSallyport, VerdictCache } from '../jobs/packages/verdict-cache.ts'
import { readArguments } from './arguments.ts'
import { openPlace, verdictNamed } from './scan/sources.ts'

const usage = `Usage: sallyport watch --registry URL [--feed URL] [--once] [--every SECONDS] [--fail-on V] <lockfile | name> …

Follows a registry's change feed without a server: every new version of the packages named, of those in the lockfiles,
and of packages called almost like them is judged, compared with the version before. Where it stopped is remembered.
A server does the same on its queue, shared by any number of workers: SALLYPORT_REGISTRY, SALLYPORT_REGISTRY_FEED.

Exit code of --once: 0 nothing found, 1 findings at or above --fail-on (default hold), 2 the registry failed.`

/** `sallyport watch` */
export async function run(
  args: readonly string[],
  print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = readArguments(args, {
    registry: text,
    feed: text,
    once: { type: 'boolean' },
    every: text,
    'fail-on': text,
    pack: text,
  })
  if (values.help === true || values.registry === undefined || positionals.length === 0) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const token = process.env['SALLYPORT_REGISTRY_TOKEN']
  const registry = registryAt(values.registry, { token })
  const feed = registryAt(values.feed ?? `${registry.url}/_changes`, { token })
  const wanted = new Set(positionals.flatMap(namesIn))
  const rules = scanRules(values.pack === undefined ? [] : [values.pack])
  const originals = new Originals()
  const bad = keptBadRecords()
  const cache = new VerdictCache(`watch-${rules.book.version}-${originals.size}`)
  const guard = new PackageGuard({
    registry,
    rules,
    from: verdictNamed(values['fail-on'] ?? 'hold'),
    unassessed: 'closed',
    cache,
    knownBad: (name, version) => bad.of(name, version)[0]?.id ?? null,
    originalOf: (contents) => originals.baselineOf(contents, openPlace),
  })
  let found = 0
  const round = async (): Promise<void> => {
    const since = cursorOf(feed.url)
    const { changes, last } = readChanges(await feed.json(`?since=${since}&limit=500`), since)
    for (const name of new Set(changes.map(({ id }) => id).filter((id) => concerns(id, wanted)))) {
      const packument = await registry.packument(name)
      const version = Object.keys(packument.versions ?? {}).at(-1)
      if (version === undefined) continue
      const { pass, reason, verdict } = await guard.judge(name, version, packument)
      if (!pass) found++
      print(
        values.json === true
          ? JSON.stringify({ name, version, pass, reason, verdict })
          : `${pass ? 'pass' : 'HELD'}  ${name}@${version}  ${reason}`,
      )
    }
    cache.save()
    keepCursor(feed.url, last)
    if (changes.length >= 500) await round()
  }
  for (;;) {
    try {
      await round()
    } catch (error) {
      if (values.once === true) throw error
      print(`The registry failed, trying again: ${messageOf(error)}`)
    }
    if (values.once === true) return found > 0 ? 1 : 0
    await wait(1000 * Math.max(5, Number(values.every ?? 60)))
  }
}

function namesIn(input: string): string[] {
  if (!/\.json$/.test(input)) return [input]
  if (!existsSync(input)) throw new SallyportError('SP_INPUT', `There is no file ${input}.`)
  return readLockfile(readFileSync(input, 'utf8')).map(({ name }) => name)
}

const cursorFile = (): string => path.join(cacheOfSallyport(), 'watch-cursors.json')

function cursors(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(cursorFile(), 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}

const cursorOf = (feed: string): number => cursors()[feed] ?? 0

function keepCursor(feed: string, seq: number): void {
  mkdirSync(path.dirname(cursorFile()), { recursive: true })
  writeFileSync(cursorFile(), JSON.stringify({ ...cursors(), [feed]: seq }))
}
