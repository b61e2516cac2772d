import type { DoorId } from '../core/evidence.ts'
import type { Posture } from '../core/posture.ts'
import { offeredChecks, type Challenge } from '../playbook/challenge.ts'

/** A check as it is offered. */
export interface MenuItem {
  readonly id: string
  readonly title: string
  readonly instructions: string
  /** What counts as the same for whoever cannot or would rather not. */
  readonly alternative: string
  readonly minutes: number
  /** Findings of this case it would clear: for the analyst's order only, never for what is on the menu. */
  readonly clears: readonly string[]
}

/** The dearest check of a band, in minutes of the other side's effort: a light doubt is not answered with a notary. */
const dearest: Readonly<Record<Posture, number>> = { routine: 0, look: 20, challenge: 60, escalate: 60 }

/**
 * The checks of a band at a door: the same menu for everybody in it, whoever they are and whatever was found, because
 * asking some for more than others is what discrimination law looks at. Only the order follows the findings.
 */
export function menuOf(challenges: readonly Challenge[], door: DoorId, posture: Posture, findings: readonly { readonly rule: string; readonly decibans: number; readonly clears: readonly string[] }[]): MenuItem[] {
  const useful = new Map(offeredChecks(challenges, door, findings).map((item, at) => [item.id, { at, clears: item.clearedRules }]))
  return challenges
    .filter((item) => item.for.includes(door) && item.minutes <= dearest[posture])
    .map(({ id, title, instructions, alternative, minutes }) => ({ id, title, instructions, alternative, minutes, clears: useful.get(id)?.clears ?? [] }))
    .sort((a, b) => (useful.get(a.id)?.at ?? 1_000) - (useful.get(b.id)?.at ?? 1_000) || a.minutes - b.minutes || a.id.localeCompare(b.id))
}
