import { CloneIndex } from '../../src/measure/package/clone-index.ts'
import { closest, type PackageContents } from '../../src/measure/package/contents.ts'
import { measurePackage, type Baseline } from '../../src/measure/package/measure.ts'
import { sketchOf } from '../../src/measure/package/sketch.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { Metric, Metrics } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import { readPackage } from './archive.ts'
import { judge } from './judge.ts'
import type { ArchiveCase, PairCase } from './layout.ts'

interface Outcome {
  readonly template: string
  readonly form: string
  readonly reviewed: boolean
  readonly blocked: boolean
  readonly exact: boolean
  readonly why: string
}

export interface InsertionResult {
  readonly metrics: Metrics
  readonly misses: readonly string[]
}

/**
 * One poisoned line in a copy (found by the clone index, never by its name) or in an upgrade. A line counts as exact
 * when it is among the places of the findings that carry the verdict; at most the first six places are looked at.
 */
export function insertions(
  pairs: readonly PairCase[],
  benign: readonly ArchiveCase[],
  book: Playbook,
): InsertionResult {
  const index = new CloneIndex()
  const load: (() => PackageContents)[] = []
  const add = (bytes: () => Uint8Array): void => {
    const contents = tryRead(bytes)
    if (contents === null) return
    index.add({ name: contents.manifest.name, version: contents.manifest.version }, sketchOf(contents))
    load.push(() => readPackage(bytes()))
  }
  const clones = pairs.filter((pair) => pair.truth.kind === 'clone')
  const seen = new Set<string>()
  for (const pair of pairs) {
    const key = `${pair.truth.base}@${pair.truth.kind === 'clone' ? '' : pair.truth.version}`
    if (pair.truth.kind !== 'clone' && seen.has(key)) continue
    if (clones.length > 0 && !seen.has(`${pair.truth.base}`)) add(pair.clean)
    seen.add(key)
    seen.add(pair.truth.base)
  }
  if (clones.length > 0) for (const archive of benign) add(archive.bytes)

  const outcomes: Outcome[] = []
  let found = 0
  for (const pair of pairs) {
    const { truth } = pair
    const poisoned = readPackage(pair.poisoned())
    let baseline: Baseline
    if (truth.kind === 'clone') {
      const nearest = index.nearest(sketchOf(poisoned), 4, poisoned.manifest.name)
      const best = nearest[0]
      if (best?.name === truth.base) found++
      if (best === undefined) {
        outcomes.push({
          template: truth.template,
          form: truth.form,
          reviewed: false,
          blocked: false,
          exact: false,
          why: 'no original found',
        })
        continue
      }
      // Versions of one original have much the same sketch; their files tell them apart.
      const versions = nearest
        .filter((one) => one.name === best.name)
        .map((one) => ({ one, contents: (load[one.id] as () => PackageContents)() }))
      const original = versions[
        closest(
          poisoned,
          versions.map((version) => version.contents),
        )
      ] as (typeof versions)[number]
      baseline = { kind: 'original', contents: original.contents, similarity: original.one.similarity }
    } else baseline = { kind: 'previous', contents: readPackage(pair.clean()), similarity: 1 }
    const { verdict, findings } = judge(book, measurePackage(poisoned, { baseline }))
    const places = findings.flatMap((finding) => finding.places).filter((place) => place.in === 'code')
    const truths = [{ file: truth.file, line: truth.line }, ...truth.also].map(
      (one) => `${one.file.replace(/^package\//, '')}:${one.line}`,
    )
    const exact = distinct(places.map((place) => `${place.file}:${place.line}`))
      .slice(0, 6)
      .some((place) => truths.includes(place))
    outcomes.push({
      template: truth.template,
      form: truth.form,
      reviewed: verdict !== 'allow',
      blocked: verdict === 'block',
      exact,
      why: `${truth.kind} ${verdict} [${findings
        .map((one) => one.rule.slice(9))
        .slice(0, 4)
        .join(' ')}] ${truths[0]}${
        exact
          ? ''
          : ` not in ${distinct(places.map((place) => `${place.file}:${place.line}`))
              .slice(0, 6)
              .join(' ')}`
      }`,
    })
  }
  const metrics: Record<string, Metric> = summary(outcomes, '')
  for (const template of distinct(outcomes.map((one) => one.template)))
    Object.assign(
      metrics,
      summary(
        outcomes.filter((one) => one.template === template),
        `by_template.${template}.`,
      ),
    )
  for (const form of distinct(outcomes.map((one) => one.form)))
    Object.assign(
      metrics,
      summary(
        outcomes.filter((one) => one.form === form),
        `by_form.${form}.`,
      ),
    )
  return {
    metrics: { ...metrics, clone_top1: rate(found, clones.length) },
    misses: outcomes
      .filter((one) => !one.blocked || !one.exact)
      .map((one) => `${one.template} (${one.form}): ${one.why}`),
  }
}

function summary(outcomes: readonly Outcome[], prefix: string): Record<string, Metric> {
  const hits = outcomes.filter((one) => one.reviewed)
  return {
    [`${prefix}insertion_review`]: rate(hits.length, outcomes.length),
    [`${prefix}insertion_block`]: rate(outcomes.filter((one) => one.blocked).length, outcomes.length),
    [`${prefix}exact_line`]: rate(hits.filter((one) => one.exact).length, hits.length),
  }
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)]

function tryRead(bytes: () => Uint8Array): PackageContents | null {
  try {
    return readPackage(bytes())
  } catch {
    return null
  }
}
