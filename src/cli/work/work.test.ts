import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { readRecord } from '../../doors/work/parsers/lines.ts'
import { run } from '../work.ts'

const repository = mkdtempSync(path.join(tmpdir(), 'sallyport-work-'))

/** Commits on working days at office hours of UTC+1, dated through the environment; hooks would leave a mark. */
before(() => {
  const git = (args: readonly string[], env: Record<string, string> = {}): void =>
    void execFileSync('git', ['-C', repository, '-c', 'user.name=Kim', '-c', 'user.email=kim@example.com', ...args], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    })
  git(['init', '-q'])
  const stream = Array.from({ length: 90 }, (_, n) => {
    const day = Math.floor(n / 3)
    const at = Date.UTC(2026, 0, 5 + Math.floor(day / 5) * 7 + (day % 5), 8 + (n % 3) * 3, (n * 7) % 60) / 1000
    const author = n === 0 ? 'Ana <ana@example.com>' : 'Kim <kim@example.com>'
    return `commit refs/heads/main\nauthor ${author} ${at} +0100\ncommitter ${author} ${at} +0100\ndata 2\nx\n`
  })
  execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], { input: `${stream.join('\n')}\ndone\n` })
  // A repository that tries to run something when its log is read.
  git(['config', 'core.fsmonitor', `touch ${path.join(repository, 'ran')}`])
  git(['config', 'log.showSignature', 'true'])
  writeFileSync(path.join(repository, '.mailmap'), '')
})
after(() => rmSync(repository, { recursive: true, force: true }))

async function output(args: readonly string[]): Promise<{ code: number; text: string }> {
  let text = ''
  const code = await run(args, (piece) => void (text += piece))
  return { code, text }
}

test('a repository is read end to end: zone, claim, actogram', async () => {
  const { code, text } = await output(['git', repository, '--author', 'kim@example.com', '--zone', 'Europe/Berlin'])
  assert.equal(code, 0)
  assert.match(text, /UTC\+(0|1|2|0:30|1:30)\b/)
  assert.match(text, /2026-01-06 ·+█/)
  assert.match(text, /sharing within one zone cannot be seen/)
})

test('as JSON: facts with a posterior that sums to about one', async () => {
  const { text } = await output(['git', repository, '--author', 'kim@example.com', '--json'])
  const { facts } = JSON.parse(text) as { facts: { zone: { posterior: { probability: number }[] } } }
  assert.ok(Math.abs(facts.zone.posterior.reduce((sum, { probability }) => sum + probability, 0) - 1) < 0.1)
})

test('several authors are listed by name, not by how much they did', async () => {
  const { text } = await output(['git', repository])
  assert.ok(text.indexOf('ana@example.com') < text.indexOf('kim@example.com'))
  assert.doesNotMatch(text.split('\n').slice(2).join('\n'), /\b(89|90)\b/)
})

test('a zone that does not exist, a missing folder and an unknown author are one sentence each', async () => {
  await assert.rejects(output(['git', repository, '--zone', 'Mars/Olympus']), { code: 'SP_INPUT' })
  await assert.rejects(output(['git', path.join(repository, 'nowhere')]), { code: 'SP_INPUT' })
  await assert.rejects(output(['git', repository, '--author', 'nobody@example.com']), { code: 'SP_NOT_FOUND' })
  assert.equal((await output(['--help'])).code, 0)
})

test('as lines: what the work room takes in, with the claim first, and no message', async () => {
  const { text } = await output(['git', repository, '--author', 'kim@example.com', '--zone', 'Europe/Berlin', '--lines'])
  const lines = text.trim().split('\n')
  assert.deepEqual(JSON.parse(lines[0] ?? ''), { claim: { zone: 'Europe/Berlin', account: 'kim@example.com' } })
  assert.equal(lines.length, 90)
  const taken = lines.flatMap((line) => readRecord(JSON.parse(line) as Record<string, unknown>))
  assert.ok(taken.every((one) => 'claim' in one || ('event' in one && one.event.account === 'kim@example.com')))
})
