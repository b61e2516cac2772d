import { pick, type Random } from '../../../src/core/random.ts'
import { handoverFeatures } from '../../../src/measure/rhythm/handover-features.ts'
import { activeHalfHours } from '../../../src/measure/rhythm/half-hours.ts'
import type { Template } from '../../../src/measure/rhythm/two-clocks.ts'
import type { Activity } from '../people.ts'
import { cut, thin, window } from '../simulate.ts'
import type { Sample } from './sharing.ts'

const DAYS = 90
const DAY = 86_400
const WEEK = 7 * DAY

/** Ninety days and the ninety that follow: of one person, or the second half by another, at least five hours away. */
export function handoverSamples(
  people: readonly Activity[],
  template: Template,
  count: number,
  random: Random,
): Sample[] {
  const out: Sample[] = []
  while (out.length < count) {
    const n = Math.round(30 + random.next() * 60)
    const before = window(pick(random, people), DAYS, n, random)
    if (before === null) continue
    const shared = random.next() < 0.5
    let later: readonly number[]
    if (shared) {
      const after = window(pick(random, people), DAYS, n, random)
      if (after === null || after.person === before.person) continue
      const away = (5 + 7 * random.next()) * (random.next() < 0.5 ? -1 : 1)
      const turn = after.offset * 60 - before.offset * 60 - Math.round(away * 2) * 1800
      const by = Math.round((before.from + DAYS * DAY - after.from) / WEEK) * WEEK + turn
      later = after.moments.map((moment) => moment + by)
    } else {
      later = cut(before.person, before.from + DAYS * DAY, DAYS).moments
      if (later.length < n) continue
    }
    const halves = [before.moments, later].map((moments) => activeHalfHours(thin(moments, n, random))) as [
      Int32Array,
      Int32Array,
    ]
    out.push({ features: handoverFeatures(...halves, Math.round(before.offset / 30), template), class: shared ? 1 : 0 })
  }
  return out
}
