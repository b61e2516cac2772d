import type { Measured } from '../../src/core/facts.ts'
import { pick, shuffle, type Random } from '../../src/core/random.ts'
import { fixedFile } from './file.ts'
import type { ResumeFacts } from '../../src/measure/resume/facts.ts'
import { achievements } from '../reuse/people.ts'

/** One applicant; honest ones have no crew. */
export interface Applicant {
  readonly id: string
  readonly crew: string | null
  /** On the template that the crews use too. */
  readonly popular: boolean
  readonly measured: Measured<ResumeFacts>
}

const syllables =
  'ba be bi bo da de di do fa fe ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi vo za ze'.split(
    ' ',
  )
const name = (random: Random): string =>
  [2, 3]
    .map((count) => Array.from({ length: count }, () => pick(random, syllables)).join(''))
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}n`)
    .join(' ')

/**
 * Applicants in the order they come. Half of the honest ones use one popular template and carry its file marks; some
 * share a household's telephone. Each crew sends twelve on that template: its own stock of achievements in changing
 * selections and slightly reworded, every third one with one of two telephones.
 */
export function simulate(random: Random, size: number, crews: number): Applicant[] {
  const template = 'template-root'
  const honest = Array.from({ length: size }, (_, at): Applicant => {
    const popular = random.next() < 0.5
    const household = random.next() < 0.002
    return person(
      `honest-${at}`,
      null,
      popular,
      name(random),
      achievements(random, 8 + Math.floor(random.next() * 6)),
      household ? `+1202555${String(Math.floor(at / 40)).padStart(4, '0')}` : `+1303${String(1_000_000 + at)}`,
      popular ? template : `own-${at}`,
    )
  })
  const planted = Array.from({ length: crews }, (_, crew) => {
    const stock = achievements(random, 18)
    const phones = [`+44207946${String(100 + crew * 2)}`, `+44207946${String(101 + crew * 2)}`]
    return Array.from({ length: 12 }, (_member, member) => {
      const chosen = shuffle(random, stock)
        .slice(0, 7)
        .map((text) => reworded(random, text))
      const bullets = shuffle(random, [...chosen, ...achievements(random, 4)])
      return person(
        `crew${crew}-${member}`,
        `crew${crew}`,
        true,
        name(random),
        bullets,
        member % 3 === 2 ? (pick(random, phones) as string) : `+44161${String(1_000_000 + crew * 100 + member)}`,
        template,
      )
    })
  })
  // Each crew's submissions are spread over the stream, in order.
  const places = shuffle(
    random,
    Array.from({ length: size + crews * 12 }, (_, at) => at),
  )
  const out = new Array<Applicant>(size + crews * 12)
  let taken = 0
  for (const members of planted) {
    const own = places.slice(taken, (taken += members.length)).toSorted((a, b) => a - b)
    for (const [i, at] of own.entries()) out[at] = members[i] as Applicant
  }
  for (const one of honest) out[places[taken++] as number] = one
  return out
}

function reworded(random: Random, text: string): string {
  return text
    .split(' ')
    .map((word) =>
      random.next() < 0.06 && !/\d/.test(word)
        ? pick(random, ['robust', 'core', 'shared', 'critical', 'global'])
        : word,
    )
    .join(' ')
}

function person(
  id: string,
  crew: string | null,
  popular: boolean,
  who: string,
  bullets: readonly string[],
  phone: string,
  root: string,
): Applicant {
  const place = { in: 'text', start: 0, end: 1 }
  const mail = `${who.toLowerCase().replace(' ', '.')}.${id}@example.org`
  const facts = {
    file: fixedFile,
    lineage: {
      pdfFirst: null,
      pdfThis: null,
      xmpDocument: null,
      xmpInstance: null,
      xmpOriginal: null,
      rsidRoot: root,
      rsids: [],
      styles: null,
      images: [],
    },
    contacts: {
      name: who,
      emails: [{ address: mail, canonical: mail, domain: 'example.org', place }],
      phones: [{ e164: phone, type: null, international: true, place }],
      profiles: [],
    },
    bullets: bullets.map((text) => ({ text, mark: '•', place })),
  } as unknown as ResumeFacts
  return { id, crew, popular, measured: { facts, unavailable: {} } }
}
