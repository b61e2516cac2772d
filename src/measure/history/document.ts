import { z } from 'zod'

const person = z.object({ name: z.string().max(200), mail: z.string().max(200), at: z.number() })

/** A commit as the log tells it; times in milliseconds since 1970. */
export const commit = z.object({
  hash: z.string().regex(/^[0-9a-f]{40,64}$/),
  tree: z.string().regex(/^[0-9a-f]{40,64}$/),
  parents: z.array(z.string()).max(64),
  author: person,
  committer: person,
  /** It adds or changes a file, or a dependency, of blockchain work. */
  web3: z.boolean(),
})
export type Commit = z.infer<typeof commit>

/**
 * The history of a repository that a candidate showed, as `sallyport history` writes it: who committed what when, and
 * the lines of its code that hold an address. No other content of the repository is in it.
 */
export const historyDocument = z.looseObject({
  sallyport: z.literal('repository/1'),
  name: z.string().max(200),
  exportedAt: z.number(),
  /** When the account was opened that shows it; null where nobody looked. */
  accountCreatedAt: z.number().nullable().default(null),
  /** E-mail addresses the candidate says are hers; empty: not said. */
  own: z.array(z.string().max(200)).max(20).default([]),
  commits: z.array(commit).max(100_000),
  /** There were more commits than are listed. */
  cut: z.boolean().default(false),
  addresses: z.array(z.object({ file: z.string().max(400), line: z.number(), text: z.string().max(400) })).max(5_000).default([]),
})
export type HistoryDocument = z.infer<typeof historyDocument>
