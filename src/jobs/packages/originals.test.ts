import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { Originals } from './originals.ts'
import { fromFolder } from '../../cli/scan/sources.ts'

const code = Array.from(
  { length: 20 },
  (_, i) =>
    `exports.step${i} = function (list, size) { return list.slice(${i}).map((item) => item * ${i + 2} + size).filter((item) => item > ${i * 3}) }`,
).join('\n')

function folder(root: string, name: string, text: string): string {
  const at = path.join(root, name)
  mkdirSync(at, { recursive: true })
  writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
  writeFileSync(path.join(at, 'index.js'), text)
  return at
}

test('a renamed copy finds its original, from the file it was saved in; an original is not its own copy', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'sallyport-originals-'))
  try {
    const original = folder(root, 'list-steps', code)
    const copy = fromFolder(folder(root, 'steps-of-lists', `${code}\nrequire('https').get('https://a.invalid')`))
    const built = new Originals(root)
    assert.equal(built.add(fromFolder(original), original), true)
    assert.equal(built.add(fromFolder(original), original), false)
    built.save()
    const again = new Originals(root)
    const baseline = again.baselineOf(copy, fromFolder)
    assert.equal(baseline?.kind, 'original')
    assert.equal(baseline?.contents.manifest.name, 'list-steps')
    assert.equal(again.baselineOf(fromFolder(original), fromFolder), null)
    assert.equal(again.baselineOf(fromFolder(folder(root, 'other', 'module.exports = (a) => a + 1')), fromFolder), null)
    rmSync(original, { recursive: true })
    assert.equal(again.baselineOf(copy, fromFolder), null)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
