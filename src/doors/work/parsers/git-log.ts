import { isRobot } from './forges.ts'
import { event, keyOf, offsetOf, time, type Read } from './record.ts'

/**
 * The format `sallyport work git` asks for: hash, parents, author time, committer time, author and committer address
 * (through .mailmap), divided by unit separators. No subject, no file name: nothing of the content is read.
 */
export const GIT_FORMAT = '%H%x1f%P%x1f%aI%x1f%cI%x1f%aE%x1f%cE'

/** More than half an hour after the author wrote it, the committer was active again: a rebase or an amendment. */
const LATER = 1_800_000

/** One line of `git log --format=<GIT_FORMAT>`. */
export function readGitLine(line: string): readonly Read[] {
  const [hash, parents, authored, committed, author, committer] = line.split('\u001f')
  if (hash === undefined || !/^[0-9a-f]{7,64}$/.test(hash) || authored === undefined)
    return [{ refused: 'not a line of the log' }]
  return commitEvents({
    hash,
    merge: (parents ?? '').includes(' '),
    authored,
    committed: committed ?? authored,
    author: author ?? '',
    committer: committer ?? author ?? '',
  })
}

export interface Commit {
  readonly hash: string
  readonly merge: boolean
  readonly authored: string
  readonly committed: string
  readonly author: string
  readonly committer: string
}

/** A commit as presence: when it was written, and when its author later applied it again. */
export function commitEvents(commit: Commit): readonly Read[] {
  const wrote = gitTime(commit.authored)
  const robot = isRobot(commit.author)
  const web = /^(noreply@github\.com|noreply@gitlab\.com)$/i.test(commit.committer)
  const first = event({
    source: 'git',
    id: commit.hash,
    account: commit.author,
    at: wrote ?? Number.NaN,
    class: robot ? 'automated' : commit.merge ? 'merge' : 'interactive',
    offset: offsetOf(commit.authored),
    client: web ? 'web' : 'git',
    author: keyOf('author', commit.author),
  })
  const again = gitTime(commit.committed)
  if (web || robot || again === null || wrote === null || again - wrote < LATER || commit.committer !== commit.author)
    return [first]
  return [
    first,
    event({
      source: 'git',
      id: `${commit.hash}:committed`,
      account: commit.author,
      at: again,
      offset: offsetOf(commit.committed),
      client: 'git',
      author: keyOf('author', commit.author),
    }),
  ]
}

/** ISO 8601, or git's own `Thu Nov 26 09:15:02 2026 +0545`. */
function gitTime(written: string): number | null {
  return time(/^[A-Z][a-z]{2} /.test(written) ? new Date(written).toISOString() : written)
}

/**
 * Output of plain `git log` (or `--format=fuller`) that somebody saved: reads the header lines of each commit and
 * passes over its message.
 */
export class GitLogReader {
  #commit: {
    hash: string
    merge: boolean
    author: string
    committer: string
    authored: string
    committed: string
  } | null = null

  /** @returns the events of the commit before, when this line begins the next one */
  push(line: string): readonly Read[] {
    const begins = /^commit ([0-9a-f]{40,64})/.exec(line)
    if (begins !== null) {
      const done = this.end()
      this.#commit = { hash: begins[1] as string, merge: false, author: '', committer: '', authored: '', committed: '' }
      return done
    }
    const header = /^(Merge|Author|AuthorDate|Date|Commit|CommitDate):\s+(.*)$/.exec(line)
    if (header === null || this.#commit === null) return []
    const [, name, value = ''] = header
    const mail = /<([^<>]*)>/.exec(value)?.[1] ?? ''
    if (name === 'Merge') this.#commit.merge = true
    if (name === 'Author') this.#commit.author ||= mail
    if (name === 'Commit') this.#commit.committer ||= mail
    if (name === 'Date' || name === 'AuthorDate') this.#commit.authored ||= isoOf(value)
    if (name === 'CommitDate') this.#commit.committed ||= isoOf(value)
    return []
  }

  end(): readonly Read[] {
    const commit = this.#commit
    this.#commit = null
    if (commit === null) return []
    return commitEvents({
      ...commit,
      committed: commit.committed || commit.authored,
      committer: commit.committer || commit.author,
    })
  }
}

/** `Thu Nov 26 09:15:02 2026 +0545` → ISO 8601 with the offset kept; other forms as they are. */
function isoOf(date: string): string {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4}) ([+-]\d{2})(\d{2})$/.exec(date)
  if (match === null) return date
  const day = new Date(`${match[1]} ${match[3]} 00:00:00 UTC`)
  return Number.isNaN(day.getTime()) ? date : `${day.toISOString().slice(0, 10)}T${match[2]}${match[4]}:${match[5]}`
}
