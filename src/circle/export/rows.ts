import type { Advisory } from '../advisory/advisory.ts'

const columns = ['type', 'value', 'advisory', 'title', 'tlp', 'confidence', 'created', 'revoked'] as const
type Row = Readonly<Record<(typeof columns)[number], string | number | boolean>>

export function rowsOf(advisories: readonly Advisory[]): Row[] {
  return advisories.flatMap((one) =>
    one.artefacts.map((artefact) => ({
      type: artefact.type,
      value: artefact.value,
      advisory: one.id,
      title: one.title,
      tlp: `TLP:${one.tlp}`,
      confidence: one.confidence,
      created: new Date(one.createdAt).toISOString(),
      revoked: one.state === 'revoked',
    })),
  )
}

/** RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function asCsv(rows: readonly Row[]): string {
  const cell = (value: string | number | boolean): string => {
    const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('')
}

export function asJsonLines(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}
