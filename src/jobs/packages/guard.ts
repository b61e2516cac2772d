import { messageOf, SallyportError } from '../../core/errors.ts'
import { openPackage } from '../../doors/packages/intake.ts'
import { fileOf, type Held, type Packument } from '../../doors/packages/packument.ts'
import type { PackageContents } from '../../measure/package/contents.ts'
import { measurePackage, type Baseline } from '../../measure/package/measure.ts'
import { previousOf } from '../../measure/package/version.ts'
import { judgePackage, type PackageVerdict, type ScanRules } from './judge-package.ts'
import { integrityOf, isAsPromised, type Registry } from './registry.ts'

/** What the guard says of one version. `verdict` null: it could not be assessed. */
export interface GuardVerdict {
  readonly pass: boolean
  readonly reason: string
  readonly verdict: PackageVerdict | null
}

export interface GuardSettings {
  readonly registry: Registry
  readonly rules: ScanRules
  /** Versions at or above this verdict are kept away. */
  readonly from: 'review' | 'hold' | 'block'
  /** What to do with a version that could not be assessed. */
  readonly unassessed: 'closed' | 'open'
  readonly cache: {
    get(integrity: string): PackageVerdict | null
    set(integrity: string, verdict: PackageVerdict): void
  }
  /** Known bad versions: a sentence, or null. */
  readonly knownBad?: (name: string, version: string) => string | null
  /** What people accepted, by finding. */
  readonly accepted?: (name: string, version: string, rule: string) => boolean
  readonly originalOf?: (contents: PackageContents) => Baseline | null
}

const grave = { allow: 0, review: 1, hold: 2, block: 3 } as const

/** Judges versions as they are asked for, each once. */
export class PackageGuard {
  readonly #settings: GuardSettings
  readonly #running = new Map<string, Promise<GuardVerdict>>()
  /** Integrity → what was said, also of versions that could not be assessed; bounded. */
  readonly #said = new Map<string, GuardVerdict>()

  constructor(settings: GuardSettings) {
    this.#settings = settings
  }

  /** What is already known, without judging anything. Null: nothing. */
  known(name: string, version: string, integrity: string | undefined): GuardVerdict | null {
    const bad = this.#settings.knownBad?.(name, version) ?? null
    if (bad !== null) return { pass: false, reason: bad, verdict: null }
    if (integrity === undefined) return null
    const said = this.#said.get(`${name}@${version} ${integrity}`)
    if (said !== undefined) return said
    const cached = this.#settings.cache.get(integrity)
    return cached === null || cached.name !== name || cached.version !== version
      ? null
      : this.#say(name, version, cached)
  }

  /** Versions of a packument that are known to be held. */
  heldIn(name: string, packument: Packument): Held[] {
    return Object.entries(packument.versions ?? {}).flatMap(([version, release]) => {
      const known = this.known(name, version, release.dist?.integrity)
      return known === null || known.pass ? [] : [{ version, reason: known.reason }]
    })
  }

  /** Judges a version, compared with the one before on its release line. Never throws: see `unassessed`. */
  async judge(
    name: string,
    version: string,
    packument: Packument,
  ): Promise<GuardVerdict & { readonly bytes: Uint8Array | null }> {
    const release = packument.versions?.[version]
    const known = this.known(name, version, release?.dist?.integrity)
    if (known !== null) return { ...known, bytes: null }
    const key = `${name}@${version}`
    let bytes: Uint8Array | null = null
    const running = this.#running.get(key)
    if (running !== undefined) return { ...(await running), bytes: null }
    const judging = (async (): Promise<GuardVerdict> => {
      try {
        if (release === undefined) throw new SallyportError('SP_NOT_FOUND', `The registry does not list ${key}.`)
        bytes = await this.#settings.registry.archive(
          name,
          fileOf(release) ?? `${name.replace(/^@[^/]*\//, '')}-${version}.tgz`,
        )
        if (isAsPromised(bytes, release.dist) === false)
          return {
            pass: false,
            reason: 'The archive is not the one that the registry announces: its hash differs.',
            verdict: null,
          }
        return this.#judged(name, version, bytes, await this.#before(name, version, packument))
      } catch (error) {
        if (error instanceof SallyportError && error.code === 'SP_NOT_FOUND') throw error
        const open = this.#settings.unassessed === 'open'
        return { pass: open, reason: `It could not be assessed: ${messageOf(error)}`, verdict: null }
      }
    })()
    this.#running.set(key, judging)
    try {
      const said = await judging
      if (release?.dist?.integrity !== undefined && (said.verdict !== null || said.pass === false))
        this.#remember(`${key} ${release.dist.integrity}`, said)
      return { ...said, bytes }
    } finally {
      this.#running.delete(key)
    }
  }

  #judged(name: string, version: string, bytes: Uint8Array, before: PackageContents | null): GuardVerdict {
    const contents = openPackage(bytes)
    const { name: own, version: ownVersion } = contents.manifest
    if (own !== name || ownVersion.replace(/^v/, '') !== version)
      return {
        pass: false,
        reason: `The registry calls it ${name}@${version}, the archive says ${own}@${ownVersion}.`,
        verdict: null,
      }
    const baseline: Baseline | null =
      before === null
        ? (this.#settings.originalOf?.(contents) ?? null)
        : { kind: 'previous', contents: before, similarity: 1 }
    const verdict = judgePackage(this.#settings.rules, measurePackage(contents, { baseline }))
    this.#settings.cache.set(integrityOf(bytes), verdict)
    return this.#say(name, version, verdict)
  }

  async #before(name: string, version: string, packument: Packument): Promise<PackageContents | null> {
    const held = new Set(this.heldIn(name, packument).map((one) => one.version))
    const before = previousOf(
      Object.keys(packument.versions ?? {}).filter((one) => !held.has(one)),
      version,
    )
    const release = before === null ? undefined : packument.versions?.[before]
    if (before === null || release === undefined) return null
    try {
      return openPackage(
        await this.#settings.registry.archive(
          name,
          fileOf(release) ?? `${name.replace(/^@[^/]*\//, '')}-${before}.tgz`,
        ),
      )
    } catch {
      // Without the version before, the package is judged whole.
      return null
    }
  }

  #say(name: string, version: string, verdict: PackageVerdict): GuardVerdict {
    const { accepted, from } = this.#settings
    const findings = verdict.findings.filter((one) => accepted?.(name, version, one.rule) !== true)
    const worst = findings.find((one) => grave[one.verdict] >= grave[from])
    if (worst === undefined) return { pass: true, reason: 'Nothing speaks against it.', verdict }
    const place = worst.places[0]
    const where = place?.in === 'code' ? ` (${place.file}:${place.line})` : ''
    return { pass: false, reason: `${worst.title}${where}. Rule ${worst.rule}.`, verdict: { ...verdict, findings } }
  }

  #remember(key: string, said: GuardVerdict): void {
    if (this.#said.size > 20_000) this.#said.clear()
    this.#said.set(key, said)
  }
}
