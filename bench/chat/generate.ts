import { seededRandom } from '../../src/core/random.ts'
import { fill } from './fill.ts'
import { heldOut } from './held-out.ts'
import type { LabelledMessage } from './message.ts'
import { developed } from './templates.ts'

/** Messages made from our own templates: those the parser was developed on, and those it was not. */
export function madeMessages(
  seed: number,
  times: number,
): { development: LabelledMessage[]; heldOut: LabelledMessage[] } {
  const random = seededRandom(seed)
  const all = (templates: readonly string[], name: string): LabelledMessage[] =>
    Array.from({ length: times }, (_, round) =>
      templates.map((template, at) => fill(template, `${name}-${at}-${round}`, random)),
    ).flat()
  return { development: all(developed, 'development'), heldOut: all(heldOut, 'held-out') }
}
