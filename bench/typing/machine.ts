import { normal } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import type { Keystroke } from '../../src/measure/typing/keystrokes.ts'
import type { TextInput } from '../../src/measure/typing/machine.ts'
import type { FixedText, Typist } from './files.ts'

/** What a check-in page would receive. */
export interface Payload {
  readonly strokes: readonly Keystroke[]
  readonly inputs: readonly TextInput[]
}

const text =
  'the quick review of our release notes took longer than we expected so the team moved the call to friday and wrote down every open question before asking for another round of comments'

interface Timing {
  readonly dwell: (random: Random) => number
  readonly pace: (random: Random) => number
}

const around =
  (mean: number, half: number) =>
  (random: Random): number =>
    mean + (2 * random.next() - 1) * half
const gauss =
  (mean: number, deviation: number) =>
  (random: Random): number =>
    Math.max(1, mean + deviation * normal(random))
const always = (value: number) => (): number => value
const onGrid =
  (step: number, from: number, to: number) =>
  (random: Random): number =>
    step * Math.round(around((from + to) / 2, (to - from) / 2)(random) / step)

/** Ways a machine types. Driver figures were measured on Playwright through CDP: dwell deviation 0.45 to 2.2 ms. */
const scripts: Readonly<Record<string, Timing>> = {
  'driver, no delay': { dwell: gauss(1.6, 0.5), pace: gauss(2.4, 0.7) },
  'driver, 30 ms delay': { dwell: gauss(31.2, 1.2), pace: gauss(32.5, 0.7) },
  'driver, 80 ms delay': { dwell: gauss(81.3, 2.2), pace: gauss(82.6, 0.5) },
  'fixed delay': { dwell: always(50), pace: always(120) },
  'uniform ±10 ms': { dwell: around(60, 10), pace: around(140, 10) },
  'hardware injector': { dwell: onGrid(8, 8, 16), pace: onGrid(8, 16, 32) },
  'random sleep in 10 ms steps': { dwell: always(30), pace: onGrid(10, 60, 180) },
}

/** Harder ones, shown apart: timings drawn to look human, or replayed from a human. */
const forged: Readonly<Record<string, Timing>> = {
  'Gaussian jitter 25 ms': { dwell: gauss(95, 25), pace: gauss(180, 25) },
}

/** Payloads of naive automation: `kind → payloads`. */
export function automated(random: Random, each: number): Map<string, Payload[]> {
  const made = new Map(
    Object.entries(scripts).map(([kind, timing]) => [kind, Array.from({ length: each }, () => typed(timing, random))]),
  )
  made.set(
    'insertText without keys',
    Array.from({ length: each }, () => ({
      strokes: [],
      inputs: [{ at: 100 + 900 * random.next(), type: 'insertText', length: text.length }],
    })),
  )
  made.set(
    'characters without keys',
    Array.from({ length: each }, () => ({
      strokes: [],
      inputs: [...text].map((_, k) => ({ at: 100 + 40 * k + 30 * random.next(), type: 'insertText', length: 1 })),
    })),
  )
  return made
}

export function forgeries(random: Random, each: number): Map<string, Payload[]> {
  return new Map(
    Object.entries(forged).map(([kind, timing]) => [kind, Array.from({ length: each }, () => typed(timing, random))]),
  )
}

function typed({ dwell, pace }: Timing, random: Random): Payload {
  let at = 50
  const strokes = [...text].map((character) => {
    const stroke = { key: character === ' ' ? 'space' : character, down: at, up: at + Math.max(0.2, dwell(random)) }
    at += Math.max(0.4, pace(random))
    return stroke
  })
  return { strokes, inputs: strokes.map((stroke) => ({ at: stroke.down + 0.5, type: 'insertText', length: 1 })) }
}

/** Everything people typed, as payloads of `size` keys. */
export function humanPayloads(fixed: FixedText | null, free: Iterable<readonly Typist[]>, size = 180): Payload[] {
  const runs = [...free].flatMap((people) => people.map((typist) => oneClock(typist.sessions)))
  if (fixed !== null)
    runs.push(...fixed.people.map((person) => person.rows.map((row) => repetition(fixed.features, row))).map(oneClock))
  return runs.flatMap((strokes) =>
    Array.from({ length: Math.floor(strokes.length / size) }, (_, k) => {
      const part = strokes.slice(k * size, (k + 1) * size)
      return { strokes: part, inputs: part.map((stroke) => ({ at: stroke.down + 0.5, type: 'insertText', length: 1 })) }
    }),
  )
}

/** Sessions after one another on one clock, a minute apart. */
function oneClock(sessions: readonly (readonly Keystroke[])[]): Keystroke[] {
  let start = 0
  return sessions.flatMap((session) => {
    const first = session[0]?.down ?? 0
    const moved = session.map((stroke) => ({
      key: stroke.key,
      down: start + stroke.down - first,
      up: start + stroke.up - first,
    }))
    start = (moved[moved.length - 1]?.down ?? start) + 60_001
    return moved
  })
}

/** A password's row as the keystrokes it came from. */
function repetition(features: readonly string[], row: Float64Array): Keystroke[] {
  let down = 0
  const strokes: Keystroke[] = []
  features.forEach((feature, f) => {
    const [kind, key] = feature.split('.') as [string, string]
    if (kind === 'H') strokes.push({ key: key.toLowerCase(), down, up: down + 1000 * row[f]! })
    else if (kind === 'DD') down += 1000 * row[f]!
  })
  return strokes
}
