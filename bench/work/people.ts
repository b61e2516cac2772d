import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One person's commits, ascending in time. */
export interface Activity {
  readonly person: string
  readonly human: boolean
  /** The repository most of the commits went to. */
  readonly repo: string
  readonly epoch: Float64Array
  readonly offset: Int16Array
  readonly merge: Uint8Array
}

/** Reads `person,kind,repo,epoch,offset_min,web,merge,added_p2,removed_p2`. */
export function readActivity(file: string): Activity[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
  const rows = new Map<string, { human: boolean; repos: Map<string, number>; events: [number, number, number][] }>()
  for (const line of text.split('\n').slice(1)) {
    const [person, kind, repo, epoch, offset, , merge] = line.split(',')
    if (person === undefined || kind === undefined || repo === undefined || epoch === undefined) continue
    const row = rows.get(person) ?? { human: kind === 'human', repos: new Map<string, number>(), events: [] }
    row.repos.set(repo, (row.repos.get(repo) ?? 0) + 1)
    row.events.push([Number(epoch), Number(offset), Number(merge)])
    rows.set(person, row)
  }
  return [...rows].map(([person, { human, repos, events }]) => {
    events.sort((a, b) => a[0] - b[0])
    const repo = [...repos].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
    return {
      person,
      human,
      repo,
      epoch: Float64Array.from(events, (event) => event[0]),
      offset: Int16Array.from(events, (event) => event[1]),
      merge: Uint8Array.from(events, (event) => event[2]),
    }
  })
}
