import { pick, seededRandom, shuffle, type Random } from '../../core/random.ts'
import type { Applicant, FileTraits, Position } from './applicant.ts'
import { cities, crewBullets, degrees, employers, givenNames, means, objects, otherNames, results, schools, skills, titles, verbs } from './phrases.ts'

export interface DemoCompany {
  readonly name: string
  readonly applicants: readonly Applicant[]
  /** Places in `applicants` of those who are one crew. */
  readonly crew: readonly number[]
}

/**
 * A fictional company's applicants: sixty people, five of them one crew, and innocent look-alikes beside them (two who
 * share a household's phone, many on one popular template).
 */
export function demoCompany(seed = 1, size = 60, crewSize = 5): DemoCompany {
  const random = seededRandom(seed)
  const names = shuffle(random, givenNames.flatMap((given) => otherNames.map((other) => `${given} ${other}`))).slice(0, size)
  const places = shuffle(random, names.map((_, index) => index))
  const crew = places.slice(0, crewSize).sort((a, b) => a - b)
  const [flatmate, otherFlatmate] = places.slice(crewSize, crewSize + 2) as [number, number]
  const shared = { rsidRoot: '00A47C31', documentId: 'f3b1c2d4-9a67-4e0b-8c55-1d2e3f405162', phones: ['+1 202 555 0147', '+1 202 555 0147', '+44 20 7946 0321'] }

  const applicants = names.map((name, index): Applicant => {
    const honest = honestApplicant(random, name, index)
    const member = crew.indexOf(index)
    if (member !== -1) return asCrew(random, honest, member, shared)
    // A couple: one telephone, nothing else in common.
    if (index === otherFlatmate || index === flatmate) return { ...honest, phone: '+1 303 555 0188' }
    return honest
  })
  return { name: 'Northgate Exchange', applicants, crew }
}

function honestApplicant(random: Random, name: string, index: number): Applicant {
  const formats: readonly FileTraits['format'][] = ['docx', 'docx', 'pdf', 'pdf', 'pdf', 'txt']
  const positions = career(random)
  const plain = name.toLowerCase().replace(/[^a-z]+/g, '.')
  return {
    name,
    email: `${plain}@example.${pick(random, ['com', 'org', 'net'])}`,
    phone: `+1 ${pick(random, ['212', '303', '415', '512', '617'])} 555 0${100 + index}`,
    city: pick(random, cities),
    handle: plain.replace('.', '-'),
    summary: `${pick(random, titles)} who has spent ${yearsIn(positions)} years ${pick(random, ['keeping money where it belongs', 'making slow things quick', 'with databases and the people who depend on them', 'between product and operations'])}.`,
    positions,
    skills: shuffle(random, skills).slice(0, 6 + Math.floor(random.next() * 4)),
    education: education(random),
    file: {
      format: pick(random, formats),
      // Template 0 is the popular one: half of all honest people use it.
      template: random.next() < 0.5 ? 0 : 1 + Math.floor(random.next() * 4),
      author: name,
      rsidRoot: hex(random, 8),
      documentId: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`.toLowerCase(),
    },
  }
}

/** Whole years from the first position to now, as an honest person would count them. */
function yearsIn(positions: readonly Position[]): number {
  const first = positions.at(-1)?.from ?? '2026-01'
  return Math.max(1, 2026 - Number(first.slice(0, 4)) - 1)
}

interface CrewStock {
  readonly rsidRoot: string
  readonly documentId: string
  readonly phones: readonly string[]
}

/** The same achievements in another order and with small changes, from one master file. */
function asCrew(random: Random, honest: Applicant, member: number, stock: CrewStock): Applicant {
  const bullets = shuffle(random, crewBullets).slice(0, 5).map((bullet) => (random.next() < 0.3 ? bullet.replace('Architected', 'Designed').replace('Spearheaded', 'Led') : bullet))
  const [latest, ...earlier] = honest.positions
  const positions = latest === undefined ? [] : [{ ...latest, bullets: bullets.slice(0, 3) }, ...earlier.map((position, i) => (i === 0 ? { ...position, bullets: [...bullets.slice(3), ...position.bullets.slice(0, 1)] } : position))]
  return {
    ...honest,
    phone: stock.phones[member] ?? honest.phone,
    positions,
    file: { ...honest.file, format: member === 4 ? 'pdf' : 'docx', template: 5, author: 'user', rsidRoot: stock.rsidRoot, documentId: stock.documentId },
  }
}

function career(random: Random): Position[] {
  const count = 2 + Math.floor(random.next() * 3)
  const where = shuffle(random, employers).slice(0, count)
  let end = 2026 * 12 + Math.floor(random.next() * 8)
  return where.map((employer, index) => {
    const months = 14 + Math.floor(random.next() * 34)
    const start = end - months
    const position: Position = {
      title: pick(random, titles),
      employer,
      from: month(start),
      to: index === 0 && random.next() < 0.6 ? null : month(end),
      bullets: Array.from({ length: 3 }, () => bullet(random)),
    }
    end = start - 1 - Math.floor(random.next() * 4)
    return position
  })
}

function bullet(random: Random): string {
  const n = 2 + Math.floor(random.next() * 47)
  const m = n * (2 + Math.floor(random.next() * 9))
  return `${pick(random, verbs)} ${pick(random, objects)} ${pick(random, means)}, ${pick(random, results)}`.replace('{n}', String(n)).replace('{m}', String(m))
}

function education(random: Random): Applicant['education'] {
  const from = 2006 + Math.floor(random.next() * 8)
  return { school: pick(random, schools), degree: pick(random, degrees), from, to: from + 3 + Math.floor(random.next() * 2) }
}

function month(count: number): string {
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random.next() * 16).toString(16)).join('').toUpperCase()
}
