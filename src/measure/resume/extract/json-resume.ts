import { SallyportError } from '../../../core/errors.ts'
import { noLineage, nothingMade, type ResumeDocument } from '../document.ts'
import { plainParagraph, plainSheet, type Block } from './flow/blocks.ts'
import { flowed } from './flow/document.ts'
import { decodeText, readText } from './text.ts'
import type { Tools } from './tools.ts'

type Part = Readonly<Record<string, unknown>>

/**
 * Reads a JSON Resume as the document it stands for. Other JSON is read as text.
 *
 * @see https://jsonresume.org/schema (version 1.0.0)
 */
export function readJsonResume(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const resume = parsed(decodeText(bytes))
  if (resume === null || typeof resume['basics'] !== 'object') return readText(bytes, tools)
  const blocks: Block[] = []
  const links: string[] = []
  const say = (text: string, size = 10, bold = false, bullet: string | null = null): void => {
    if (text.trim() === '') return
    const spans = [{ text: text.slice(0, 5_000), size, font: 'Helvetica', bold, italic: false, colour: '#000000' }]
    blocks.push({
      ...plainParagraph,
      spans,
      before: size > 12 ? 10 : 0,
      bullet,
      left: bullet === null ? 0 : 14,
      firstLine: bullet === null ? 0 : -14,
    })
  }
  const basics = partOf(resume['basics'])
  say(str(basics, 'name'), 20, true)
  say(str(basics, 'label'))
  say([str(basics, 'email'), str(basics, 'phone'), str(basics, 'url')].filter(Boolean).join(' · '))
  for (const profile of list(basics, 'profiles'))
    links.push(str(profile, 'url') || `${str(profile, 'network')}: ${str(profile, 'username')}`)
  say(links.filter(Boolean).join(' · '))
  say(str(basics, 'summary'))
  const section = (title: string, key: string, head: (entry: Part) => string): void => {
    const entries = list(resume, key)
    if (entries.length > 0) say(title, 14, true)
    for (const entry of entries) {
      say([head(entry), span(entry)].filter(Boolean).join('\t'), 10, true)
      say(str(entry, 'summary') || str(entry, 'description'))
      for (const item of [...strings(entry, 'highlights'), ...strings(entry, 'courses')]) say(item, 10, false, '•')
    }
  }
  section('Experience', 'work', (work) =>
    [str(work, 'position'), str(work, 'name') || str(work, 'company')].filter(Boolean).join(', '),
  )
  section('Volunteering', 'volunteer', (work) =>
    [str(work, 'position'), str(work, 'organization')].filter(Boolean).join(', '),
  )
  section('Projects', 'projects', (project) => str(project, 'name'))
  section('Education', 'education', (school) =>
    [str(school, 'studyType'), str(school, 'area'), str(school, 'institution')].filter(Boolean).join(', '),
  )
  section('Certificates', 'certificates', (one) => [str(one, 'name'), str(one, 'issuer')].filter(Boolean).join(', '))
  const skills = list(resume, 'skills')
  if (skills.length > 0) say('Skills', 14, true)
  for (const skill of skills)
    say([str(skill, 'name'), strings(skill, 'keywords').join(', ')].filter(Boolean).join(': '))
  const document = flowed({
    format: 'json',
    blocks,
    sheet: plainSheet,
    made: nothingMade,
    lineage: noLineage,
    tools,
    picture: () => null,
  })
  return { ...document, geometry: 'none', gaps: { 'resume.layout': 'structured data have no layout' } }
}

function parsed(text: string): Part | null {
  try {
    return partOf(JSON.parse(text))
  } catch {
    throw new SallyportError('SP_RESUME_BROKEN', 'The file begins like JSON but is not complete.')
  }
}

function span(entry: Part): string {
  const from = str(entry, 'startDate') || str(entry, 'date')
  const to = str(entry, 'endDate')
  return from === ''
    ? to
    : `${from.slice(0, 7)}${str(entry, 'date') === '' ? ` – ${to === '' ? 'Present' : to.slice(0, 7)}` : ''}`
}

function partOf(value: unknown): Part {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Part) : {}
}

function str(part: Part, key: string): string {
  return typeof part[key] === 'string' ? part[key] : ''
}

function list(part: Part, key: string): Part[] {
  return Array.isArray(part[key]) ? (part[key] as unknown[]).slice(0, 200).map(partOf) : []
}

function strings(part: Part, key: string): string[] {
  return Array.isArray(part[key])
    ? (part[key] as unknown[]).slice(0, 200).filter((one): one is string => typeof one === 'string')
    : []
}
