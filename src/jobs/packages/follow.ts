import type { Id } from '../../core/ids.ts'
import { SallyportError, messageOf } from '../../core/errors.ts'
import { fileOf, type Packument } from '../../doors/packages/packument.ts'
import { packPair } from '../../doors/packages/parsers/comparison.ts'
import { readLockfile } from '../../doors/packages/lockfile.ts'
import type { Measured } from '../../core/facts.ts'
import type { PackageFacts } from '../../measure/package/facts.ts'
import { nearName } from '../../measure/package/names.ts'
import { previousOf } from '../../measure/package/version.ts'
import { rows, transact, type House } from '../house.ts'
import { judgePackage, scanRules, type ScanRules } from './judge-package.ts'
import { integrityOf, isAsPromised, packageName, registryAt, type Registry } from './registry.ts'
import { PackageShelf, type JudgedRelease } from './shelf.ts'

/** Where releases are followed; the same for every worker. */
export interface FollowSettings {
  readonly registry: string
  /** Address of the change feed, without its query. */
  readonly feed: string
  readonly token?: string | undefined
  /** Names beside those of the lockfiles. */
  readonly also: readonly string[]
}

/** @returns null when no registry is set: nothing is followed */
export function followSettings(environment: Readonly<Record<string, string | undefined>>): FollowSettings | null {
  const registry = environment['SALLYPORT_REGISTRY']
  if (registry === undefined || registry === '') return null
  return {
    registry,
    feed: environment['SALLYPORT_REGISTRY_FEED'] ?? `${registry.replace(/\/+$/, '')}/_changes`,
    token: environment['SALLYPORT_REGISTRY_TOKEN'],
    also: (environment['SALLYPORT_REGISTRY_WATCH'] ?? '').split(/[\s,]+/).filter((name) => packageName.test(name)),
  }
}

const batch = 500
/** Of a package that was never seen, the newest versions; older ones are what people already have. */
const newest = 3

interface Change {
  readonly seq: number
  readonly id: string
}

/**
 * Reads what the registry changed since last time and puts every package that concerns us on the queue; the cursor moves
 * in the same transaction, so that a crash loses and doubles nothing. Any number of workers takes the releases.
 *
 * @returns whether there is more to read
 */
export async function follow(
  house: House,
  job: { readonly org: Id },
  settings: FollowSettings | null = followSettings(process.env),
): Promise<boolean> {
  if (settings === null) return false
  const shelf = new PackageShelf(rows(house), job.org)
  const since = await shelf.cursor()
  const feed = registryAt(settings.feed, { token: settings.token })
  const { changes, last } = readChanges(await feed.json(`?since=${since}&limit=${batch}`), since)
  const wanted = await watched(shelf, settings)
  const names = [...new Set(changes.map(({ id }) => id))].filter((id) => packageName.test(id) && concerns(id, wanted))
  await transact(house, async (tables, trx) => {
    for (const name of names) await house.queue.add(trx, 'release', { org: job.org, name }, `${job.org}/${name}`)
    await new PackageShelf(tables, job.org).moveCursor(last)
    if (changes.length >= batch) await house.queue.add(trx, 'follow', { org: job.org }, `${job.org}/${last}`)
  })
  return changes.length >= batch
}

export function readChanges(answer: unknown, since: number): { changes: Change[]; last: number } {
  const { results, last_seq: last } = (answer ?? {}) as { results?: unknown; last_seq?: unknown }
  if (!Array.isArray(results)) throw new SallyportError('SP_REGISTRY', 'The change feed has no list of results.')
  const changes = results.filter(
    (one: unknown): one is Change =>
      typeof (one as Change | null)?.id === 'string' &&
      Number.isSafeInteger((one as Change).seq) &&
      (one as Change).seq > since,
  )
  // A feed that lies about its end must not send us back.
  const furthest = Math.max(since, ...changes.map(({ seq }) => seq))
  return {
    changes,
    last:
      typeof last === 'number' && Number.isSafeInteger(last)
        ? Math.max(furthest, Math.min(last, furthest + batch))
        : furthest,
  }
}

async function watched(shelf: PackageShelf, { also }: FollowSettings): Promise<ReadonlySet<string>> {
  const names = new Set(also)
  for (const project of await shelf.projects()) for (const { name } of readLockfile(project.lockfile)) names.add(name)
  return names
}

/** One of ours, or called almost like one of ours. */
export function concerns(name: string, watched: ReadonlySet<string>): boolean {
  if (watched.has(name)) return true
  for (const ours of watched) if (Math.abs(ours.length - name.length) <= 6 && nearName(name, ours)) return true
  return false
}

/** Judges the versions of a package that were not judged yet, each compared with the one before. */
export async function judgeReleases(
  house: House,
  job: { readonly org: Id; readonly name: string },
  settings: FollowSettings | null = followSettings(process.env),
): Promise<void> {
  if (settings === null) return
  const registry = registryAt(settings.registry, { token: settings.token })
  const packument = await registry.packument(job.name)
  const shelf = new PackageShelf(rows(house), job.org)
  const known = new Set((await shelf.releasesOf(job.name)).map(({ version }) => version))
  const versions = Object.keys(packument.versions ?? {})
  for (const version of versions.slice(-newest).filter((one) => !known.has(one))) {
    const release = await judgeRelease(house, registry, packument, job.name, version)
    await shelf.putRelease(release)
    if (release.verdict === null || release.verdict.verdict !== 'allow')
      house.announce(job.org, 'package.judged', {
        name: job.name,
        version,
        verdict: release.verdict?.verdict ?? 'not-assessed',
      })
  }
}

async function judgeRelease(
  house: House,
  registry: Registry,
  packument: Packument,
  name: string,
  version: string,
): Promise<JudgedRelease> {
  const about = { name, version, judgedAt: house.clock.now(), from: 'followed' as const }
  const archiveOf = (one: string): Promise<Uint8Array> =>
    registry.archive(name, fileOf(packument.versions?.[one] ?? {}) ?? `${name.replace(/^@[^/]*\//, '')}-${one}.tgz`)
  try {
    const archive = await archiveOf(version)
    if (isAsPromised(archive, packument.versions?.[version]?.dist) === false)
      return {
        ...about,
        integrity: integrityOf(archive),
        verdict: null,
        problem: 'The archive is not the one that the registry announces: its hash differs.',
        facts: null,
      }
    const before = previousOf(Object.keys(packument.versions ?? {}), version)
    return {
      ...about,
      ...(await judgeArchives(house, archive, before === null ? null : await archiveOf(before).catch(() => null))),
    }
  } catch (error) {
    if (error instanceof SallyportError && error.status >= 500) throw error
    return { ...about, integrity: '', verdict: null, problem: messageOf(error), facts: null }
  }
}

let rules: ScanRules | null = null

/** Measures behind the sandbox's wall and judges. @throws SP_PACKAGE_UNREADABLE, SP_PARSE_… */
export async function judgeArchives(
  house: House,
  archive: Uint8Array,
  before: Uint8Array | null,
): Promise<Pick<JudgedRelease, 'integrity' | 'verdict' | 'problem' | 'facts'>> {
  const parser = new URL('../../doors/packages/parsers/comparison.ts', import.meta.url)
  const { measured } = (await house.sandbox(parser, packPair(archive, before), 'package.tgz')) as {
    measured: Measured<PackageFacts>
  }
  rules ??= scanRules()
  return {
    integrity: integrityOf(archive),
    verdict: judgePackage(rules, measured),
    problem: null,
    facts: measured.facts,
  }
}
