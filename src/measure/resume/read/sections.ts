import type { Line, ResumeDocument } from '../document.ts'

export const sectionKinds = [
  'summary',
  'experience',
  'education',
  'skills',
  'projects',
  'certifications',
  'awards',
  'publications',
  'volunteering',
  'languages',
  'references',
  'interests',
  'contact',
] as const
export type SectionKind = (typeof sectionKinds)[number]

/** A heading and the lines under it, up to the next heading. */
export interface Section {
  readonly kind: SectionKind
  readonly heading: string
  /** Indices into the document's lines: of the heading, of the first line after it, and past the last one. */
  readonly at: number
  readonly from: number
  readonly to: number
}

const words: Readonly<Record<SectionKind, RegExp>> = {
  experience:
    /^(?:(?:professional|work|career|employment|relevant|industry|technical|selected)\s)*(?:experiences?|employment(?: history)?|work history|career(?: history)?|work|positions?(?: held)?|background)$/,
  education:
    /^(?:education(?:al)?(?: background| history| and training| and certifications?)?|academic(?:s| background| history| qualifications?)?|qualifications?|training)$/,
  skills:
    /^(?:(?:technical|core|key|professional|programming|soft|hard|main|relevant|top|other)\s)*(?:skills?(?: summary| set|set| and (?:tools|technologies|expertise|interests))?|technologies|tools(?: and technologies)?|tech stack|stack|competenc(?:e|ies)|expertise|strengths)$/,
  summary:
    /^(?:(?:professional|career|executive|personal|brief)\s)*(?:summary|profile|objective|about(?: me)?|overview|statement|introduction|bio|highlights)$/,
  projects:
    /^(?:(?:selected|personal|side|key|notable|open source|academic|recent|relevant)\s)*(?:projects?(?: experience)?|open source(?: contributions)?|portfolio|contributions)$/,
  certifications:
    /^(?:certificat(?:es?|ions?)|licen[cs]es?(?: and certifications?)?|courses?(?: and certifications?)?|certifications? and (?:training|courses))$/,
  awards:
    /^(?:awards?(?: and (?:honou?rs?|achievements?|recognition))?|honou?rs?(?: and awards?)?|achievements?|accomplishments?|recognition)$/,
  publications: /^(?:publications?|papers|patents|talks|speaking|presentations|articles|writing)(?: and .*)?$/,
  volunteering:
    /^(?:volunteer(?:ing|ism)?(?: experience| work)?|community(?: service| involvement)?|leadership|activities|extracurricular activities)$/,
  languages: /^(?:spoken )?languages?$/,
  references: /^(?:references?|referees?|recommendations?|testimonials?)$/,
  interests: /^(?:interests?|hobbies|hobbies and interests|interests and hobbies|personal interests|passions)$/,
  contact:
    /^(?:contacts?(?: me| info(?:rmation)?| details)?|personal (?:info(?:rmation)?|details|data)|get in touch|profiles|links|social)$/,
}

/** Which section a line would head, or null. Decoration, numbering, colons and letter-spacing do not matter. */
export function headingKind(text: string): SectionKind | null {
  if (text.length > 60) return null
  const letters = /^(?:\p{L} ){3,}\p{L}$/u.test(text.trim()) ? text.replaceAll(' ', '') : text
  const plain = letters
    .toLowerCase()
    .replaceAll(/[&+]/g, ' and ')
    .replaceAll(/[^\p{L} ]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain === '') return null
  for (const kind of sectionKinds) if (words[kind].test(plain)) return kind
  return null
}

/** Sections in reading order. What stands before the first heading belongs to none. */
export function readSections(document: ResumeDocument): Section[] {
  const heads: { at: number; kind: SectionKind }[] = []
  document.lines.forEach((line, at) => {
    const kind = headingKind(line.text)
    if (kind !== null && looksLikeHeading(line, document)) heads.push({ at, kind })
  })
  return heads.map(({ at, kind }, i) => ({
    kind,
    heading: (document.lines[at] as Line).text.trim(),
    at,
    from: at + 1,
    to: heads[i + 1]?.at ?? document.lines.length,
  }))
}

/** A heading stands out: larger, bold, in capitals, coloured; in plain text its words alone must do. */
function looksLikeHeading(line: Line, document: ResumeDocument): boolean {
  if (document.geometry === 'none') return true
  const run = line.runs.find((one) => one.text.trim() !== '')
  if (run === undefined) return false
  const letters = line.text.replaceAll(/[^\p{L}]/gu, '')
  const body = bodySize(document)
  return (
    run.bold ||
    run.size > body * 1.04 ||
    letters === letters.toUpperCase() ||
    run.colour !== bodyColour(document) ||
    /:\s*$/.test(line.text)
  )
}

const sizes = new WeakMap<ResumeDocument, { size: number; colour: string }>()

/** The size in which most of the text is set, in points. */
export function bodySize(document: ResumeDocument): number {
  return bodyLook(document).size
}

function bodyColour(document: ResumeDocument): string {
  return bodyLook(document).colour
}

function bodyLook(document: ResumeDocument): { size: number; colour: string } {
  const known = sizes.get(document)
  if (known !== undefined) return known
  const bySize = new Map<number, number>()
  const byColour = new Map<string, number>()
  for (const line of document.lines) {
    for (const run of line.runs) {
      const size = Math.round(run.size * 4) / 4
      bySize.set(size, (bySize.get(size) ?? 0) + run.text.length)
      byColour.set(run.colour, (byColour.get(run.colour) ?? 0) + run.text.length)
    }
  }
  const most = <K>(counts: Map<K, number>, otherwise: K): K =>
    [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise
  const look = { size: most(bySize, 10), colour: most(byColour, '#000000') }
  sizes.set(document, look)
  return look
}
