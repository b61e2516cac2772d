import { daysOf, dueOf, retentionClasses, type Clocked, type RetentionClass } from '../../cases/retention.ts'
import type { Id } from '../../core/ids.ts'
import { rows, transact, type House } from '../house.ts'
import { holds } from './hold.ts'

/** What one run of the clocks did, or would do. */
export interface RetentionRun {
  readonly at: number
  readonly dryRun: boolean
  readonly by: string
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly days: number
    /** Things the clock runs on, those it has run out for, and those a legal hold keeps. */
    readonly watched: number
    readonly due: number
    readonly held: number
    /** The oldest due, for the preview; identifiers only. */
    readonly examples: readonly Id[]
  }[]
}

const space = 'retention-run'
const shown = 5

/** Runs all clocks; a dry run counts and touches nothing. The result is kept for the retention page. */
export async function runRetention(house: House, job: { readonly org: Id; readonly dryRun: boolean; readonly by: string }): Promise<RetentionRun> {
  const { org, dryRun, by } = job
  const now = house.clock.now()
  const stored = await rows(house).settings.get(org, 'retention')
  const held = new Set((await holds(rows(house), org)).map(({ subject }) => subject))
  const classes: RetentionRun['classes'][number][] = []
  for (const item of retentionClasses) {
    const days = daysOf(item, stored)
    const counts = { watched: 0, due: 0, held: 0, examples: [] as Id[] }
    for await (const page of pages(house, org, item)) {
      const due = dueOf(page, days, held, now)
      counts.watched += page.filter(({ startedAt }) => startedAt !== null).length
      counts.due += due.length
      counts.held += dueOf(page, days, new Set(), now).length - due.length
      counts.examples.push(...due.slice(0, shown - counts.examples.length).map(({ evidence, subject }) => evidence ?? subject))
      if (!dryRun && due.length > 0) await takeAway(house, org, item, due)
    }
    classes.push({ id: item.id, title: item.title, days, ...counts })
  }
  const run: RetentionRun = { at: now, dryRun, by, classes }
  await rows(house).doorRows.put(org, 'cases', space, dryRun ? 'preview' : `run-${now}`, run, { sortAt: now })
  return run
}

/** The newest preview and the last runs. */
export async function retentionRuns(house: House, org: Id): Promise<{ preview: RetentionRun | null; runs: readonly RetentionRun[] }> {
  const all = (await rows(house).doorRows.list<RetentionRun>(org, 'cases', space, { newestFirst: true, limit: 20 })).flatMap(({ value }) => value ?? [])
  return { preview: all.find(({ dryRun }) => dryRun) ?? null, runs: all.filter(({ dryRun }) => !dryRun) }
}

async function* pages(house: House, org: Id, { kinds, from }: RetentionClass): AsyncGenerator<readonly Clocked[]> {
  const { retention } = rows(house)
  for (let after: Id | null = null; ; ) {
    const page: readonly Clocked[] = kinds.length > 0 ? await retention.evidence(org, kinds, from, after) : await retention.people(org, after)
    if (page.length === 0) return
    const last = page.at(-1) as Clocked
    after = last.evidence ?? last.subject
    yield page
  }
}

async function takeAway(house: House, org: Id, { takes }: RetentionClass, due: readonly Clocked[]): Promise<void> {
  if (takes === 'content') await transact(house, (tables) => tables.retention.expireContent(org, due.flatMap(({ evidence }) => evidence ?? [])))
  if (takes === 'links') await transact(house, (tables) => tables.retention.expireLinks(org, due.map(({ subject }) => subject)))
  if (takes === 'everything') for (const { subject } of due) await transact(house, (tables) => tables.subjects.erase(org, subject))
}
