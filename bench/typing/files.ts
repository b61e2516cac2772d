import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { SallyportError } from '../../src/core/errors.ts'
import type { Keystroke } from '../../src/measure/typing/keystrokes.ts'

/** Somebody's free text: sessions in order of time. */
export interface Typist {
  readonly name: string
  readonly sessions: readonly (readonly Keystroke[])[]
}

/** Repetitions of one password: rows in order, seconds. */
export interface Repeater {
  readonly name: string
  readonly rows: readonly Float64Array[]
}

export interface FixedText {
  readonly features: readonly string[]
  readonly people: readonly Repeater[]
}

/** Files of a folder whose names match, with the compression taken off: `[stem, text]`. */
function filesLike(folder: string, pattern: RegExp): [string, string][] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name))
      return [name.replace(/\.csv(\.gz)?$/, ''), (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')]
    })
}

/** `tie5Roanl.csv[.gz]`: subject, rep, then hold, press–press and release–press times in seconds. Null when absent. */
export function readFixedText(folder: string): FixedText | null {
  const [file] = filesLike(folder, /^tie5Roanl\.csv(\.gz)?$/)
  if (file === undefined) return null
  const [head, ...lines] = file[1].trim().split('\n')
  const people = new Map<string, { rep: number; row: Float64Array }[]>()
  for (const line of lines) {
    const [subject, rep, ...cells] = line.trim().split(',')
    const row = Float64Array.from(cells, Number)
    if (row.some((value) => !Number.isFinite(value)))
      throw new SallyportError('SP_BENCH_DATA', `A row of ${file[0]} holds no number: ${line.slice(0, 60)}`)
    people.set(subject!, [...(people.get(subject!) ?? []), { rep: Number(rep), row }])
  }
  return {
    features: head!.trim().split(',').slice(2),
    people: [...people].map(([name, rows]) => ({
      name,
      rows: rows.sort((a, b) => a.rep - b.rep).map(({ row }) => row),
    })),
  }
}

/** Every `free-<name>.csv[.gz]`: user, session, key, press_ms, release_ms. */
export function readFreeTexts(folder: string): Map<string, Typist[]> {
  return new Map(
    filesLike(folder, /^free-.*\.csv(\.gz)?$/).map(([stem, text]) => [stem.slice('free-'.length), readFreeText(text)]),
  )
}

function readFreeText(text: string): Typist[] {
  const lines = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(','))
  // Some sources name keys, others give Windows key codes, where "8" is Backspace and not the digit.
  const named = lines.some((cells) => !/^\d+$/.test(cells[2] ?? ''))
  const people = new Map<string, Map<string, Keystroke[]>>()
  for (const [user, session, key, down, up] of lines) {
    if (user === undefined || session === undefined || key === undefined) continue
    let sessions = people.get(user)
    if (sessions === undefined) people.set(user, (sessions = new Map()))
    let strokes = sessions.get(session)
    if (strokes === undefined) sessions.set(session, (strokes = []))
    strokes.push({ key: named ? key : nameOfCode(Number(key)), down: Number(down), up: Number(up) })
  }
  return [...people].map(([name, sessions]) => ({
    name,
    sessions: [...sessions.values()].map((strokes) =>
      strokes.filter((stroke) => stroke.up >= stroke.down).sort((a, b) => a.down - b.down),
    ),
  }))
}

const codes: Readonly<Record<number, string>> = {
  8: 'backspace',
  13: 'enter',
  16: 'shift',
  20: 'caps_lock',
  32: 'space',
  188: 'comma',
  190: 'period',
  222: 'quote',
}

function nameOfCode(code: number): string {
  if (code >= 65 && code <= 90) return String.fromCharCode(code + 32)
  if (code >= 48 && code <= 57) return String.fromCharCode(code)
  return codes[code] ?? `code${code}`
}
