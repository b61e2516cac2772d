import { readAddress, readRange, wide, words } from './address.ts'
import file from './listed-ranges.json' with { type: 'json' }

/**
 * How much a listed range means. `certain`: the registry and the routing tables agree on who announces it.
 * `documented`: named in published research. `stale`, `context`: worth knowing, no evidence. `misplaced`: databases are
 * known to put it into a wrong country, on purpose or by error.
 */
export type Grade = 'certain' | 'documented' | 'context' | 'stale' | 'misplaced'

export interface ListedRange {
  readonly range: string
  readonly grade: Grade
  readonly name: string
  readonly basis: string
  readonly source: string
  readonly firstSeen: string
  readonly lastSeen: string
}

export const listedAsOf = file.asOf
const rows = (file.rows as readonly ListedRange[]).map((row) => {
  const range = readRange(row.range)
  if (range === null) throw new RangeError(`listed-ranges.json: ${row.range}`)
  return { row, ...range, size: range.last - range.first }
})
// Where two hold an address, the narrower one counts.
rows.sort((a, b) => (a.size < b.size ? -1 : 1))

/**
 * The curated row that holds an address, or null. This table stands above every geographic database: one of them puts
 * a quarter of 175.45.176.0/22 into Milan.
 */
export function listedRange(address: string): ListedRange | null {
  const family = readAddress(address)
  if (family === 0) return null
  const value = family === 4 ? BigInt(words[3] as number) : wide()
  return rows.find((row) => row.family === family && row.first <= value && value <= row.last)?.row ?? null
}
