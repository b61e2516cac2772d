import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CloneIndex } from './clone-index.ts'
import { PackageFile, type PackageContents } from './contents.ts'
import { readManifest } from './manifest.ts'
import { sketchOf, sketchSize } from './sketch.ts'

function pack(name: string, text: string): PackageContents {
  const files = new Map([['index.js', new PackageFile('index.js', new TextEncoder().encode(text))]])
  return { files, manifest: readManifest(JSON.stringify({ name, version: '1.0.0' })), anomalies: [], bytes: 0 }
}

const code = (seed: number, lines: number): string =>
  Array.from(
    { length: lines },
    (_, i) => `exports.part${seed}_${i} = (value) => value.field${(seed * 31 + i) % 97} + ${seed * 1000 + i}`,
  ).join(';\n')

function built(): CloneIndex {
  const index = new CloneIndex()
  for (let seed = 0; seed < 60; seed++)
    index.add({ name: `pkg-${seed}`, version: '1.0.0' }, sketchOf(pack(`pkg-${seed}`, code(seed, 5 + seed))))
  return index
}

test('a copy with one line more finds its original, tiny ones included', () => {
  const index = built()
  for (const seed of [0, 1, 30, 59]) {
    const copy = sketchOf(pack('other', `${code(seed, 5 + seed)};\nfetch("https://a.example/x/y/z")`))
    assert.equal(index.nearest(copy)[0]?.name, `pkg-${seed}`)
  }
})

test('a copy with renamed variables is found by property names and texts', () => {
  const index = built()
  const renamed = code(20, 25).replace(/value/g, 'q')
  assert.equal(index.nearest(sketchOf(pack('other', renamed)))[0]?.name, 'pkg-20')
})

test('something else finds nothing close', () => {
  assert.ok(
    (built().nearest(sketchOf(pack('x', 'const nothing = "in common"; run(nothing)')))[0]?.similarity ?? 0) < 0.2,
  )
})

test('sketches have a bounded size and do not depend on layout', () => {
  const big = sketchOf(pack('big', code(3, 5000)))
  assert.equal(big.exact.length, sketchSize.exact)
  assert.deepEqual(
    sketchOf(pack('a', 'const  first = 1 ;\n\n other( first, 2, 3 )')).exact,
    sketchOf(pack('a', 'const first=1;other(first,2,3)')).exact,
  )
})
