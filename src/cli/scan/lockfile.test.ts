import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLockfile } from './lockfile.ts'
import { previousOf } from './sources.ts'

test('a lockfile of version 3: places, shortest way, circles', () => {
  const text = JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: { a: '1' } }, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x', dependencies: { b: '1' } }, 'node_modules/b': { version: '2.0.0', dependencies: { a: '1' } }, 'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { a: '1' } } } }, null, 2)
  const locked = readLockfile(text)
  assert.deepEqual(locked.map((one) => [one.name, one.version, one.why.join('›')]), [['a', '1.0.0', 'a'], ['b', '2.0.0', 'b'], ['b', '1.0.0', 'a›b']])
  assert.equal(text.split('\n')[(locked[0]?.line ?? 0) - 1]?.includes('"node_modules/a"'), true)
})

test('version 1 nests; unknown versions and broken files are refused', () => {
  assert.equal(readLockfile(JSON.stringify({ lockfileVersion: 1, dependencies: { a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } } } })).length, 2)
  for (const text of ['{', '{"lockfileVersion":9}', '{}']) assert.throws(() => readLockfile(text), { code: 'SP_INPUT' })
})

test('the version before: same release line first', () => {
  assert.equal(previousOf(['1.0.0', '1.2.0', '2.0.0', '2.1.0-rc.1', '1.3.0'], '1.3.0'), '1.2.0')
  assert.equal(previousOf(['1.0.0', '2.0.0'], '2.0.0'), '1.0.0')
  assert.equal(previousOf(['1.0.0'], '1.0.0'), null)
})
