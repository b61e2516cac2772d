import type { ResumeDocument } from '../document.ts'
import { readBullets, type Bullet } from './bullets.ts'
import { readEmails, readName, readPhones, readProfiles, type Email, type Phone, type Profile } from './contacts.ts'
import { readPositions, type Position } from './positions.ts'
import { readSections, type Section } from './sections.ts'

/** What a résumé says, each thing with its offsets in the document's text. */
export interface Reading {
  readonly name: string | null
  readonly emails: readonly Email[]
  readonly phones: readonly Phone[]
  readonly profiles: readonly Profile[]
  readonly sections: readonly Section[]
  readonly positions: readonly Position[]
  readonly bullets: readonly Bullet[]
  readonly skills: readonly string[]
}

/**
 * Reads a document as a résumé. Pure: the same document gives the same reading.
 *
 * @param region two-letter code assumed for telephone numbers without a country code
 */
export function readResume(document: ResumeDocument, region = 'US'): Reading {
  const sections = readSections(document)
  return {
    name: readName(document),
    emails: readEmails(document),
    phones: readPhones(document, region),
    profiles: readProfiles(document),
    sections,
    positions: readPositions(document, sections),
    bullets: readBullets(document, sections).slice(0, 300),
    skills: readSkills(document, sections),
  }
}

/** Items of the skill sections: separated by commas, bars, dots or lines; a leading label and its colon go. */
function readSkills(document: ResumeDocument, sections: readonly Section[]): string[] {
  const items = sections
    .filter((section) => section.kind === 'skills')
    .flatMap((section) => document.lines.slice(section.from, section.to))
    .flatMap((line) => line.text.replace(/^[^,:]{2,40}:\s*/, '').split(/[,;|•·/\t]|\s[-–]\s|\s{3,}/))
    .map((item) => item.replaceAll(/^[\s\p{P}]+|[\s.()]+$/gu, '').trim())
    .filter((item) => item.length >= 1 && item.length <= 40 && /\p{L}/u.test(item))
  return [...new Set(items)].slice(0, 200)
}
