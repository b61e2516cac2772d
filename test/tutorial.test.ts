import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openPack } from '../src/playbook/seal.ts'

const root = path.join(import.meta.dirname, '..')
const page = readFileSync(path.join(root, 'docs', 'tutorial-first-sealed-rule.md'), 'utf8')
let folder = ''
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sallyport-tutorial-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the tutorial’s files and commands work as they stand on the page', () => {
  const files = [...page.matchAll(/^```yaml (\S+)\n([\s\S]*?)^```/gm)]
  assert.equal(files.length, 2)
  for (const [, name, text] of files) {
    const file = path.join(folder, name as string)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text as string)
  }
  const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, lines]) => (lines as string).trim().split('\n'))
  assert.equal(commands.length, 3)
  for (const command of commands) {
    const [program, ...args] = command.split(' ')
    assert.equal(program, 'sallyport')
    const run = spawnSync(process.execPath, [path.join(root, 'src', 'cli', 'main.ts'), ...args], { cwd: folder, encoding: 'utf8' })
    assert.equal(run.status, 0, `${command}\n${run.stdout}${run.stderr}`)
    if (args.includes('seal')) {
      const publisher = /SALLYPORT_TRUSTED_PUBLISHERS=(\S+)/.exec(run.stdout)?.[1] as string
      assert.ok(existsSync(path.join(folder, 'ours.key')))
      assert.equal(openPack(readFileSync(path.join(folder, 'ours.pack.json'), 'utf8'), [publisher]).length, 2)
    }
  }
})
