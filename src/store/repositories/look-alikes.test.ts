import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Id } from '../../core/ids.ts'
import { newId } from '../new-id.ts'
import { testHouse } from '../testing.ts'

const house = await testHouse()
const { org, lookAlikes: book } = house
after(() => house.close())
const space = 'resume/layout'

async function member(cluster: Id | null): Promise<{ evidence: Id; subject: Id; cluster: Id }> {
  const subject = await house.subjects.insert(org, { kind: 'person', name: 'A' })
  const evidence = newId()
  await book.put(org, space, { evidence, subject, cluster: cluster ?? evidence, margin: cluster === null ? 0 : 3 })
  return { evidence, subject, cluster: cluster ?? evidence }
}

test('a cluster is born, grows, takes another in and lets some go; its id stays and its history says so', async () => {
  const first = await member(null)
  const second = await member(first.cluster)
  const other = await member(null)
  await house.subjects.setCleared(org, second.subject, 5)
  assert.deepEqual(await book.counts(org, space, first.cluster), { subjects: 2, cleared: 1 })
  assert.deepEqual(await book.counts(org, space, null), { subjects: 3, cleared: 1 })
  // Writing the same evidence again changes nothing.
  await book.put(org, space, { ...second, cluster: other.cluster, margin: 1 })
  assert.equal((await book.of(org, space, [second.evidence])).get(second.evidence), first.cluster)

  await book.move(org, space, other.cluster, first.cluster, null, 2)
  assert.equal((await book.members(org, space, first.cluster, 10)).length, 3)
  const away = newId()
  await book.move(org, space, first.cluster, away, [other.evidence], -1)
  assert.deepEqual((await book.list(org, space, 10)).map(({ cluster, subjects }) => [cluster, subjects]), [[first.cluster, 2]])

  const told = (await book.history(org, space, first.cluster)).map(({ type }) => type)
  assert.deepEqual(told.toSorted(), ['born', 'born', 'joined', 'merged', 'split'])
  assert.ok((await book.history(org, space, away)).some(({ type }) => type === 'split'))
})

test('who is erased leaves the cluster', async () => {
  const first = await member(null)
  const second = await member(first.cluster)
  await house.subjects.erase(org, second.subject)
  assert.deepEqual((await book.members(org, space, first.cluster, 10)).map(({ evidence }) => evidence), [first.evidence])
})
