import type { Artefact } from '../../core/artefact.ts'
import { wantedOf } from '../advisory/hunt-wanted.ts'
import type { StixObject } from '../stix/object.ts'
import type { Seen } from '../stix/pattern/evaluate.ts'

/** Something of ours that an indicator names: when we first had it, and where it stands. */
export interface Found {
  readonly value: string
  readonly seen: Seen
  /** `case …` or the name of a lockfile; never a person. */
  readonly where: readonly string[]
}

export interface OwnRecords {
  /** Which of the artefacts stand in records of ours, and in which. */
  readonly holders: (artefacts: readonly Artefact[]) => Promise<ReadonlyMap<Artefact, readonly string[]>>
  /** Which packages (`npm:name@version`) stand in lockfiles of ours, and in which. */
  readonly locked: (packages: readonly string[]) => Promise<ReadonlyMap<string, { readonly at: number; readonly where: readonly string[] }>>
}

/** "Do we already have any of this?": what indicators ask for with `=` or `IN`, looked up in our records and lockfiles. */
export async function ownSightings(objects: readonly StixObject[], records: OwnRecords, now: number): Promise<Found[]> {
  const wanted = wantedOf(objects)
  if (wanted.length === 0) return []
  const held = await records.holders(wanted.map((one) => one.artefact))
  const locked = await records.locked(
    wanted.flatMap(({ artefact }) => (artefact.type === 'package' ? [artefact.value] : [])),
  )
  return wanted.flatMap(({ artefact, object }) => {
    const places = held.get(artefact) ?? []
    const lock = artefact.type === 'package' ? locked.get(artefact.value) : undefined
    if (places.length === 0 && lock === undefined) return []
    const where = [...places, ...(lock?.where ?? [])]
    return [{ value: artefact.value, seen: { at: lock?.at ?? now, objects: [object] }, where }]
  })
}
