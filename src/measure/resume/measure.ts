import type { Measured } from '../../core/facts.ts'
import { measureClaims } from '../claims/measure.ts'
import type { Made, ResumeDocument } from './document.ts'
import type { ResumeFacts } from './facts.ts'
import { describeLayout } from './layout/describe.ts'
import { measurePolish } from './polish.ts'
import { producerClass } from './producer.ts'
import { readResume, type Reading } from './read/index.ts'
import { placeOf } from './read/place.ts'

type Shared<K extends 'lineage' | 'contacts'> = NonNullable<NonNullable<ResumeFacts[K]>['shared']>

/** Look-ups made beforehand. Null means that none was made, and the facts say so. */
export interface ResumeContext {
  /** When the file arrived; milliseconds since 1970. */
  readonly receivedAt: number
  /** Two-letter code assumed for telephone numbers without a country code. */
  readonly region?: string
  /** Name given in the application, if there is one beside the résumé. */
  readonly applicant?: string | null
  /** Text of our own advert that the application answers. */
  readonly advert?: string | null
  readonly sharedMarks: Shared<'lineage'> | null
  readonly sharedContacts: Shared<'contacts'> | null
  readonly cluster: NonNullable<ResumeFacts['layout']>['cluster'] | null
  readonly reuse: ResumeFacts['reuse'] | null
  /** First dated public artefact of blockchain work (see measure/claims/git-history); absent: nobody looked. */
  readonly firstPublicWeb3?: number | null
}

/** A context in which nothing was looked up. */
export function noLookUps(receivedAt: number): ResumeContext {
  return { receivedAt, sharedMarks: null, sharedContacts: null, cluster: null, reuse: null }
}

/** Facts of a résumé: what it says, how it looks, how it was made, and what of it others also sent. */
export function measureResume(document: ResumeDocument, context: ResumeContext): Measured<ResumeFacts> {
  const reading = readResume(document, context.region ?? 'US')
  const unavailable: Record<string, string> = { ...document.gaps }
  const place = (start: number, end: number): ReturnType<typeof placeOf> =>
    start < 0 ? { in: 'field', path: 'links' } : placeOf(document, start, end)
  const readable = document.text.trim() !== ''
  if (!readable)
    for (const part of [
      'contacts',
      'positions',
      'bullets',
      'skills',
      'sections',
      'polish',
      'reuse',
      'layout',
      'claims',
    ])
      unavailable[`resume.${part}`] = 'the pages are pictures: they have no text layer'
  if (context.sharedMarks === null) unavailable['resume.lineage.shared'] = 'no other files were compared'
  if (context.sharedContacts === null) unavailable['resume.contacts.shared'] = 'no other applicants were compared'
  if (context.reuse === null) unavailable['resume.reuse'] ??= 'no other texts were compared'
  if (context.cluster === null) unavailable['resume.layout.cluster'] = 'no other layouts were compared'
  if ((context.advert ?? null) === null) unavailable['resume.polish.advertEcho'] = 'no advert was given to compare with'

  const layout =
    readable && document.geometry !== 'none' && unavailable['resume.layout'] === undefined
      ? describeLayout(document)
      : null
  const facts: ResumeFacts = {
    file: fileFacts(document, reading, context),
    lineage: {
      ...pick(document.lineage, [
        'pdfFirst',
        'pdfThis',
        'xmpDocument',
        'xmpInstance',
        'xmpOriginal',
        'rsidRoot',
        'styles',
      ]),
      rsids: [...document.lineage.rsids],
      images: document.images.map(({ page, box, width, height, digest, perceptual }) => ({
        digest,
        perceptual,
        width,
        height,
        place: { in: 'page', page, box: [...box] },
      })),
      shared: context.sharedMarks,
    },
    contacts: !readable
      ? null
      : {
          name: context.applicant ?? reading.name,
          emails: reading.emails.map(({ address, canonical, domain, start, end }) => ({
            address,
            canonical,
            domain,
            place: place(start, end),
          })),
          phones: reading.phones.map(({ e164, type, international, start, end }) => ({
            e164,
            type,
            international,
            place: place(start, end),
          })),
          profiles: reading.profiles.map(({ kind, handle, url, start, end }) => ({
            kind,
            handle,
            url,
            place: place(start, end),
          })),
          shared: context.sharedContacts,
        },
    positions: readable ? positionFacts(document, reading) : null,
    bullets: readable
      ? reading.bullets.map(({ text, mark, start, end }) => ({ text, mark, place: place(start, end) }))
      : null,
    skills: readable ? [...reading.skills] : null,
    sections: readable
      ? reading.sections.map(({ kind, heading, at }) => {
          const line = document.lines[at]
          return { kind, heading, place: place(line?.start ?? 0, (line?.start ?? 0) + (line?.text.length ?? 0)) }
        })
      : null,
    layout: layout === null ? null : { ...layout, cluster: context.cluster },
    reuse: context.reuse,
    polish: readable ? measurePolish(document, reading, context.advert ?? null) : null,
    claims: readable ? measureClaims(document, context) : null,
  }
  return { facts, unavailable }
}

