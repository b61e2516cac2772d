import type { Measured } from '../../../core/facts.ts'
import type { PackageFacts } from '../../../measure/package/facts.ts'
import { measurePackage } from '../../../measure/package/measure.ts'
import { openPackage } from '../intake.ts'

export interface ParsedPackage {
  readonly measured: Measured<PackageFacts>
}

/**
 * An uploaded archive. Syntax trees are too large to hand over, so measuring happens on this side of the sandbox's
 * wall and only facts come back. A comparison with a baseline is made by `scan` and `diff`, which have both at hand.
 */
export function parse(bytes: Uint8Array): ParsedPackage {
  return { measured: measurePackage(openPackage(bytes), { baseline: null }) }
}
