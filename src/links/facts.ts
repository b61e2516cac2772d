import { z } from 'zod'

/** What a subject shares with others: the facts that rules of the `link` group read, under the root `links`. */
export const linkFacts = z.object({
  /** Other subjects with which anything that is not common is shared. */
  others: z.int(),
  /** Every shared artefact that is no hub, rarest first. */
  shared: z.array(
    z.object({
      type: z.string(),
      /** Bits: −log2 of the share of records that carry the value. */
      rarity: z.number(),
      subjects: z.int(),
      /** Some holder goes by another name: one person under two names, or two people with one thing. */
      otherName: z.boolean(),
      /** The value as it may be shown: whole for public artefacts, masked for personal ones. */
      shown: z.string(),
    }),
  ),
  /** The other subject with whom most is shared. */
  closest: z.object({ artefacts: z.int(), types: z.array(z.string()), rarestBits: z.number(), otherName: z.boolean() }).nullable(),
  /** The cluster this record stands in; one record: it stands alone. */
  crew: z
    .object({
      /** Records in it, this one among them. */
      records: z.int(),
      /** Different names its people go by. */
      names: z.int(),
      doors: z.array(z.string()),
      /** Others of it that were stopped: a package or message held or blocked, a person whose verification failed. */
      stopped: z.int(),
    }),
})

export type LinkFacts = z.infer<typeof linkFacts>

/** Stands in no cluster. */
export const alone: LinkFacts['crew'] = { records: 1, names: 1, doors: [], stopped: 0 }
