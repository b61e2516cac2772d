import { z } from 'zod'

const place = z.looseObject({ in: z.string(), text: z.string().optional() })

/** What is measured in a repository's history; a rule reads it under `repo`. */
export const historyFacts = z.object({
  name: z.string(),
  commits: z.number(),
  authors: z.number(),
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
  /** Years between the first blockchain commit and the export; 0 when there is none. Null when the log was cut short. */
  web3Years: z.number().nullable(),
  web3Commits: z.number(),
  account: z
    .object({
      /** Commits dated before the account was opened, their share, and by how many days the first of them precedes it. */
      before: z.number(),
      share: z.number(),
      days: z.number(),
    })
    .nullable(),
  /** Commits made, by their committer's clock, more than a day before the commit they follow. */
  backwards: z.number(),
  /** Commits whose author's date and committer's date are more than 90 days apart, and their share. */
  redated: z.number(),
  redatedShare: z.number(),
  identities: z.object({
    /** Most names that stand beside one e-mail address, case and marks aside; and most addresses beside one name. */
    namesOfOneMail: z.number(),
    mailsOfOneName: z.number(),
    /** Share of the commits that are by the candidate's own addresses; null where none was said. */
    ownShare: z.number().nullable(),
  }),
  /** Addresses in the code that lie in a curated range. */
  listed: z.array(z.object({ address: z.string(), grade: z.string(), name: z.string(), place })),
  /** Trees: the state of all files at a commit. Two histories that share many are one history. */
  trees: z.array(z.string()),
  /** The same trees in another history, under other authors; absent when no look-up was made. */
  copied: z
    .object({ trees: z.number(), share: z.number(), otherAuthors: z.boolean(), otherSubjects: z.number() })
    .nullable()
    .optional(),
  /** Who wrote each tree, in the order of `trees`: the address, hashed. */
  treeAuthors: z.array(z.string()),
})
export type HistoryFacts = z.infer<typeof historyFacts>
