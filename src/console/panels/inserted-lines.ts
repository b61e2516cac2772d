import { at, isRecord, listAt, numberAt, stringAt, unrooted } from '../screens/case/facts.ts'

export interface InsertedLine {
  readonly file: string
  readonly line: number
  readonly text: string
  /** What the line does, in words: the behaviours that were sighted there. */
  readonly does: readonly string[]
  /** Hosts, commands, modules that could be read out of it. */
  readonly details: readonly string[]
}

/** Words for the behaviours of `measure/package/kinds.ts`; what is not named here is shown by its own name. */
const words: Readonly<Record<string, string>> = {
  network: 'reaches the network',
  command: 'runs a command',
  environment: 'reads the environment',
  evaluate: 'runs text as code',
  secrets: 'reads secrets',
  hook: 'runs at install',
}

/**
 * The inserted lines of a package, those that do something on top: taken from the sightings in inserted code, then from
 * the plain insertions of the comparison, then (without a baseline) from everything the package does.
 */
export function insertedLines(facts: unknown): readonly InsertedLine[] {
  const root = unrooted(facts)
  const lines = new Map<string, { file: string; line: number; text: string; does: string[]; details: string[] }>()
  const put = (place: unknown, does: string | null, details: readonly unknown[]): void => {
    const file = stringAt(place, 'file')
    const line = numberAt(place, 'line')
    if (file === null || line === null) return
    const key = `${file}:${line}`
    const known = lines.get(key) ?? { file, line, text: stringAt(place, 'text') ?? '', does: [], details: [] }
    if (does !== null && !known.does.includes(does)) known.does.push(does)
    for (const detail of details)
      if (typeof detail === 'string' && !known.details.includes(detail)) known.details.push(detail)
    lines.set(key, known)
  }
  const compared = isRecord(at(root, 'inserted'))
  const sightings = at(root, compared ? 'inserted' : 'whole')
  for (const [kind, sighting] of Object.entries(isRecord(sightings) ? sightings : {})) {
    for (const place of listAt(sighting, 'places')) put(place, words[kind] ?? spaced(kind), listAt(sighting, 'details'))
  }
  for (const hook of ['hooksAdded', 'hooksChanged']) {
    for (const place of listAt(root, `diff.${hook}.places`)) put(place, 'runs at install', [])
  }
  for (const place of listAt(root, 'diff.places')) put(place, null, [])
  return [...lines.values()].toSorted(
    (a, b) => b.does.length - a.does.length || a.file.localeCompare(b.file) || a.line - b.line,
  )
}

function spaced(kind: string): string {
  return kind
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll('-', ' ')
}
