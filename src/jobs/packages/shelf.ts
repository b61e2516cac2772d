import type { Id } from '../../core/ids.ts'
import type { PackageFacts } from '../../measure/package/facts.ts'
import type { DoorRow } from '../../store/repositories/door-rows.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import type { PackageVerdict } from './judge-package.ts'

/** A version that was judged, as the console shows it. */
export interface JudgedRelease {
  readonly name: string
  readonly version: string
  readonly judgedAt: number
  /** Where it came from: followed in the registry, handed in. */
  readonly from: 'followed' | 'handed-in'
  readonly integrity: string
  readonly verdict: PackageVerdict | null
  /** Why there is no verdict. */
  readonly problem: string | null
  readonly facts: PackageFacts | null
}

/** What a person decided about a version, until it is taken back. */
export interface ReleaseDecision {
  readonly decision: 'hold' | 'allow'
  readonly reason: string
  readonly by: Id
  readonly byName: string
  readonly at: number
}

/** A project whose lockfile we were given. */
export interface Project {
  readonly name: string
  readonly lockfile: string
  readonly at: number
}

const key = (name: string, version: string): string => `${name}@${version}`

/** The rows of the packages door. */
export class PackageShelf {
  readonly #rows: Repositories['doorRows']
  readonly #org: Id

  constructor(rows: Repositories, org: Id) {
    this.#rows = rows.doorRows
    this.#org = org
  }

  async putRelease(release: JudgedRelease): Promise<void> {
    await this.#rows.put(this.#org, 'packages', 'release', key(release.name, release.version), release, {
      ref: release.name,
      sortAt: release.judgedAt,
    })
  }

  async release(name: string, version: string): Promise<JudgedRelease | null> {
    return (await this.#rows.get<JudgedRelease>(this.#org, 'packages', 'release', key(name, version)))?.value ?? null
  }

  /** Newest first. */
  releases(limit: number): Promise<readonly JudgedRelease[]> {
    return this.#rows.list<JudgedRelease>(this.#org, 'packages', 'release', { newestFirst: true, limit }).then(values)
  }

  releasesOf(name: string): Promise<readonly JudgedRelease[]> {
    return this.#rows
      .list<JudgedRelease>(this.#org, 'packages', 'release', { ref: name, newestFirst: true, limit: 200 })
      .then(values)
  }

  async decide(name: string, version: string, decision: ReleaseDecision | null): Promise<void> {
    if (decision === null) await this.#rows.remove(this.#org, 'packages', 'decision', key(name, version))
    else await this.#rows.put(this.#org, 'packages', 'decision', key(name, version), decision, { ref: name })
  }

  async decision(name: string, version: string): Promise<ReleaseDecision | null> {
    return (await this.#rows.get<ReleaseDecision>(this.#org, 'packages', 'decision', key(name, version)))?.value ?? null
  }

  async decisions(): Promise<ReadonlyMap<string, ReleaseDecision>> {
    const rows = await this.#rows.list<ReleaseDecision>(this.#org, 'packages', 'decision', { limit: 5_000 })
    return new Map(rows.flatMap((row) => (row.value === undefined ? [] : [[row.id, row.value]])))
  }

  async putProject(project: Project): Promise<void> {
    await this.#rows.put(this.#org, 'packages', 'project', project.name, project)
  }

  async removeProject(name: string): Promise<void> {
    await this.#rows.remove(this.#org, 'packages', 'project', name)
  }

  projects(): Promise<readonly Project[]> {
    return this.#rows.list<Project>(this.#org, 'packages', 'project', { limit: 500 }).then(values)
  }

  /** How far the registry's change feed was read. */
  async cursor(): Promise<number> {
    return (await this.#rows.get<{ seq: number }>(this.#org, 'packages', 'cursor', 'feed'))?.value?.seq ?? 0
  }

  async moveCursor(seq: number): Promise<void> {
    await this.#rows.put(this.#org, 'packages', 'cursor', 'feed', { seq })
  }
}

const values = <T>(rows: readonly DoorRow<T>[]): readonly T[] =>
  rows.flatMap((row) => (row.value === undefined ? [] : [row.value]))
