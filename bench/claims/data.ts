import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One résumé with its label. */
export interface ClaimSample {
  readonly id: string
  readonly text: string
  readonly label: 'contradiction' | 'clean'
  /** When the résumé is read; milliseconds since 1970. */
  readonly asOf: number
  /** What was seeded, or which look-alike it is. */
  readonly kind: string
}

/** All `*.jsonl` of a folder; the layout is in bench/data/claims.md. */
export function readSamples(folder: string): ClaimSample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = JSON.parse(line) as {
        id: unknown
        text: string
        label: ClaimSample['label']
        as_of: string | number
        kind?: string
        type?: string
      }
      return {
        id: String(row.id),
        text: row.text,
        label: row.label,
        asOf: timeOf(row.as_of),
        kind: row.kind ?? row.type ?? 'given',
      }
    })
}

/** `2024`, `2024-06`, `2024-06-01`, a full time, or milliseconds (seconds) since 1970. A year alone means its middle. */
export function timeOf(value: string | number): number {
  const text = String(value).trim()
  if (/^\d{4}$/.test(text)) return Date.UTC(Number(text), 6, 1)
  if (/^\d+$/.test(text)) return Number(text) < 1e11 ? Number(text) * 1000 : Number(text)
  return Date.parse(/^\d{4}-\d{2}$/.test(text) ? `${text}-15` : text)
}
