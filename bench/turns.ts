import type { Bench } from './harness/bench.ts'
import { runTurns } from './turns/run.ts'

export const bench: Bench = {
  subject: 'turns',
  about: 'answer delay net of the network: detection of an added delay at 1 % false alarms, and who is wrongly flagged',
  run: runTurns,
}
