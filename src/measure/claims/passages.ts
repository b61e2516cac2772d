import type { Line, ResumeDocument } from '../resume/document.ts'
import { headingKind, type Section, type SectionKind } from '../resume/read/sections.ts'

/** A paragraph or list item: lines that only the width of the page has broken, joined. */
export interface Passage {
  /** Same length as the stretch of the document it stands for, so that offsets in it are offsets there. */
  readonly text: string
  readonly start: number
  readonly section: SectionKind | null
  /** Words of the section's own heading, lower case; '' before the first. */
  readonly heading: string
  readonly isHeading: boolean
  /** Begins with a list mark. */
  readonly marked: boolean
  /** Stands after a blank line or a heading. */
  readonly first: boolean
}

const mark = /^\s*(?:[•·▪▫●○◦‣⁃■□◆◇►▸➢➤✓✔❖★☆⚫∙⋅]|[*+o–—-](?=\s))\s*/u

/** The document as passages. Headings that the reader does not know by their words are found by their look. */
export function passagesOf(document: ResumeDocument, sections: readonly Section[]): Passage[] {
  const { lines } = document
  // Plain text is set out by us in lines of some 88 characters: see extract/text.
  const longest = document.geometry === 'none' ? 88 : Math.max(62, ...lines.map(({ text }) => text.length))
  const joint = usualStep(lines)
  const out: Passage[] = []
  let section: SectionKind | null = null
  let heading = ''
  let afterHeading = true
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line
    const known = sections.find((one) => one.at === at)
    const loose = known === undefined ? looseHeading(line, lines[at - 1], joint) : null
    if (known !== undefined || loose !== null) {
      section = known?.kind ?? loose?.kind ?? null
      heading = plain(line.text)
      out.push({ text: line.text, start: line.start, section, heading, isHeading: true, marked: false, first: true })
      afterHeading = true
      at++
      continue
    }
    let end = at + 1
    while (
      end < lines.length &&
      brokenByWidth(
        lines[end - 1] as Line,
        lines[end] as Line,
        longest,
        joint,
        sections.some((one) => one.at === end),
      )
    )
      end++
    const last = lines[end - 1] as Line
    out.push({
      text: document.text.slice(line.start, last.start + last.text.length).replaceAll('\n', ' '),
      start: line.start,
      section,
      heading,
      isHeading: false,
      marked: mark.test(line.text),
      first: afterHeading || isGap(lines[at - 1], line, joint),
    })
    afterHeading = false
    at = end
  }
  return out
}

/** The usual distance of two lines: the lower quartile, in points. */
function usualStep(lines: readonly Line[]): number {
  const steps = lines
    .slice(1)
    .map((line, i) => line.baseline - (lines[i] as Line).baseline)
    .filter((step) => step > 3 && step < 60)
    .sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 4)] ?? 12
}

function isGap(before: Line | undefined, line: Line, step: number): boolean {
  if (before === undefined) return true
  const distance = line.baseline - before.baseline
  return distance < 0 ? false : distance > 1.5 * step
}

function brokenByWidth(before: Line, line: Line, longest: number, step: number, isHeading: boolean): boolean {
  if (isHeading || mark.test(line.text) || isGap(before, line, step)) return false
  const firstWord = /^\s*\S+/.exec(line.text)?.[0].length ?? 0
  // The next word had no room; anything shorter was ended on purpose.
  return before.text.length + 1 + firstWord > longest - 2
}

const otherSections: readonly (readonly [SectionKind, RegExp])[] = [
  [
    'experience',
    /\b(?:experience|employment|employers?|work(?:ed)?|career|jobs?|positions|roles|engagements|clients|contracts|where i(?:'|’)?ve)\b/,
  ],
  ['education', /\b(?:education|academic|studies|degrees?|university|schooling|training|learned|qualifications)\b/],
  [
    'skills',
    /\b(?:skills?|technolog(?:y|ies)|tools?|tool(?:box|kit|ing)|stack|expertise|competenc\w+|languages|proficienc\w+|know|toolset|tech)\b/,
  ],
  ['certifications', /\b(?:certifi\w+|licen[cs]es?|courses|credentials)\b/],
  ['projects', /\b(?:projects?|open[- ]source|portfolio|side)\b/],
  ['summary', /\b(?:summary|profile|about|overview|intro\w*|bio|objective|statement|who i am|snapshot|highlights)\b/],
  ['publications', /\b(?:publications?|papers|patents|talks|speaking|writing)\b/],
  ['interests', /\b(?:interests?|hobbies|misc\w*|other|extra|volunteer\w*|community|awards?|references?)\b/],
]

/** "WHERE I HAVE WORKED", "## Toolbox", "Things I know:": short, alone, without a date. */
function looseHeading(line: Line, before: Line | undefined, step: number): { kind: SectionKind | null } | null {
  const text = line.text.trim()
  const words = plain(text)
    .split(' ')
    .filter((word) => word !== '')
  if (
    text.length > 48 ||
    words.length === 0 ||
    words.length > 6 ||
    /\d{2}/.test(text) ||
    (mark.test(text) && !/^\*\*/.test(text))
  )
    return null
  const letters = text.replaceAll(/[^\p{L}]/gu, '')
  const dressed = /^#{1,6}\s|^\*\*.*\*\*:?$|^[=~_-]{2,}.*[=~_-]{2,}$|^\[.*\]$|^[^:]+:$/.test(text)
  const capitals = letters.length >= 4 && letters === letters.toUpperCase()
  if (!dressed && !capitals && !isGap(before, line, step)) return null
  const kind = headingKind(text) ?? otherSections.find(([, pattern]) => pattern.test(words.join(' ')))?.[0] ?? null
  if (kind === null) return null
  // A job title or an employer in capitals is no heading.
  if (
    /\b(?:engineer|developer|architect|manager|consultant|inc|ltd|llc|gmbh|corp|university|college|school|institute|academy|bootcamp|bsc|msc|phd|bachelor|master|labs?|technologies|solutions|software|systems)\b/.test(
      words.join(' '),
    ) &&
    !dressed
  )
    return null
  if (!dressed && !capitals && words.length > 3) return null
  return { kind }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}'’ -]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
