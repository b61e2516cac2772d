import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Commit, HistoryDocument } from './document.ts'
import { historyFacts } from './facts.ts'
import { measureHistory } from './measure.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 10, 1)
const id = (n: number): string => n.toString(16).padStart(40, '0')

function commitOf(n: number, daysAgo: number, more: Partial<Commit> = {}, who = { name: 'Ana Abel', mail: 'ana@example.org' }): Commit {
  const at = now - daysAgo * DAY
  return { hash: id(n), tree: id(n + 1_000), parents: n === 0 ? [] : [id(n - 1)], author: { ...who, at }, committer: { ...who, at }, web3: false, ...more }
}

function history(commits: readonly Commit[], more: Partial<HistoryDocument> = {}): HistoryDocument {
  return { sallyport: 'repository/1', name: 'vault', exportedAt: now, accountCreatedAt: null, own: [], commits: [...commits], cut: false, addresses: [], ...more }
}

test('blockchain work begins with its first commit, not with the repository', () => {
  const { facts } = measureHistory(history([commitOf(0, 2_000), commitOf(1, 100, { web3: true }), commitOf(2, 20, { web3: true })]))
  historyFacts.parse(facts)
  assert.equal(facts.web3Years, 0.3)
  assert.equal(facts.web3Commits, 2)
  assert.equal(measureHistory(history([commitOf(0, 2_000)])).facts.web3Years, 0)
})

test('a log that was cut has no beginning', () => {
  const { facts, unavailable } = measureHistory(history([commitOf(0, 10, { web3: true })], { cut: true }))
  assert.equal(facts.web3Years, null)
  assert.ok(unavailable['repo.web3Years'])
})

test('commits older than the account are counted; without its date that is unknown', () => {
  const commits = [commitOf(0, 900), commitOf(1, 500), commitOf(2, 10)]
  assert.deepEqual(measureHistory(history(commits, { accountCreatedAt: now - 30 * DAY })).facts.account, { before: 2, share: 0.667, days: 870 })
  const unknown = measureHistory(history(commits))
  assert.equal(unknown.facts.account, null)
  assert.ok(unknown.unavailable['repo.account'])
})

test('dates set by hand: author and committer far apart, a child older than its parent', () => {
  const moved = commitOf(1, 700)
  const { facts } = measureHistory(history([commitOf(0, 10), { ...moved, committer: { ...moved.committer, at: now - 9 * DAY } }, commitOf(2, 400)]))
  assert.equal(facts.redated, 1)
  assert.equal(facts.backwards, 1)
})

test('names beside one address: spelling and short forms are one name, a service address is nobody’s', () => {
  const by = (name: string, mail: string) => ({ name, mail })
  const { facts } = measureHistory(
    history([
      commitOf(0, 9, {}, by('Ana Müller', 'ana@example.org')),
      commitOf(1, 8, {}, by('muller ana', 'ANA@example.org')),
      commitOf(2, 7, {}, by('ana', 'ana@example.org')),
      commitOf(3, 6, {}, by('Kenji Sato', 'ana@example.org')),
      commitOf(4, 5, {}, by('Lee Park', '1+x@users.noreply.github.com')),
      commitOf(5, 4, {}, by('Jo Roe', '1+x@users.noreply.github.com')),
    ], { own: ['Ana@example.org'] }),
  )
  assert.deepEqual(facts.identities, { namesOfOneMail: 2, mailsOfOneName: 1, ownShare: 0.667 })
})

test('an address in the code is looked up in the curated ranges, and its place is kept', () => {
  const { facts } = measureHistory(history([], { addresses: [{ file: 'deploy.sh', line: 3, text: 'HOST=175.45.176.9 # and 203.0.113.4, 1.2.3.4.5' }] }))
  assert.deepEqual(facts.listed.map(({ address, grade, place }) => [address, grade, place['line'], place['column']]), [['175.45.176.9', 'certain', 3, 6]])
})
