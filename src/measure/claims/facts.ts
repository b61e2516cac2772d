import { z } from 'zod'

const place = z.looseObject({ in: z.string(), text: z.string().optional() })
const places = z.array(place)

/** What a résumé claims about time, set against itself and against reference tables. Months and years are numbers. */
export const claimFacts = z.object({
  /** The month against which "now" and "present" are read, as months since the year 0. */
  asOf: z.number(),
  /** Dated jobs that were read. Without any, most of the rest says nothing. */
  positions: z.number(),
  /** The person says to work on their own account somewhere: two clients at a time are nothing then. */
  selfEmployed: z.boolean(),
  /** The résumé says that it leaves earlier work out, or tells of an earlier career without dates. */
  abridged: z.boolean(),
  /** Spans whose end lies before their start, and by how many months at least. */
  reversed: z.array(z.object({ months: z.number(), places })),
  /** Dates after the day the résumé was received, in months ahead. */
  future: z.array(
    z.object({
      what: z.enum(['job-start', 'job-end', 'degree', 'certificate', 'past-event']),
      months: z.number(),
      /** Said to be planned, expected, fixed-term or under way. */
      planned: z.boolean(),
      places,
    }),
  ),
  /** Two jobs of the regular kind at different employers at the same time; months are what is certain. */
  overlaps: z.array(
    z.object({
      months: z.number(),
      /** Both say full-time. */
      bothFullTime: z.boolean(),
      /** One of them says how it fits beside the other. */
      explained: z.boolean(),
      /** A job says full-time; the other one shows no sign of being less. */
      eitherFullTime: z.boolean(),
      places,
    }),
  ),
  /** "12 years of experience" against the dated work. */
  experience: z
    .object({
      years: z.number(),
      /** Years since the first dated work began, and years that dated work and study cover. */
      elapsed: z.number(),
      covered: z.number(),
      /** The same, had undated work begun right after the last degree before it. */
      elapsedSinceDegree: z.number(),
      places,
    })
    .nullable(),
  /** "N years since graduating" against the year of the degree. */
  sinceGraduation: z.array(z.object({ years: z.number(), elapsed: z.number(), places })),
  /** "6 years at X", "(3 yrs 2 mos)" against the dates of that job; months by which it misses them. */
  tenures: z.array(z.object({ stated: z.number(), dated: z.number(), months: z.number(), places })),
  /** Technology claimed before it could be used; months are what is certain. */
  technologies: z.array(
    z.object({
      name: z.string(),
      /** `years`: "8 years of X". `job`: named in a job that ended earlier. `since`: "X since 2011". `listed`: not out yet. */
      how: z.enum(['years', 'job', 'since', 'listed']),
      beforePublic: z.number(),
      beforeUsable: z.number(),
      /** Says to have used a preview, or to have helped to make it. */
      early: z.boolean(),
      /** Stands further back in a list of several: "10 years of Java, Spring and X". */
      chained: z.boolean(),
      source: z.string(),
      places,
    }),
  ),
  /** Employment that began before the employer existed, by the reference table; months are what is certain. */
  employers: z.array(z.object({ name: z.string(), months: z.number(), places })),
  /** Courses of study that do not add up. */
  study: z.array(
    z.object({
      /**
       * `order`: a higher degree finished before the lower one of the same subject. `length`: far shorter than such a
       * degree takes. `post`: a post that presupposes the degree lies before it. `age`: the degree lies before an age at which it is had,
       * by the date of birth that the person wrote.
       */
      what: z.enum(['order', 'length', 'post', 'age']),
      months: z.number(),
      explained: z.boolean(),
      places,
    }),
  ),
  /** What is claimed of blockchain work, against the first dated public artefact when a history was given. */
  web3: z
    .object({
      /** Years claimed in so many words, or since the first job that names such work; the longer of the two. */
      years: z.number(),
      /** Years between the first dated public artefact and now, 0 when none was found; null when nobody looked. */
      publicYears: z.number().nullable(),
      /** Says that the work was private: under an agreement, closed source. */
      private: z.boolean(),
      places,
    })
    .nullable(),
})

export type ClaimFacts = z.infer<typeof claimFacts>
