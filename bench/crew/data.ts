import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../src/doors/apply/parsers/resume.ts'
import { measureResume, noLookUps } from '../../src/measure/resume/measure.ts'
import type { Applicant } from './simulate.ts'

/** Applicants of a folder, files of `~…` folders honest; a file that cannot be read counts as an applicant nobody ties. */
export async function readApplicants(folder: string): Promise<Applicant[]> {
  const crewOf = readTruth(join(folder, 'truth.json'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pdf|docx)$/i.test(name))
    .toSorted()
  const out: Applicant[] = []
  for (const name of files) {
    const base = name.split('/').at(-1) as string
    const inCrew = /(?:^|\/)crew/.test(name)
    const document = await parse(new Uint8Array(readFileSync(join(folder, name))), name)
    out.push({
      id: name,
      crew: inCrew ? (crewOf.get(name) ?? crewOf.get(base) ?? crewOf.get(base.replace(/\.\w+$/, '')) ?? 'crew') : null,
      popular: name.startsWith('~'),
      measured: measureResume(document, noLookUps(Date.now())),
    })
  }
  // Crews arrive among the others: evenly spread, each in the order of its file names.
  const honest = out.filter(({ crew }) => crew === null)
  const crew = out.filter((one) => one.crew !== null)
  return [
    ...honest.map((one, i) => ({ one, at: (i + 0.5) / Math.max(1, honest.length) })),
    ...crew.map((one, i) => ({ one, at: (i + 0.6) / Math.max(1, crew.length) })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** File → crew, from `{ "crews": { "a": ["x.pdf"] } }`, `{ "a": ["x.pdf"] }`, `{ "x.pdf": "a" }` or a list of rows. */
function readTruth(path: string): Map<string, string> {
  const out = new Map<string, string>()
  if (!existsSync(path)) return out
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (/\.(?:pdf|docx)$/i.test(value)) out.set(value, key)
      else out.set(key, value)
    } else if (Array.isArray(value)) {
      for (const one of value) {
        const row = one as {
          file?: string
          name?: string
          crew?: string | number
          members?: unknown
          files?: unknown
          id?: string
        }
        if (typeof one === 'object' && one !== null && (row.file ?? row.name) !== undefined && row.crew !== undefined)
          out.set((row.file ?? row.name) as string, String(row.crew))
        else if (typeof one === 'object' && one !== null)
          walk(row.members ?? row.files, String(row.crew ?? row.id ?? row.name ?? key))
        else walk(one, key)
      }
    } else if (typeof value === 'object' && value !== null)
      for (const [inner, content] of Object.entries(value)) walk(content, inner)
  }
  walk(JSON.parse(readFileSync(path, 'utf8')), 'crew')
  return out
}
