import { tlpLabels, type Tlp } from '../chat/draft.ts'
import { madeId } from './ids.ts'
import type { StixObject } from './object.ts'

/** The OASIS extension that defines TLP 2.0. */
export const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

const tlp2: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
}

/** Fixed ids by which others say the same: TLP 2.0, TLP 1.0, and what OpenCTI uses for AMBER+STRICT and CLEAR. */
const dialects: ReadonlyMap<string, Tlp> = new Map([
  ...Object.entries(tlp2).map(([label, id]) => [id, label as Tlp] as const),
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'CLEAR'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'GREEN'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'AMBER'],
  ['marking-definition--826578e1-40ad-459f-bc73-ede076f81f37', 'AMBER+STRICT'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'RED'],
])

export function tlpRef(label: Tlp): string {
  return tlp2[label]
}

/** The marking definition as OASIS published it. */
export function tlpMarking(label: Tlp): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: tlp2[label],
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${label}`,
    extensions: { [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: label.toLowerCase() } },
  }
}

/** PAP has no object of its own: a statement, which other platforms keep. */
export function papMarking(pap: string, creator: string, created: string): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: madeId('marking-definition', 'PAP', pap, creator),
    created,
    created_by_ref: creator,
    definition_type: 'statement',
    definition: { statement: `PAP:${pap}` },
  }
}

/**
 * The strictest label among an object's markings, in any dialect; also by what an unknown marking says of itself
 * (`name`, `definition.tlp`, the extension's `tlp_2_0`).
 *
 * @param known marking definitions that came along
 * @returns null: no TLP marking at all
 */
export function tlpOf(object: StixObject, known: ReadonlyMap<string, StixObject> = new Map()): Tlp | null {
  const refs = [
    ...list(object.object_marking_refs),
    ...list(object.granular_markings).flatMap((one) =>
      typeof one === 'object' && one !== null && 'marking_ref' in one && typeof one.marking_ref === 'string'
        ? [one.marking_ref]
        : [],
    ),
  ]
  return strictest(refs.flatMap((ref) => (typeof ref === 'string' ? [dialects.get(ref) ?? said(known.get(ref))] : [])))
}

/** Whether a marking is one of TLP's in any dialect. */
export function isTlp(ref: string): boolean {
  return dialects.has(ref)
}

export function strictest(labels: readonly (Tlp | null)[]): Tlp | null {
  return labels.reduce((a, b) => (rank(a) >= rank(b) ? a : b), null)
}

/** −1 for none, 0 for CLEAR … 4 for RED. */
export function rank(label: Tlp | null): number {
  return label === null ? -1 : tlpLabels.indexOf(label)
}

function said(marking: StixObject | undefined): Tlp | null {
  if (marking === undefined) return null
  const extension = marking.extensions?.[tlpExtension] as { tlp_2_0?: unknown } | undefined
  const definition = marking['definition'] as { tlp?: unknown } | undefined
  const text = String(extension?.tlp_2_0 ?? definition?.tlp ?? marking['name'] ?? '')
    .toUpperCase()
    .replace(/^TLP:/, '')
  if (text === 'WHITE') return 'CLEAR'
  return tlpLabels.find((label) => label === text) ?? null
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
