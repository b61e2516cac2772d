import type { Bench } from './harness/bench.ts'
import { runTyping } from './typing/run.ts'

export const bench: Bench = {
  subject: 'typing',
  about:
    'same hands in fixed and free text, machine typing, two typists in one account; people are strangers to every parameter',
  run: runTyping,
}
