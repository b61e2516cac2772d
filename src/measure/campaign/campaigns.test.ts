import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom, shuffle } from '../../core/random.ts'
import { textBands } from '../message/identifiers.ts'
import { campaigns, type Sighting } from './campaigns.ts'

const DAY = 86_400_000
const seen = (id: string, day: number, keys: string[] = [], bands: string[] = []): Sighting => ({ id, at: day * DAY, keys, bands })

test('a shared key ties, through others too', () => {
  const [one, two] = campaigns([seen('a', 1, ['d x']), seen('b', 2, ['d x', 'w y']), seen('c', 3, ['w y']), seen('d', 4, ['d z'])])
  assert.deepEqual(two?.members, ['a', 'b', 'c'])
  assert.deepEqual(two.ties.map(({ key }) => key), ['d x', 'w y'])
  assert.deepEqual(one?.members, ['d'])
})

test('after ninety silent days a key ties nothing', () => {
  assert.equal(campaigns([seen('a', 1, ['k']), seen('b', 100, ['k'])]).length, 2)
  assert.equal(campaigns([seen('a', 1, ['k']), seen('b', 60, ['k']), seen('c', 120, ['k'])]).length, 1)
})

test('the same text with other names is one campaign, another text about the same thing is not', () => {
  const text = (name: string, host: string): string =>
    `Hi ${name}, I am a partner at a fund and we would like to talk to you about your raise, we are in the room already and waiting for you, join here https://${host}/j/881 and install the audio update that the page shows before the partners have to leave`
  const other = 'Dear team, please find the agenda of the offsite attached, rooms are booked and the train leaves at nine, bring warm clothes and tell Anna about food you do not eat'
  const found = campaigns([
    seen('a', 1, [], textBands(text('Mia', 'a.example'))),
    seen('b', 2, [], textBands(text('Jonas', 'b.example'))),
    seen('c', 3, [], textBands(other)),
  ])
  assert.deepEqual(found.map(({ members }) => members), [['c'], ['a', 'b']])
  assert.equal(found[1]?.nearText, true)
})

const sightings = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 400 }), keys: fc.array(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 2 }) }),
  { maxLength: 12 },
).map((rows) => rows.map((row, at) => seen(`s${at}`, row.at, row.keys)))

test('grouping is a partition, whatever the order, and growing never splits', () => {
  fc.assert(
    fc.property(sightings, fc.integer(), (all, seed) => {
      const found = campaigns(all)
      assert.deepEqual(found.flatMap(({ members }) => members).sort(), all.map(({ id }) => id).sort())
      assert.deepEqual(campaigns(shuffle(seededRandom(seed), all)), found)
      const fewer = campaigns(all.slice(0, -1))
      for (const { members } of fewer) assert.ok(found.some((one) => members.every((id) => one.members.includes(id))))
    }),
  )
})
