import { keyName } from './keys.ts'
import type { Run } from './keystrokes.ts'
import { calmestWindow, deviationOf, meanOf, rounded } from './spread.ts'

/** A change of the text as the browser reports it (`InputEvent`), without the text. */
export interface TextInput {
  readonly at: number
  /** `InputEvent.inputType`: `insertText`, `insertFromPaste`, `insertCompositionText`, … */
  readonly type: string
  /** Characters inserted. */
  readonly length: number
}

/** Facts on whether a machine typed. Times in ms; null where there was too little typing. */
export interface MachineFacts {
  readonly dwellSdMs: number | null
  readonly paceSdMs: number | null
  readonly paceSpread: number | null
  readonly distinctDwells: number | null
  readonly rolloverShare: number | null
  readonly keysPerSecond: number | null
  readonly insertedChars: number
  readonly insertedWithoutKeysShare: number | null
  readonly pasteCount: number
  readonly pastedChars: number
  readonly pastedShare: number | null
}

/**
 * Keys in a window. Over sixty keys the calmest of 6,900 windows of human typing had a dwell deviation of 7.6 ms and a
 * press–press deviation of 25 ms; a browser driven by a script stays below 2.5 ms (bench typing).
 */
export const machineWindow = 60

/** An input belongs to a key press at most this long before it. */
const keyBelongs = 120

/**
 * How evenly keys were pressed, and what came into the text without any key. `event.isTrusted` is not read: keys typed
 * by a driven browser carry it too. A program that replays human timings looks human here.
 *
 * @param runs cleaned keystrokes
 * @param inputs changes of the text, on the same clock; may be empty
 */
export function machineFacts(runs: readonly Run[], inputs: readonly TextInput[]): MachineFacts {
  const dwells: number[] = []
  const paces: number[] = []
  let transitions = 0
  let rollovers = 0
  let typingMs = 0
  for (const run of runs) {
    run.forEach((stroke, k) => {
      const name = keyName(stroke.key)
      const dwell = stroke.up - stroke.down
      // Shift is held for as long as it takes; a longer hold of another key is a rest, not a stroke.
      if (name !== 'shift' && dwell < 1000) dwells.push(dwell)
      const before = run[k - 1]
      if (before === undefined) return
      const press = stroke.down - before.down
      const same = keyName(before.key) === name
      if (press >= 1000) return
      typingMs += press
      transitions++
      if (stroke.down < before.up) rollovers++
      // A held key repeats by itself, evenly: neither repeats nor erasing show how somebody types.
      if (!same && name !== 'backspace' && keyName(before.key) !== 'backspace') paces.push(press)
    })
  }
  return {
    dwellSdMs: rounded(calmestWindow(dwells, machineWindow)),
    paceSdMs: rounded(calmestWindow(paces, machineWindow)),
    paceSpread: rounded(
      calmestWindow(paces, machineWindow, (window) => deviationOf(window) / Math.max(meanOf(window), 1)),
    ),
    distinctDwells:
      dwells.length < machineWindow ? null : new Set(dwells.slice(0, 200).map((dwell) => Math.round(dwell * 10))).size,
    rolloverShare: transitions < machineWindow ? null : rounded(rollovers / transitions),
    keysPerSecond: typingMs > 0 && transitions >= 20 ? rounded((1000 * transitions) / typingMs) : null,
    ...insertions(runs, inputs),
  }
}

type Insertions = Pick<
  MachineFacts,
  'insertedChars' | 'insertedWithoutKeysShare' | 'pasteCount' | 'pastedChars' | 'pastedShare'
>

function insertions(runs: readonly Run[], inputs: readonly TextInput[]): Insertions {
  const downs = Float64Array.from(runs.flatMap((run) => run.map((stroke) => stroke.down))).sort()
  let inserted = 0
  let keyless = 0
  let pasteCount = 0
  let pastedChars = 0
  for (const input of inputs) {
    if (
      !input.type.startsWith('insert') ||
      !Number.isFinite(input.length) ||
      input.length <= 0 ||
      !Number.isFinite(input.at)
    )
      continue
    inserted += input.length
    if (input.type === 'insertFromPaste' || input.type === 'insertFromDrop' || input.type === 'insertFromYank') {
      pasteCount++
      pastedChars += input.length
    } else if (!hasPressBefore(downs, input.at)) keyless += input.length
  }
  return {
    insertedChars: inserted,
    insertedWithoutKeysShare: inserted === 0 ? null : rounded(keyless / inserted),
    pasteCount,
    pastedChars,
    pastedShare: inserted === 0 ? null : rounded(pastedChars / inserted),
  }
}

function hasPressBefore(downs: Float64Array, at: number): boolean {
  let low = 0
  let high = downs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (downs[middle]! <= at + 1) low = middle + 1
    else high = middle
  }
  const last = downs[low - 1]
  return last !== undefined && at - last <= keyBelongs
}
