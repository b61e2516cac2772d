import { z } from 'zod'
import { claimFacts } from '../claims/facts.ts'
import { resumeFormats } from './document.ts'
import { linkKinds } from './read/contacts.ts'
import { sectionKinds } from './read/sections.ts'

/** A pointer into the document: a box on a page, or offsets in its text (see `Place` in core/evidence). */
export const place = z.looseObject({ in: z.string(), text: z.string().optional() })

/** A month as months since the year 0. */
const month = z.number()

const stretch = z.object({ text: z.string(), place })

const file = z.object({
  format: z.enum(resumeFormats),
  pages: z.number(),
  words: z.number(),
  title: z.string().nullable(),
  author: z.string().nullable(),
  lastModifiedBy: z.string().nullable(),
  company: z.string().nullable(),
  template: z.string().nullable(),
  creator: z.string().nullable(),
  producer: z.string().nullable(),
  producerClass: z.string(),
  created: z.number().nullable(),
  modified: z.number().nullable(),
  editingMinutes: z.number().nullable(),
  revision: z.number().nullable(),
  /** Whether author, last editor share a word with the name on the page; null when one of the two is missing. */
  authorIsApplicant: z.boolean().nullable(),
  editorIsApplicant: z.boolean().nullable(),
  /** Minutes by which the file says it was changed before it was made; 0 when it does not. */
  modifiedBeforeCreatedMinutes: z.number().nullable(),
  /** Hours by which the file's own fields and its metadata packet disagree; null without both. */
  packetDisagreesHours: z.number().nullable(),
  /** Hours by which the file claims to be from the future of its arrival; 0 when it does not. */
  fromFutureHours: z.number().nullable(),
})

const sharedMark = z.object({
  /** `pdf-id`, `xmp-document`, `xmp-original`, `rsid-root`, `rsids`, `image`, `image-look`, `styles`, `author`. */
  kind: z.string(),
  /** Other applicants that carry it, and how many of them people cleared. */
  holders: z.number(),
  cleared: z.number(),
  /** Whether one of them goes by another name. */
  otherName: z.boolean(),
  /** Surprise in bits: −log2 of the share of cleared applicants that carry it. */
  rarity: z.number(),
  places: z.array(place),
})

const lineage = z.object({
  pdfFirst: z.string().nullable(),
  pdfThis: z.string().nullable(),
  xmpDocument: z.string().nullable(),
  xmpInstance: z.string().nullable(),
  xmpOriginal: z.string().nullable(),
  rsidRoot: z.string().nullable(),
  rsids: z.array(z.string()),
  styles: z.string().nullable(),
  images: z.array(
    z.object({
      digest: z.string().nullable(),
      perceptual: z.string().nullable(),
      width: z.number(),
      height: z.number(),
      place,
    }),
  ),
  /** Marks found in other applicants' files; absent when no look-up was made. */
  shared: z.array(sharedMark).nullable().optional(),
})

const contacts = z.object({
  name: z.string().nullable(),
  emails: z.array(z.object({ address: z.string(), canonical: z.string(), domain: z.string(), place })),
  phones: z.array(z.object({ e164: z.string(), type: z.string().nullable(), international: z.boolean(), place })),
  profiles: z.array(z.object({ kind: z.enum(linkKinds), handle: z.string(), url: z.string(), place })),
  /** Contacts that also stand in other applicants' files; absent when no look-up was made. */
  shared: z
    .array(
      z.object({
        type: z.string(),
        holders: z.number(),
        cleared: z.number(),
        otherName: z.boolean(),
        rarity: z.number(),
        places: z.array(place),
      }),
    )
    .nullable()
    .optional(),
})

const position = z.object({
  section: z.enum(sectionKinds).nullable(),
  head: z.array(z.string()),
  title: z.string().nullable(),
  employer: z.string().nullable(),
  from: month,
  /** Null while it lasts. */
  to: month.nullable(),
  precision: z.enum(['month', 'year']),
  text: z.string(),
  place,
})

const layout = z.object({
  geometry: z.enum(['exact', 'estimated']),
  columns: z.number(),
  /** The fingerprint, for comparison with others: see layout/fingerprint.ts. */
  fingerprint: z.string(),
  /** The cluster of look-alikes this layout belongs to; absent when no look-up was made. */
  cluster: z
    .object({
      id: z.string(),
      similarity: z.number(),
      /** Distinct other applicants in it, those of another name, and those people cleared. */
      members: z.number(),
      otherNames: z.number(),
      cleared: z.number(),
      /** Applicants that were cleared, whatever layout they use: "11 of 480". */
      clearedInAll: z.number(),
      /** Surprise in bits: −log2 of the share of cleared applicants that use it. */
      rarity: z.number(),
      /** Whether a second, independent channel (text, file lineage, contacts) ties it to a member. */
      secondChannel: z.boolean(),
    })
    .nullable()
    .optional(),
})

const reuse = z.object({
  /** Other résumés it was compared with. */
  compared: z.number(),
  best: z
    .object({
      /** Share of this résumé's text, weighted by how rare it is, that stands in the other one. */
      containment: z.number(),
      bullets: z.number(),
      otherName: z.boolean(),
      /** Bits of surprise in the shared text: of its second rarest achievement. */
      rarity: z.number(),
      spans: z.array(place),
    })
    .nullable(),
  /** The same figures told in other words: achievements whose numbers also stand together in another's. */
  figures: z
    .object({ achievements: z.number(), otherName: z.boolean(), rarity: z.number(), spans: z.array(place) })
    .nullable()
    .optional(),
  /** People of another name with whom two achievements or more are shared. */
  people: z.number().optional(),
})

const polish = z.object({
  placeholders: z.array(stretch),
  markdown: z.array(stretch),
  assistant: z.array(stretch),
  injections: z.array(z.object({ text: z.string(), hidden: z.boolean(), aimed: z.boolean(), place })),
  /** Text that cannot be seen on the page, and its words in all. */
  hidden: z.array(z.object({ reason: z.string(), text: z.string(), place })),
  hiddenWords: z.number(),
  /** Characters that take no room or turn the writing direction. */
  invisible: z.number(),
  invisiblePlaces: z.array(place),
  /** Share of achievements that begin with a verb in the past tense, that hold a percentage, and the spread of their length. */
  verbFirst: z.number().nullable(),
  withPercentage: z.number().nullable(),
  lengthSpread: z.number().nullable(),
  /** Longest run of words taken from our own advert, and the share of its five-word phrases; absent without an advert. */
  advertRun: z.number().nullable().optional(),
  advertEcho: z.number().nullable().optional(),
})

/** What is measured in a résumé; a rule reads it under `resume`. */
export const resumeFacts = z.object({
  file,
  lineage,
  contacts: contacts.nullable().optional(),
  positions: z.array(position).nullable().optional(),
  bullets: z
    .array(z.object({ text: z.string(), mark: z.string(), place }))
    .nullable()
    .optional(),
  skills: z.array(z.string()).nullable().optional(),
  sections: z
    .array(z.object({ kind: z.enum(sectionKinds), heading: z.string(), place }))
    .nullable()
    .optional(),
  layout: layout.nullable().optional(),
  reuse: reuse.nullable().optional(),
  polish: polish.nullable().optional(),
  claims: claimFacts.nullable().optional(),
})

export type ResumeFacts = z.infer<typeof resumeFacts>
