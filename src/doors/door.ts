import type { z } from 'zod'
import type { Artefact, ArtefactType } from '../core/artefact.ts'
import type { DoorId, Evidence, EvidenceKind } from '../core/evidence.ts'
import type { Id } from '../core/ids.ts'
import type { Measured } from '../core/facts.ts'
import type { Ports } from '../core/ports.ts'

/** What matching with other records gave. */
export interface Matched<F> extends Measured<Partial<F>> {
  /** Ties that are no equal values: much the same text, layout or hand. They count beside shared artefacts. */
  readonly ties: readonly MatchedTie[]
}

export interface MatchedTie {
  readonly type: ArtefactType
  readonly subject: Id
  /** Bits of surprise. */
  readonly rarity: number
  /** In words, without personal data: "4 achievements". */
  readonly shown: string
}

/** How one kind of evidence is read and measured. Five doors, one shape. */
export interface Kind<Parsed = unknown, Context = unknown, F = unknown> {
  /** Shape of the facts. Rules are type-checked against it when they are loaded. */
  readonly facts: z.ZodType<F>
  /** Module with `export function parse(bytes, name): Parsed | Promise<Parsed>`; run in the sandbox, never here. */
  readonly parser: URL
  /** Look-ups that measuring needs, made beforehand so that `measure` stays pure. */
  readonly gather: (parsed: Parsed, evidence: Evidence, ports: Ports) => Promise<Context>
  /** Pure: same bytes and same look-ups, same facts. */
  readonly measure: (parsed: Parsed, context: Context) => Measured<F>
  /**
   * Facts that depend on other records (text reuse, cluster, known crew): asked anew at each judgement, because others
   * arrive later. Merged over the measured facts.
   */
  readonly match?: (facts: F, evidence: Evidence, ports: Ports) => Promise<Matched<F>>
  /** What the record calls its person or thing (claimed name, package@version, subject line), for people to read. */
  readonly label?: (facts: F) => string | null
  /** Values that may tie this record to others. */
  readonly artefacts: (facts: F) => readonly Artefact[]
  /** Rows to add to the band index once measured: `[space, bands]`. */
  readonly bands?: (parsed: Parsed, facts: F) => readonly (readonly [space: string, bands: readonly string[]])[]
}

/** A door of the house: thin, the same shape in each. */
export interface Door {
  readonly id: DoorId
  readonly title: string
  // oxlint-disable-next-line typescript/no-explicit-any -- each kind has its own types; the pipeline only passes them on
  readonly kinds: Readonly<Partial<Record<EvidenceKind, Kind<any, any, any>>>>
  /** Which kind a received file is, or null when this door does not take it. */
  readonly recognises: (name: string, head: Uint8Array) => EvidenceKind | null
}
