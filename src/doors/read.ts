import type { Artefact } from '../core/artefact.ts'
import type { Evidence } from '../core/evidence.ts'
import type { Measured } from '../core/facts.ts'
import type { Ports } from '../core/ports.ts'
import { withAliases } from '../links/aliases.ts'
import type { Kind } from './door.ts'

/** Runs a parser module on hostile bytes, somewhere it can do no harm. */
export type Sandbox = (parser: URL, bytes: Uint8Array, name: string) => Promise<unknown>

/** What reading one piece of evidence gave. */
export interface Reading {
  readonly measured: Measured<unknown>
  readonly artefacts: readonly Artefact[]
  readonly bands: readonly (readonly [space: string, bands: readonly string[]])[]
  readonly label: string | null
}

/**
 * From bytes to facts: parse in the sandbox, look up, measure, name the artefacts.
 *
 * @throws SP_PARSE_… and the parser's own refusals
 */
export async function readEvidence(kind: Kind, evidence: Evidence, bytes: Uint8Array, sandbox: Sandbox, ports: Ports): Promise<Reading> {
  const parsed = await sandbox(kind.parser, bytes, evidence.name)
  const measured = kind.measure(parsed, await kind.gather(parsed, evidence, ports))
  return {
    measured,
    artefacts: withAliases(kind.artefacts(measured.facts)),
    bands: kind.bands?.(parsed, measured.facts) ?? [],
    label: kind.label?.(measured.facts) ?? null,
  }
}
