import { readLockfile, waysTo } from '../../../doors/packages/lockfile.ts'
import { previousOf } from '../../../measure/package/version.ts'
import type { JudgedRelease, PackageShelf, Project, ReleaseDecision } from '../../../jobs/packages/shelf.ts'
import type { Embedding, PackagesOverview, ReleaseFile, ReleaseRow } from './contract.ts'

const shown = 300

/** Everything judged lately, the gravest that nobody decided about on top. */
export async function overviewOf(shelf: PackageShelf, follows: boolean): Promise<PackagesOverview> {
  const [releases, decisions, projects] = [await shelf.releases(shown), await shelf.decisions(), await shelf.projects()]
  const held = holdersOf(projects)
  const rows = releases.map((one) =>
    rowOf(one, decisions.get(`${one.name}@${one.version}`) ?? null, held.get(`${one.name}@${one.version}`) ?? []),
  )
  return {
    releases: rows.toSorted((a, b) => urgency(b) - urgency(a) || b.judgedAt - a.judgedAt),
    projects: projects.map(({ name, lockfile, at }) => ({ name, packages: readLockfile(lockfile).length, at })),
    following: follows ? { cursor: await shelf.cursor() } : null,
  }
}

const grave = { allow: 0, review: 2, hold: 3, block: 4 } as const
const urgency = (row: ReleaseRow): number =>
  (row.decision !== null ? 0 : row.verdict === null ? 1 : grave[row.verdict]) * 2 + (row.projects.length > 0 ? 1 : 0)

function rowOf(release: JudgedRelease, decision: ReleaseDecision | null, projects: readonly string[]): ReleaseRow {
  const { name, version, judgedAt, verdict, problem } = release
  return {
    name,
    version,
    judgedAt,
    verdict: verdict?.verdict ?? null,
    says: verdict?.findings[0]?.title ?? problem ?? 'Nothing speaks against it.',
    decision,
    projects,
  }
}

function holdersOf(projects: readonly Project[]): Map<string, string[]> {
  const held = new Map<string, string[]>()
  for (const project of projects)
    for (const key of new Set(readLockfile(project.lockfile).map(({ name, version }) => `${name}@${version}`)))
      held.set(key, [...(held.get(key) ?? []), project.name])
  return held
}

/** One version with all that a decision about it needs. */
export async function releaseFile(shelf: PackageShelf, release: JudgedRelease): Promise<ReleaseFile> {
  const { name, version, verdict } = release
  const siblings = (await shelf.releasesOf(name)).filter((one) => one.version !== version)
  return {
    name,
    version,
    judgedAt: release.judgedAt,
    from: release.from,
    integrity: release.integrity,
    verdict: verdict?.verdict ?? null,
    problem: release.problem,
    findings: verdict?.findings ?? [],
    notAssessed: verdict?.notAssessed ?? {},
    facts: release.facts,
    decision: await shelf.decision(name, version),
    embedded: embeddedIn(await shelf.projects(), name, version),
    pin: pinOf(release, siblings),
    family: [...siblings.map((one) => kin(one, 'version')), ...(await copiesOf(shelf, release))],
  }
}

function embeddedIn(projects: readonly Project[], name: string, version: string): Embedding[] {
  return projects
    .map((project) => ({ project: project.name, ...waysTo(project.lockfile, name, version) }))
    .filter(({ places }) => places > 0)
}

const kin = (one: JudgedRelease, relation: 'version' | 'copy' | 'original'): ReleaseFile['family'][number] => ({
  name: one.name,
  version: one.version,
  verdict: one.verdict?.verdict ?? null,
  relation,
})

/** Judged packages that were compared with the same original, and the original itself. */
async function copiesOf(shelf: PackageShelf, release: JudgedRelease): Promise<ReleaseFile['family']> {
  const base = release.verdict?.baseline ?? null
  const original = base?.kind === 'original' ? base.name : release.name
  const copies = (await shelf.releases(1_000)).filter(
    (one) =>
      one.name !== release.name && one.verdict?.baseline?.kind === 'original' && one.verdict.baseline.name === original,
  )
  const found = copies.map((one) => kin(one, 'copy'))
  return base?.kind === 'original'
    ? [{ name: base.name, version: base.version, verdict: null, relation: 'original' }, ...found]
    : found
}

/** The last version below that nothing speaks against; the baseline where no other was judged. */
function pinOf({ name, version, verdict }: JudgedRelease, siblings: readonly JudgedRelease[]): ReleaseFile['pin'] {
  if (verdict === null || verdict.verdict === 'allow') return null
  const good = siblings.filter((one) => one.verdict?.verdict === 'allow').map((one) => one.version)
  const last =
    previousOf([...good, version], version) ?? (verdict.baseline?.kind === 'previous' ? verdict.baseline.version : null)
  return last === null ? null : { version: last, overrides: JSON.stringify({ overrides: { [name]: last } }, null, 2) }
}
