import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clustersOf, type Edges } from './clusters.ts'
import { typeWeights } from './weights.ts'

/** `[[subject, artefact], …]` among a thousand subjects, so that a value two of them share is rare. */
function edges(pairs: readonly (readonly [number, number])[], subjects = 1_000): Edges {
  return {
    subjects,
    artefacts: Math.max(0, ...pairs.map(([, artefact]) => artefact)) + 1,
    subject: Int32Array.from(pairs, ([subject]) => subject),
    artefact: Int32Array.from(pairs, ([, artefact]) => artefact),
  }
}

test('two rare things in common make a cluster, one does not', () => {
  assert.deepEqual(clustersOf(edges([[3, 0], [8, 0], [3, 1], [8, 1]])).groups, [[3, 8]])
  assert.deepEqual(clustersOf(edges([[3, 0], [8, 0]])).groups, [])
})

test('a chain of pairs is one cluster', () => {
  const chain = [[1, 0], [2, 0], [1, 1], [2, 1], [2, 2], [3, 2], [2, 3], [3, 3]] as const
  assert.deepEqual(clustersOf(edges(chain)).groups, [[1, 2, 3]])
})

test('hubs tie nobody, however many of them are shared', () => {
  const everybody = Array.from({ length: 300 }, (_, subject) => [0, 1, 2].map((artefact) => [subject, artefact] as const)).flat()
  assert.deepEqual(clustersOf(edges(everybody)).groups, [])
})

test('the same artefact twice on one subject is one', () => {
  assert.deepEqual(clustersOf(edges([[3, 0], [3, 0], [8, 0], [8, 0]])).groups, [])
})

test('neither the order of the edges nor foreign edges change a cluster', () => {
  const crew = [[5, 0], [6, 0], [5, 1], [6, 1]] as const
  const foreign = fc.array(fc.tuple(fc.integer({ min: 10, max: 999 }), fc.integer({ min: 2, max: 400 })), { maxLength: 200 })
  fc.assert(
    fc.property(foreign, fc.boolean(), (others, reversed) => {
      const all = [...crew, ...others]
      const { groups } = clustersOf(edges(reversed ? all.toReversed() : all))
      return groups.some((group) => group.join() === '5,6')
    }),
  )
})

test('with types, the causes count: a couple is no crew, two contacts and a file are', () => {
  const weight = (artefact: number) => typeWeights[(['phone', 'egress-network', 'email', 'file-id'] as const)[artefact] as 'phone']
  const typed = (pairs: readonly (readonly [number, number])[]): Edges => ({ ...edges(pairs), weight })
  assert.deepEqual(clustersOf(typed([[3, 0], [8, 0], [3, 1], [8, 1]])).groups, [])
  assert.deepEqual(clustersOf(typed([[3, 0], [8, 0], [3, 3], [8, 3]])).groups, [[3, 8]])
})
