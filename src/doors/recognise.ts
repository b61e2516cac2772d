import type { DoorId, EvidenceKind } from '../core/evidence.ts'
import type { Door, Kind } from './door.ts'

export interface Recognised {
  readonly door: DoorId
  readonly kind: EvidenceKind
  readonly how: Kind
}

/** Which door takes a file, and as what; null when none does. A named door is asked alone. */
export function recognise(doors: readonly Door[], name: string, bytes: Uint8Array, wanted: DoorId | null = null): Recognised | null {
  const head = bytes.subarray(0, 4_096)
  for (const door of doors) {
    if (wanted !== null && door.id !== wanted) continue
    const kind = door.recognises(name, head)
    const how = kind === null ? undefined : door.kinds[kind]
    if (kind !== null && how !== undefined) return { door: door.id, kind, how }
  }
  return null
}
