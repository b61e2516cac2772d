import type { Measured } from '../../core/facts.ts'
import { listedRange } from '../network/listed.ts'
import { hash } from '../text/shingles.ts'
import type { Commit, HistoryDocument } from './document.ts'
import type { HistoryFacts } from './facts.ts'

const DAY = 86_400_000
const YEAR = 365.25 * DAY
/** Trees that are kept to recognise the history by: spread evenly, the first and the last among them. */
const treesKept = 256
/** Addresses of these hosts are given to everybody by the service; they are nobody's second identity. */
const relayed = /@(?:users\.noreply\.github\.com|users\.noreply\.gitlab\.com|noreply\.gitea\.\w+)$/i
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g

/** Facts of a repository's history: when, by whom, copied from where. Judges nothing. */
export function measureHistory(history: HistoryDocument): Measured<HistoryFacts> {
  const { commits, accountCreatedAt, own, exportedAt } = history
  const unavailable: Record<string, string> = { 'repo.copied': 'no other histories were compared' }
  if (accountCreatedAt === null) unavailable['repo.account'] = 'nobody said when the account was opened'
  if (own.length === 0) unavailable['repo.identities.ownShare'] = 'nobody said which addresses are the candidate’s'
  if (history.cut) unavailable['repo.web3Years'] = 'the log was cut short: its beginning is not known'

  const times = commits.map(({ author }) => author.at).toSorted((a, b) => a - b)
  const web3 = commits.filter((commit) => commit.web3).map(({ author }) => author.at)
  const redated = commits.filter(({ author, committer }) => Math.abs(committer.at - author.at) > 90 * DAY).length
  const kept = spread(commits)
  return {
    facts: {
      name: history.name,
      commits: commits.length,
      authors: new Set(commits.map(({ author }) => author.mail.toLowerCase())).size,
      firstAt: times[0] ?? null,
      lastAt: times.at(-1) ?? null,
      web3Years: history.cut ? null : web3.length === 0 ? 0 : round((exportedAt - Math.min(...web3)) / YEAR),
      web3Commits: web3.length,
      account: accountCreatedAt === null ? null : beforeAccount(times, accountCreatedAt),
      backwards: backwards(commits),
      redated,
      redatedShare: share(redated, commits.length),
      identities: identities(commits, own),
      listed: listed(history),
      trees: kept.map(({ tree }) => tree),
      treeAuthors: kept.map(({ author }) => hash(author.mail.toLowerCase()).toString(36)),
    },
    unavailable,
  }
}

function beforeAccount(times: readonly number[], created: number): HistoryFacts['account'] {
  const before = times.filter((at) => at < created)
  return { before: before.length, share: share(before.length, times.length), days: before.length === 0 ? 0 : Math.round((created - (before[0] as number)) / DAY) }
}

/** A clock that stands wrong for an hour is nobody's secret; a day is more than that. */
function backwards(commits: readonly Commit[]): number {
  const at = new Map(commits.map(({ hash: id, committer }) => [id, committer.at]))
  return commits.filter(({ committer, parents }) => parents.some((parent) => (at.get(parent) ?? 0) - committer.at > DAY)).length
}

function identities(commits: readonly Commit[], own: readonly string[]): HistoryFacts['identities'] {
  const names = new Map<string, Set<string>>()
  const mails = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, key: string, value: string): void => void map.set(key, (map.get(key) ?? new Set()).add(value))
  for (const { author } of commits) {
    const mail = author.mail.toLowerCase()
    const name = nameKey(author.name)
    if (name === '' || relayed.test(mail)) continue
    add(names, mail, name)
    add(mails, name, mail)
  }
  const most = (map: ReadonlyMap<string, ReadonlySet<string>>): number => Math.max(0, ...[...map.values()].map(({ size }) => size))
  const mine = new Set(own.map((mail) => mail.toLowerCase()))
  const byMe = commits.filter(({ author }) => mine.has(author.mail.toLowerCase())).length
  return { namesOfOneMail: most(names), mailsOfOneName: most(mails), ownShare: own.length === 0 ? null : share(byMe, commits.length) }
}

/** "Ana Müller", "ana muller" and "MULLER, Ana" are one name; "ana" is short for it. */
function nameKey(name: string): string {
  const words = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(/\p{L}{2,}/gu) ?? []
  return words.length < 2 ? '' : words.toSorted().join(' ')
}

function listed({ addresses }: HistoryDocument): HistoryFacts['listed'] {
  return addresses.flatMap(({ file, line, text }) =>
    [...text.matchAll(IPV4)].flatMap((match) => {
      const found = listedRange(match[0])
      return found === null ? [] : [{ address: match[0], grade: found.grade, name: found.name, place: { in: 'code', file, line, column: match.index + 1, text: text.trim().slice(0, 200) } }]
    }),
  )
}

function spread(commits: readonly Commit[]): Commit[] {
  const distinct = [...new Map(commits.map((commit) => [commit.tree, commit])).values()]
  if (distinct.length <= treesKept) return distinct
  return Array.from({ length: treesKept }, (_, i) => distinct[Math.round((i * (distinct.length - 1)) / (treesKept - 1))] as Commit)
}

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 1000) / 1000)
const round = (years: number): number => Math.round(years * 10) / 10
