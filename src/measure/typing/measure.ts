import type { Measured } from '../../core/facts.ts'
import { clockStep } from './clock.ts'
import { handsOf } from './compare.ts'
import type { TypingFacts } from './facts.ts'
import { compareHands, searchAccounts } from './identity.ts'
import type { Account, Earlier } from './identity.ts'
import { clean } from './keystrokes.ts'
import type { Keystroke, Run } from './keystrokes.ts'
import { machineFacts } from './machine.ts'
import type { TextInput } from './machine.ts'
import type { Population } from './population.ts'
import { remoteFacts } from './remote.ts'
import { leastWindows, severalHands, windowKeys, windowsOf } from './several.ts'
import { rounded } from './spread.ts'
import { templateOf } from './template.ts'
import { writingFacts } from './writing.ts'

/** Typing as a page collected it. Key names and times, never the text. */
export interface TypingSample {
  readonly strokes: readonly Keystroke[]
  readonly inputs: readonly TextInput[]
}

/** What comparing needs. */
export interface TypingContext {
  readonly population: Population
  /** Whether the identity module is on and this person consented; without it no hands are compared. */
  readonly identity: boolean
  /** The same person's earlier typing. */
  readonly earlier: Earlier | null
  /** Other accounts to search; needs a thousand keys here. */
  readonly accounts: readonly Account[]
}

/** On a coarser clock a comparison would be of clocks (the error rate at 100 ms is three times that at 1 ms). */
const coarsestClock = 45

/**
 * Measures typing: what a machine would do, cues of a distant keyboard, how the text came about and, with consent,
 * whose hands it was. Broken payloads give reasons, never an exception.
 *
 * @param sample in the order in which events arrived
 */
export function measureTyping(sample: TypingSample, context: TypingContext): Measured<TypingFacts> {
  const cleaned = clean(sample.strokes)
  const unavailable: Record<string, string> = {}
  const runs: readonly Run[] = cleaned.unusable === null ? cleaned.runs : []
  if (cleaned.unusable !== null) unavailable['keys'] = cleaned.unusable
  if (cleaned.beyondLimit > 0)
    unavailable['beyond'] = `${cleaned.beyondLimit} keys beyond the first 50,000 were not read`
  const keys = runs.reduce((sum, run) => sum + run.length, 0)
  const step = clockStep(runs)
  const machine = machineFacts(runs, sample.inputs)
  const remote = remoteFacts(runs)
  const few = cleaned.unusable ?? `${keys} keys are too few`
  if (step === null) unavailable['clockStepMs'] = few
  for (const [name, value] of Object.entries(machine))
    if (value === null)
      unavailable[`machine.${name}`] =
        name.startsWith('inserted') || name.startsWith('pasted') ? 'nothing was inserted' : few
  for (const [name, value] of Object.entries(remote)) if (value === null) unavailable[`remote.${name}`] = few
  const writing = writingFacts(runs)
  if (writing === null) unavailable['writing'] = few

  const facts: TypingFacts = {
    keys,
    seconds: rounded(runs.reduce((sum, run) => sum + run[run.length - 1]!.up - run[0]!.down, 0) / 1000),
    clockStepMs: step,
    clockJumps: cleaned.clockJumps,
    brokenTimes: cleaned.broken,
    machine,
    remote,
    writing,
    hands: null,
    several: null,
    accounts: null,
  }
  const refusal = whyNotCompared(context.identity, cleaned.unusable, step)
  if (refusal !== null)
    return { facts, unavailable: { ...unavailable, hands: refusal, several: refusal, accounts: refusal } }

  const template = templateOf(runs)
  const here = { template, hands: handsOf(template, context.population) }
  const hands = compareHands(here, context.earlier, context.population)
  const accounts = searchAccounts(here, context.accounts, context.population)
  const several = keys < leastWindows * windowKeys ? null : severalFacts(runs, context.population)
  if (typeof hands === 'string') unavailable['hands'] = hands
  if (typeof accounts === 'string') unavailable['accounts'] = accounts
  if (several === null)
    unavailable['several'] = `${keys} keys: fewer than ${leastWindows * windowKeys} cannot show turns`
  return {
    facts: {
      ...facts,
      hands: typeof hands === 'string' ? null : hands,
      accounts: typeof accounts === 'string' ? null : accounts,
      several,
    },
    unavailable,
  }
}

function whyNotCompared(identity: boolean, unusable: string | null, step: number | null): string | null {
  if (!identity) return 'the identity module is off, or there is no consent'
  if (unusable !== null) return unusable
  if (step !== null && step > coarsestClock) return `timer too coarse: times come in steps of ${step} ms`
  return null
}

function severalFacts(runs: readonly Run[], population: Population): TypingFacts['several'] {
  const windows = windowsOf(runs, population).filter((window) => window.keys >= windowKeys / 2)
  const several = severalHands(windows.map((window) => window.hands))
  if (several === null) return null
  return {
    windows: windows.length,
    keys: windows.reduce((sum, window) => sum + window.keys, 0),
    takingTurns: rounded(several.takingTurns),
    handOver: rounded(several.handOver),
    stretches: windows.flatMap((window, w) =>
      several.assignment[w] === 1
        ? [{ in: 'time' as const, fromMs: window.from, toMs: window.to, text: `${window.keys} keys` }]
        : [],
    ),
  }
}
