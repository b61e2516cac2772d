import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'

export interface Lockfile {
  /** As the operator calls it: `wallet-frontend`. */
  readonly name: string
  readonly at: number
  /** `npm:name@version`, sorted. */
  readonly packages: readonly string[]
}

const most = 50_000

/** What our projects have installed, handed in once a build: peers' indicators are looked up here as they arrive. */
export class Lockfiles {
  #rows: DoorRows
  #clock: Clock
  #org: Id

  constructor(rows: DoorRows, clock: Clock, org: Id) {
    this.#rows = rows
    this.#clock = clock
    this.#org = org
  }

  /** In place of the one by that name. @returns how many packages it holds @throws SP_INPUT */
  async put(name: string, text: string): Promise<Lockfile> {
    const kept: Lockfile = { name, at: this.#clock.now(), packages: packagesOf(text) }
    await this.#rows.put(this.#org, 'circle', 'lockfiles', name, kept)
    return kept
  }

  async list(): Promise<Lockfile[]> {
    return (await this.#rows.list<Lockfile>(this.#org, 'circle', 'lockfiles')).flatMap((row) => row.value ?? [])
  }

  async holding(packages: readonly string[]): Promise<Map<string, { at: number; where: readonly string[] }>> {
    if (packages.length === 0) return new Map()
    const wanted = new Set(packages)
    const found = new Map<string, { at: number; where: string[] }>()
    for (const { name, at, packages: held } of await this.list())
      for (const one of held)
        if (wanted.has(one)) {
          const before = found.get(one)
          found.set(one, { at: Math.min(at, before?.at ?? at), where: [...(before?.where ?? []), `lockfile ${name}`] })
        }
    return found
  }
}

/** Names and versions of `package-lock.json`, versions 1 to 3. @throws SP_INPUT */
export function packagesOf(text: string): string[] {
  let json: { lockfileVersion?: unknown; packages?: unknown; dependencies?: unknown }
  try {
    json = JSON.parse(text) as typeof json
  } catch {
    throw new SallyportError('SP_INPUT', 'This is no package-lock.json.')
  }
  const found = new Set<string>()
  const add = (name: string, version: unknown): void => {
    if (typeof version === 'string' && name.length <= 214 && version.length <= 100 && found.size < most) found.add(`npm:${name}@${version}`)
  }
  if (isRecord(json.packages)) {
    for (const [path, entry] of Object.entries(json.packages)) {
      const name = isRecord(entry) && typeof entry['name'] === 'string' ? entry['name'] : path.split('node_modules/').at(-1)
      if (path !== '' && isRecord(entry) && name !== undefined) add(name, entry['version'])
    }
  } else if (isRecord(json.dependencies)) nested(json.dependencies, 0, add)
  else throw new SallyportError('SP_INPUT', 'This lockfile names no packages.')
  return [...found].sort()
}

function nested(dependencies: Record<string, unknown>, depth: number, add: (name: string, version: unknown) => void): void {
  for (const [name, entry] of Object.entries(dependencies)) {
    if (!isRecord(entry)) continue
    add(name, entry['version'])
    if (depth < 100 && isRecord(entry['dependencies'])) nested(entry['dependencies'], depth + 1, add)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
