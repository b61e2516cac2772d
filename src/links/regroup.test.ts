import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { regroup } from './regroup.ts'

const ids = (): (() => string) => {
  let n = 0
  return () => `new-${n++}`
}

test('a cluster that grows keeps its name; two that meet keep the older one', () => {
  const grown = regroup(new Map([['c1', ['a', 'b']]]), [['a', 'b', 'c']], ids())
  assert.deepEqual([...grown.assigned].sort(), [['a', 'c1'], ['b', 'c1'], ['c', 'c1']])
  assert.deepEqual(grown.events, [{ cluster: 'c1', what: 'grew', members: ['c'], other: null }])

  const met = regroup(new Map([['c2', ['c', 'd', 'e']], ['c1', ['a', 'b']]]), [['a', 'b', 'c', 'd', 'e']], ids())
  assert.deepEqual(new Set(met.assigned.values()), new Set(['c1']))
  assert.ok(met.events.some(({ cluster, what, other }) => cluster === 'c2' && what === 'merged' && other === 'c1'))
})

test('a cluster that falls apart leaves its name to the larger part', () => {
  const { assigned, events } = regroup(new Map([['c1', ['a', 'b', 'c', 'd', 'e']]]), [['a', 'b', 'c'], ['d', 'e']], ids())
  assert.equal(assigned.get('a'), 'c1')
  assert.equal(assigned.get('d'), 'new-0')
  assert.ok(events.some(({ cluster, what, other }) => cluster === 'new-0' && what === 'split' && other === 'c1'))
})

test('one that has no tie left is dissolved', () => {
  const { assigned, events } = regroup(new Map([['c1', ['a', 'b']]]), [], ids())
  assert.deepEqual([...assigned.values()], [null, null])
  assert.equal(events[0]?.what, 'dissolved')
})

test('whatever was there before: each member stands in one cluster, each group has one name, and doing it again changes nothing', () => {
  const members = Array.from({ length: 12 }, (_, i) => `m${String(i).padStart(2, '0')}`)
  const partition = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 })
  const groupsOf = (parts: readonly number[], least: number): string[][] => [...Map.groupBy(members, (_, i) => parts[i]).values()].filter((group) => group.length >= least)
  fc.assert(
    fc.property(partition, partition, (old, now) => {
      const before = new Map(groupsOf(old, 2).map((group, i) => [`c${i}`, group]))
      const groups = groupsOf(now, 2)
      const { assigned } = regroup(before, groups, ids())
      const names = groups.map((group) => new Set(group.map((member) => assigned.get(member))))
      assert.ok(names.every((set) => set.size === 1 && !set.has(null) && !set.has(undefined)))
      assert.equal(new Set(names.map((set) => [...set][0])).size, groups.length)
      const after = new Map(groups.map((group, i) => [[...(names[i] as Set<string>)][0] as string, group]))
      assert.deepEqual(regroup(after, groups, ids()).events, [])
      assert.deepEqual(regroup(new Map([...before].reverse()), groups.toReversed(), ids()).assigned.size, assigned.size)
    }),
  )
})
