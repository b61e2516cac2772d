import type { Bench } from './harness/bench.ts'
import { runSandboxBench } from './sandbox/run.ts'

export const bench: Bench = {
  subject: 'sandbox',
  about: 'What a parser child costs, and what stops a document bomb: heap flag, watching from outside, kernel limit.',
  run: runSandboxBench,
}
