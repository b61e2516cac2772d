import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Evidence } from '../../core/evidence.ts'
import type { Json } from '../../core/facts.ts'
import { parse } from '../../doors/apply/parsers/repository.ts'
import { isHistory, matchHistory, repository } from '../../doors/apply/repository.ts'
import { memoryIndex } from '../../links/memory-index.ts'
import { measureHistory } from '../../measure/history/measure.ts'
import { exportHistory } from './export.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'sallyport-history-'))
const about = { name: 'vault', own: [], accountCreatedAt: null, exportedAt: Date.UTC(2026, 10, 1) }
const marker = path.join(scratch, 'ran')

/** A repository by one author; the files of each commit are the same whoever it is. */
function make(folder: string, name: string, mail: string): string {
  const clone = path.join(scratch, folder)
  const file = (path: string, text: string): string => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`
  const commits = [
    file('README.md', 'hello'),
    file('package.json', '{"dependencies":{"left-pad":"1.0.0"}}'),
    file('package.json', '{"dependencies":{"ethers":"6.0.0"}}'),
    file('contracts/Vault.sol', 'contract Vault {}'),
    file('deploy.sh', 'HOST=175.45.176.9'),
    ...Array.from({ length: 6 }, (_, i) => file(`notes/${i}.txt`, `note ${i}`)),
  ]
  const stream = commits.map((body, i) => `commit refs/heads/main\nauthor ${name} <${mail}> ${1_760_000_000 + i * 86_400} +0000\ncommitter ${name} <${mail}> ${1_760_000_000 + i * 86_400} +0000\ndata 1\nx\n${body}`)
  execFileSync('git', ['init', '-q', '-b', 'main', clone])
  execFileSync('git', ['-C', clone, 'fast-import', '--quiet'], { input: `${stream.join('')}done\n` })
  // A repository that tries to run something whenever a change of it is looked at.
  writeFileSync(path.join(clone, '.git/info/attributes'), '* diff=evil\n')
  for (const [key, value] of [['diff.evil.textconv', `touch ${marker};cat`], ['diff.evil.command', `touch ${marker}`], ['core.pager', `touch ${marker}`], ['core.fsmonitor', `touch ${marker}`]] as const)
    execFileSync('git', ['-C', clone, 'config', key, value])
  return clone
}

let clones: string[] = []
before(() => {
  clones = [make('a', 'Ana Abel', 'ana@example.org'), make('b', 'Kenji Sato', 'kenji@example.org')]
})
after(() => rmSync(scratch, { recursive: true }))

test('a clone is written down: commits, blockchain files and dependencies, addresses; nothing of it runs', async () => {
  const history = await exportHistory(clones[0] as string, about)
  const bytes = new TextEncoder().encode(JSON.stringify(history))
  assert.ok(isHistory(bytes))
  assert.deepEqual(parse(bytes), history)
  assert.equal(history.commits.length, 11)
  assert.deepEqual(history.commits.toReversed().map(({ web3 }) => web3).slice(0, 5), [false, false, true, true, false])
  assert.deepEqual(history.addresses, [{ file: 'deploy.sh', line: 1, text: 'HOST=175.45.176.9' }])
  assert.equal(existsSync(marker), false)
})

test('the same states of all files under another author are recognised; under the same author they are a colleague’s', async () => {
  const index = memoryIndex()
  const facts = []
  for (const [i, clone] of clones.entries()) {
    const measured = measureHistory(await exportHistory(clone, about)).facts
    const evidence = { id: `e${i}`, org: 'o', subject: `s${i}` } as Evidence
    index.add(evidence.subject, evidence.id, 'repo', measured as unknown as Json, [])
    for (const [space, rows] of repository.bands?.(undefined as never, measured) ?? []) await index.bands.add('o', space, evidence.id, evidence.subject, rows)
    facts.push({ measured, evidence })
  }
  const { measured, evidence } = facts[1] as (typeof facts)[number]
  assert.deepEqual((await matchHistory(measured, evidence, index)).facts.copied, { trees: 11, otherAuthors: true, share: 1, otherSubjects: 1 })
  const own = { ...measured, treeAuthors: facts[0]?.measured.treeAuthors ?? [] }
  assert.equal((await matchHistory(own, evidence, index)).facts.copied?.otherAuthors, false)
})

test('a forged export is refused with the field', () => {
  const forged = { sallyport: 'repository/1', name: 'x', exportedAt: 1, commits: [{ hash: '<script>' }] }
  assert.throws(() => parse(new TextEncoder().encode(JSON.stringify(forged))), { code: 'SP_INPUT' })
  assert.throws(() => parse(new TextEncoder().encode('{')), { code: 'SP_INPUT' })
})
