import type { ActivityFacts } from '../../../measure/rhythm/facts.ts'

/** A day's face: of the days drawn, on what share was each half hour active. */
export interface Face {
  readonly days: number
  readonly share: readonly number[]
}

/** The faces before and after a moment, out of an actogram's days. A week on either side of it is left out: nobody changes at midnight. */
export function facesAround(actogram: ActivityFacts['actogram'], at: number): { before: Face; after: Face } {
  const week = 7 * 86_400_000
  const active = actogram.days.filter(({ halfHours }) => halfHours.some((value) => value > 0))
  const of = (keep: (time: number) => boolean): Face => {
    const days = active.filter(({ date }) => keep(Date.parse(`${date}T12:00:00Z`)))
    return {
      days: days.length,
      share: Array.from({ length: 48 }, (_, half) =>
        days.length === 0 ? 0 : days.filter(({ halfHours }) => (halfHours[half] ?? 0) > 0).length / days.length,
      ),
    }
  }
  return { before: of((time) => time < at - week / 2), after: of((time) => time > at + week / 2) }
}

/** Half hours in which more than one of these lanes was in use. */
export function atOnce(lanes: readonly { readonly halfHours: readonly number[] }[]): number[] {
  const seen = new Map<number, number>()
  for (const { halfHours } of lanes) for (const half of halfHours) seen.set(half, (seen.get(half) ?? 0) + 1)
  return [...seen].flatMap(([half, count]) => (count > 1 ? [half] : [])).sort((a, b) => a - b)
}

/** Runs of neighbouring numbers: `[3, 4, 5, 9]` → `[[3, 6], [9, 10]]`, half open. */
export function runs(ascending: readonly number[]): (readonly [from: number, to: number])[] {
  const out: [number, number][] = []
  for (const value of ascending) {
    const last = out.at(-1)
    if (last?.[1] === value) last[1] = value + 1
    else out.push([value, value + 1])
  }
  return out
}
