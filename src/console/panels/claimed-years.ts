import { listAt, numberAt, stringAt, unrooted } from '../screens/case/facts.ts'

/** A dated stretch of a résumé. Months are counted from the year 0. */
export interface Claim {
  readonly title: string
  readonly employer: string
  readonly from: number
  /** Null: "present". */
  readonly to: number | null
  readonly study: boolean
}

/** Dated positions out of unknown facts, the earliest first; empty when there are none to draw. */
export function claimedYears(facts: unknown): readonly Claim[] {
  return listAt(unrooted(facts), 'positions')
    .flatMap((position) => {
      const from = numberAt(position, 'from')
      // Months since the year 0: anything outside 1950 to 2100 is no date.
      if (from === null || from < 1950 * 12 || from > 2100 * 12) return []
      const to = numberAt(position, 'to')
      const study = stringAt(position, 'section') === 'education'
      return [
        {
          title: stringAt(position, 'title') ?? stringAt(position, 'employer') ?? 'untitled',
          employer: stringAt(position, 'employer') ?? stringAt(position, 'organisation') ?? '',
          from,
          to: to !== null && to >= from ? to : null,
          study,
        },
      ]
    })
    .toSorted((a, b) => a.from - b.from)
}

/** Months in which two or more jobs run side by side: [first, last]. */
export function overlaps(claims: readonly Claim[], now: number): readonly (readonly [number, number])[] {
  const jobs = claims.filter((claim) => !claim.study)
  return jobs.flatMap((a, index) =>
    jobs.slice(index + 1).flatMap((b) => {
      const from = Math.max(a.from, b.from)
      const to = Math.min(a.to ?? now, b.to ?? now)
      return to - from >= 1 ? [[from, to] as const] : []
    }),
  )
}
