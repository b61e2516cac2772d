import { seededRandom, type Random } from '../../src/core/random.ts'
import { claimTest } from '../../src/measure/rhythm/claim.ts'
import { activeHalfHours } from '../../src/measure/rhythm/half-hours.ts'
import { handover } from '../../src/measure/rhythm/handover.ts'
import { clockDistance } from '../../src/measure/rhythm/offsets.ts'
import { sharing } from '../../src/measure/rhythm/sharing.ts'
import { zonePosterior } from '../../src/measure/rhythm/zone.ts'
import type { FolkRule } from './folk.ts'
import type { Trial } from './layout.ts'

/** What one method said of one trial. Larger scores mean more suspect. */
export interface Scored {
  readonly trial: Trial
  /** Zone tasks: hours off. */
  readonly off: number | null
  readonly score: number
  /** Stated probability, and whether it came true. */
  readonly stated: number | null
  readonly cameTrue: boolean
}

export interface Method {
  readonly name: string
  readonly score: (trial: Trial) => Omit<Scored, 'trial'>
}

/** The shipped measurements. */
export const ours: Method = {
  name: 'ours',
  score: (trial) => {
    const before = activeHalfHours(trial.before)
    if (trial.task === 'zone') {
      const found = zonePosterior(before)
      const off = clockDistance(found?.bestOffset ?? 0, trial.label)
      return { off, score: 0, stated: found?.withinHour ?? null, cameTrue: off <= 1 }
    }
    if (trial.task === 'claim') {
      return {
        off: null,
        score: claimTest(before, trial.claimed ?? 0)?.againstDecibans ?? 0,
        stated: null,
        cameTrue: trial.label === 1,
      }
    }
    if (trial.task === 'handover') {
      const found = handover(before, activeHalfHours(trial.after), trial.claimed ?? 0)
      return { off: null, score: found?.decibans ?? 0, stated: found?.evenOdds ?? null, cameTrue: trial.label === 1 }
    }
    const found = sharing(before, trial.claimed ?? 0)
    const score = (trial.kind === 'alt' ? found?.turnsDecibans : found?.twoShiftDecibans) ?? 0
    return { off: null, score, stated: found?.evenOdds ?? null, cameTrue: trial.label === 1 }
  },
}

/**
 * Honest accounts are compared with those who take turns on the turns score, and with all others on the two-shift
 * score; so they carry both.
 */
export function turnsScore(trial: Trial): number {
  return sharing(activeHalfHours(trial.before), trial.claimed ?? 0)?.turnsDecibans ?? 0
}

export function folk(rule: FolkRule): Method {
  return {
    name: rule.name,
    score: (trial) => {
      const before = activeHalfHours(trial.before)
      const none = { off: null, stated: null, cameTrue: false }
      if (trial.task === 'zone') return { ...none, off: clockDistance(rule.zone(before), trial.label), score: 0 }
      if (trial.task === 'claim') return { ...none, score: clockDistance(rule.zone(before), trial.claimed ?? 0) }
      if (trial.task === 'handover')
        return { ...none, score: clockDistance(rule.zone(before), rule.zone(activeHalfHours(trial.after))) }
      return { ...none, score: rule.shared(before) }
    },
  }
}

/**
 * Claims made of zone trials, when the data has none: the true offset, and one that is six to twelve hours off, drawn
 * once for each trial.
 */
export function claimsFrom(zones: readonly Trial[], random: Random = seededRandom(1)): Trial[] {
  return zones.flatMap((trial) => {
    const away = (360 + 30 * Math.floor(random.next() * 13)) * (random.next() < 0.5 ? -1 : 1)
    const claimed = trial.label + away
    return [
      { ...trial, task: 'claim', kind: 'true', claimed: trial.label, label: 0 },
      {
        ...trial,
        task: 'claim',
        kind: 'wrong',
        claimed: claimed < -720 ? claimed + 1440 : claimed > 840 ? claimed - 1440 : claimed,
        label: 1,
      },
    ]
  })
}
