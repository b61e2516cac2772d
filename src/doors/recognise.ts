import { evidenceKinds, type DoorId, type EvidenceKind } from '../core/evidence.ts'
import type { Door, Kind } from './door.ts'

export interface Recognised {
  readonly door: DoorId
  readonly kind: EvidenceKind
  readonly how: Kind
}

/** Which door takes a file, and as what; null when none does. A named door is asked alone. */
export function recognise(doors: readonly Door[], name: string, bytes: Uint8Array, wanted: DoorId | null = null): Recognised | null {
  const head = bytes.subarray(0, 4_096)
  const own = ownKind(head)
  for (const door of doors) {
    if (wanted !== null && door.id !== wanted) continue
    const kind = own ?? door.recognises(name, head)
    const how = kind === null ? undefined : door.kinds[kind]
    if (kind !== null && how !== undefined) return { door: door.id, kind, how }
  }
  return null
}

/** Our own documents say in their first bytes what they are: `{"sallyport":"session/1"`. Nothing is guessed then. */
function ownKind(head: Uint8Array): EvidenceKind | null {
  const said = /^\s*\{\s*"sallyport"\s*:\s*"([a-z]+)\/\d/.exec(new TextDecoder().decode(head.subarray(0, 80)))?.[1]
  return evidenceKinds.find((kind) => kind === said) ?? null
}
