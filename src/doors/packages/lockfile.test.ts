import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLockfile, waysTo } from './lockfile.ts'

test('a lockfile of version 3: places, shortest way, circles', () => {
  const text = JSON.stringify(
    {
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { a: '1' } },
        'node_modules/a': { version: '1.0.0', integrity: 'sha512-x', dependencies: { b: '1' } },
        'node_modules/b': { version: '2.0.0', dependencies: { a: '1' } },
        'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { a: '1' } },
      },
    },
    null,
    2,
  )
  const locked = readLockfile(text)
  assert.deepEqual(
    locked.map((one) => [one.name, one.version, one.why.join('›')]),
    [
      ['a', '1.0.0', 'a'],
      ['b', '2.0.0', 'b'],
      ['b', '1.0.0', 'a›b'],
    ],
  )
  assert.equal(text.split('\n')[(locked[0]?.line ?? 0) - 1]?.includes('"node_modules/a"'), true)
})

test('version 1 nests; unknown versions and broken files are refused', () => {
  assert.equal(
    readLockfile(
      JSON.stringify({
        lockfileVersion: 1,
        dependencies: { a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } } },
      }),
    ).length,
    2,
  )
  for (const text of ['{', '{"lockfileVersion":9}', '{}']) assert.throws(() => readLockfile(text), { code: 'SP_INPUT' })
})

test('every way to a package, shortest first, circles or not', () => {
  const text = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: '1', c: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
      'node_modules/b': { version: '2.0.0', dependencies: { a: '1', d: '1' } },
      'node_modules/c': { version: '3.0.0', dependencies: { d: '1' } },
      'node_modules/d': { version: '4.0.0' },
    },
  })
  assert.deepEqual(waysTo(text, 'd', null), {
    ways: [
      ['c@3.0.0', 'd@4.0.0'],
      ['a@1.0.0', 'b@2.0.0', 'd@4.0.0'],
    ],
    places: 1,
  })
  assert.deepEqual(waysTo(text, 'd', '9.9.9'), { ways: [], places: 0 })
})