function positionFacts(document: ResumeDocument, reading: Reading): NonNullable<ResumeFacts['positions']> {
  return reading.positions.map(({ section, head, title, employer, range, start, end }) => ({
    section,
    head: [...head],
    title,
    employer,
    from: range.from,
    to: range.to,
    precision: range.precision,
    text: document.text.slice(start, Math.min(end, start + 4_000)),
    place: placeOf(document, range.start, range.end),
  }))
}

const HOUR = 3_600_000

function fileFacts(document: ResumeDocument, reading: Reading, context: ResumeContext): ResumeFacts['file'] {
  const { made } = document
  const name = context.applicant ?? reading.name
  const claims = [made.created, made.modified].filter((time) => time !== null)
  return {
    format: document.format,
    pages: document.pages.length,
    words: document.text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length,
    ...pick(made, [
      'title',
      'author',
      'lastModifiedBy',
      'company',
      'template',
      'creator',
      'producer',
      'created',
      'modified',
      'editingMinutes',
      'revision',
    ]),
    producerClass: producerClass(document.format, made.producer, made.creator),
    authorIsApplicant: sameName(made.author, name),
    editorIsApplicant: sameName(made.lastModifiedBy, name),
    modifiedBeforeCreatedMinutes:
      made.created === null || made.modified === null ? null : Math.max(0, (made.created - made.modified) / 60_000),
    packetDisagreesHours: packetGap(made),
    fromFutureHours: claims.length === 0 ? null : Math.max(0, (Math.max(...claims) - context.receivedAt) / HOUR),
  }
}

function packetGap(made: Made): number | null {
  const pairs = [
    [made.created, made.packetCreated],
    [made.modified, made.packetModified],
  ] as const
  const gaps = pairs.flatMap(([one, other]) => (one === null || other === null ? [] : [Math.abs(one - other) / HOUR]))
  return gaps.length === 0 ? null : Math.max(...gaps)
}

/** Accounts that stand for a program or a whole family, not for a person. */
const noPerson =
  /^(?:user|admin(?:istrator)?|owner|windows user|microsoft(?: office)? user|author|unknown|hp|dell|lenovo|acer|asus|pc|home|test|python-docx|un-named|libreoffice|openoffice|word|canva|google|apple|macos|root|default|docx|pandoc|latex|.{0,2})$/i

/** Whether two names share a word of three letters or more; null when one is missing or names no person. */
export function sameName(one: string | null, other: string | null): boolean | null {
  if (one === null || other === null || noPerson.test(one.trim())) return null
  const parts = (name: string): string[] =>
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((part) => part.length >= 3)
  const mine = parts(one)
  const theirs = parts(other)
  if (mine.length === 0 || theirs.length === 0) return null
  return mine.some((part) =>
    theirs.some((word) => word === part || word.startsWith(part) || part.startsWith(word) || part.includes(word)),
  )
}

function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, object[key]])) as Pick<T, K>
}
