import type { Id } from '../../core/ids.ts'
import { cusum, limitFor } from '../../measure/counting/cusum.ts'
import { coverage, poissonRate, weekdayFactors, type Interval } from '../../measure/counting/rate.ts'
import { correctedRate } from '../../measure/counting/unreported.ts'
import type { Attempt, CampaignOf } from './attempts.ts'
import type { House } from '../house.ts'
import { exerciseOutcomes } from './exercises.ts'

const DAY = 86_400_000

export interface Counts {
  /** Midnight (UTC) of the first day. */
  readonly from: number
  readonly days: readonly { readonly confirmed: number; readonly held: number; readonly reports: number }[]
  /** Share of days with at least one confirmed attempt. */
  readonly coverage: Interval & { readonly days: number; readonly with: number }
  /** Confirmed attempts a day. */
  readonly rate: Interval
  /** The same behind what is reported, from planted exercises; null until there are some. */
  readonly behind: (Interval & { readonly planted: number; readonly reported: number }) | null
  readonly weekdays: readonly number[]
  readonly by: Readonly<Record<'team' | 'platform' | 'persona', readonly { readonly name: string; readonly count: number; readonly rate: Interval }[]>>
  readonly rises: readonly { readonly noticed: number; readonly began: number }[]
  /** What a rise was measured against. */
  readonly usual: number
  readonly campaigns: number
}

/**
 * The counts of a span of days. Confirmed means: a person said so. A message that only the rules hold is shown beside,
 * never in the figures one quotes.
 */
export async function countsOf(house: House, org: Id, attempts: readonly Attempt[], groups: readonly CampaignOf[], from: number, days: number): Promise<Counts> {
  const start = Math.floor(from / DAY) * DAY
  const perDay = Array.from({ length: days }, () => ({ confirmed: 0, held: 0, reports: 0 }))
  for (const attempt of attempts) {
    const day = perDay[Math.floor((attempt.first - start) / DAY)]
    if (day === undefined) continue
    day.reports += attempt.reports.length
    if (attempt.standing === 'confirmed') day.confirmed += 1
    if (attempt.standing === 'held') day.held += 1
  }
  const confirmed = attempts.filter(({ standing }) => standing === 'confirmed')
  const daily = perDay.map((day) => day.confirmed)
  const sum = daily.reduce((a, b) => a + b, 0)
  const { planted, reported } = await exerciseOutcomes(house, org, start, start + days * DAY)
  // The first third shows what is usual; a rise is looked for in the rest.
  const learned = daily.slice(0, Math.max(7, Math.floor(days / 3)))
  const usual = Math.max(0.2, Math.round((10 * learned.reduce((a, b) => a + b, 0)) / learned.length) / 10)
  const raised = Math.max(usual + 1, 2 * usual)
  return {
    from: start,
    days: perDay,
    coverage: { ...coverage(daily), days, with: daily.filter((count) => count > 0).length },
    rate: poissonRate(sum, days),
    behind: planted === 0 ? null : { ...correctedRate(sum, days, planted, reported), planted, reported },
    weekdays: weekdayFactors(daily.map((count, at) => ({ weekday: (new Date(start + at * DAY).getUTCDay() + 6) % 7, count }))),
    by: {
      team: table(confirmed, days, (one) => [...new Set(one.reports.map(({ team }) => team ?? 'no team'))]),
      platform: table(confirmed, days, (one) => [one.platform]),
      persona: table(confirmed, days, (one) => [one.persona]),
    },
    rises: cusum(daily, usual, raised, limitFor(usual, raised)).map(({ day, since }) => ({ noticed: start + day * DAY, began: start + since * DAY })),
    usual,
    campaigns: groups.length,
  }
}

function table(attempts: readonly Attempt[], days: number, of: (attempt: Attempt) => readonly string[]): { name: string; count: number; rate: Interval }[] {
  const counts = new Map<string, number>()
  for (const attempt of attempts) for (const name of of(attempt)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name, count]) => ({ name, count, rate: poissonRate(count, days) }))
}
