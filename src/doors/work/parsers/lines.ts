import type { Explainer, PresenceEvent } from '../../../measure/rhythm/event.ts'
import { readExplainer } from './calendar.ts'
import { githubAudit, gitlabAudit, pushHook } from './forges.ts'
import { GitLogReader, readGitLine } from './git-log.ts'
import { entra } from './entra.ts'
import { okta } from './okta.ts'
import { at, text, type LogRecord, type Read, type Source } from './record.ts'
import { endpoint, slack, tickets, vpn } from './services.ts'
import { ecs, native, ocsf } from './standards.ts'

/** Every source we read. The order decides when two would take a record: the stricter test comes first. */
export const sources: readonly Source[] = [
  native,
  ocsf,
  ecs,
  okta,
  entra,
  pushHook,
  slack,
  gitlabAudit,
  githubAudit,
  tickets,
  endpoint,
  vpn,
]

/** What a line gave. */
export type Taken =
  | { readonly event: PresenceEvent }
  | {
      readonly explainer: Explainer
      /** Whose it is; null: it says of nobody in particular, as a source gap does. */
      readonly account: string | null
    }
  | { readonly claim: { readonly zone: string; readonly account: string | null } }
  | { readonly refused: string }

/** Longer lines are no log record. */
const LONGEST_LINE = 1 << 20

/**
 * Reads a log line by line, whatever its source: JSON lines of any known source, `git log` in our format, or `git log`
 * as somebody saved it. Holds no more than one commit, so a file of any size takes the same memory.
 */
export class LineReader {
  readonly #git = new GitLogReader()
  #insideGit = false

  push(line: string): readonly Taken[] {
    if (line.length > LONGEST_LINE) return [{ refused: 'line longer than 1 MB' }]
    const trimmed = line.trim().replace(/,$/, '')
    if (trimmed === '' || trimmed === '[' || trimmed === ']') return []
    if (trimmed.startsWith('{')) return this.#json(trimmed)
    if (line.includes('\u001f')) return readGitLine(line).map(taken)
    if (/^commit [0-9a-f]{40,64}/.test(line)) this.#insideGit = true
    if (this.#insideGit) return this.#git.push(line).map(taken)
    return [{ refused: 'not a line of a source we know' }]
  }

  end(): readonly Taken[] {
    return this.#git.end().map(taken)
  }

  #json(line: string): readonly Taken[] {
    let record: LogRecord
    try {
      record = JSON.parse(line) as LogRecord
    } catch {
      return [{ refused: 'not JSON' }]
    }
    return readRecord(record)
  }
}

/** One record of any source. */
export function readRecord(record: LogRecord): readonly Taken[] {
  const zone = text(record, 'claim.zone')
  if (zone !== null) return [{ claim: { zone, account: text(record, 'claim.account', 'account') } }]
  const source = sources.find(({ is }) => is(record))
  if (source !== undefined) return source.read(record).map(taken)
  const explains = readExplainer(record)
  if (explains !== null) return [{ explainer: explains, account: text(record, 'account', 'user', 'email') }]
  return [
    {
      refused:
        at(record, 'kind') === undefined
          ? 'not a record of a source we know'
          : 'an explanation without a kind or times we know',
    },
  ]
}

function taken(read: Read): Taken {
  return 'refused' in read ? read : { event: read }
}
