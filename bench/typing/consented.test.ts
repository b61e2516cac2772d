import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { seededRandom } from '../../src/core/random.ts'
import { shipped, type SessionFacts } from '../../src/doors/apply/session.ts'
import { forgetHands, handsPairs, templatesOf } from '../../src/http/rooms/checkin/hands.ts'
import { keepVisit, visitsOf } from '../../src/http/rooms/checkin/visits.ts'
import { rows } from '../../src/jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../src/jobs/testing/house.ts'
import { sessionDocument, type Stage } from '../../src/measure/device/session-document.ts'
import { anotherSitting, drawHand, sentenceKeys, typeKeys, type Hand } from './generator.ts'

// The identity module through a whole house, with typists who never lived.
let tested: TestedHouse
before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

const random = seededRandom(11)
const start = Date.UTC(2026, 9, 1)
let visits = 0

async function checkIn(subject: string, stage: Stage, hand: Hand, more: { identity?: boolean; keys?: number; deviceKey?: string } = {}): Promise<SessionFacts> {
  const strokes = typeKeys(anotherSitting(hand, random), sentenceKeys(random, more.keys ?? 600), random)
  const at = start + visits++ * 86_400_000
  const browser = more.deviceKey === undefined ? null : { zone: null, agent: 'x', hintsPlatform: null, platform: null, engine: null, gpu: null, webdriver: null, permissionsContradict: null, touchPoints: null, audioOutputs: null, cameras: null, cameraLabels: [], frameMs: null, deviceKey: more.deviceKey }
  await keepVisit(tested.house, { org: tested.org, subject, stage }, sessionDocument.parse({ sallyport: 'session/1', at, stage, consent: { at, version: 'test', identity: more.identity ?? true }, browser, typing: { strokes, inputs: [] } }))
  await tested.drain()
  const stored = (await rows(tested.house).facts.ofSubject(tested.org, subject)).filter(({ root }) => root === 'session')
  return stored.map(({ facts }) => facts as unknown as SessionFacts).find((facts) => facts.stage === stage) as SessionFacts
}

const person = (name: string): Promise<string> => rows(tested.house).subjects.insert(tested.org, { kind: 'person', name })

test('the same hands at two stages, other hands at the third; forgotten when asked', async () => {
  const [own, other] = [drawHand(shipped(), random), drawHand(shipped(), random)]
  const subject = await person('Mina Example')
  const first = await checkIn(subject, 'application', own)
  assert.equal(first.typing?.hands, null)
  const second = await checkIn(subject, 'interview', own)
  assert.ok((second.typing?.hands?.decibans ?? -99) > 0, `same hands: ${second.typing?.hands?.decibans} dB`)
  const third = await checkIn(subject, 'first-week', other)
  assert.ok((third.typing?.hands?.decibans ?? 99) < (second.typing?.hands?.decibans ?? 0), 'other hands compare worse')

  const kept = await templatesOf(tested.house, tested.org, subject)
  assert.deepEqual(kept.map(({ stage }) => stage), ['application', 'interview', 'first-week'])
  assert.equal(handsPairs(kept).length, 3)
  // Averages only: no time and no order of keys can be read back.
  const row = (await rows(tested.house).doorRows.list(tested.org, 'apply', 'typing-template', { subject }))[0]
  assert.doesNotMatch(JSON.stringify(row?.value), /"down"|"strokes"/)
  assert.equal(await forgetHands(tested.house, tested.org, subject), 3)
  assert.deepEqual(await templatesOf(tested.house, tested.org, subject), [])
})

test('without consent nothing is compared and nothing kept; with too few keys there is no figure', async () => {
  const hand = drawHand(shipped(), random)
  const subject = await person('Rufus Example')
  const facts = await checkIn(subject, 'application', hand, { identity: false })
  assert.equal(facts.typing?.hands, null)
  assert.ok((facts.typing?.keys ?? 0) > 400, 'the machine checks go on')
  assert.deepEqual(await templatesOf(tested.house, tested.org, subject), [])
  await checkIn(subject, 'test', hand, { keys: 90 })
  const last = await checkIn(subject, 'interview', hand, { keys: 90 })
  assert.equal(last.typing?.hands, null)
})

test('one browser under two people ties them; the key of each visit has its letter', async () => {
  const [a, b] = [await person('Ana Example'), await person('Otto Example')]
  const [shared, own] = ['5'.repeat(64), '6'.repeat(64)]
  const hand = drawHand(shipped(), random)
  await checkIn(a, 'application', hand, { deviceKey: own })
  await checkIn(a, 'test', hand, { deviceKey: shared })
  await checkIn(b, 'application', hand, { deviceKey: shared })
  const rowsOfA = await visitsOf(tested.house, tested.org, a)
  assert.deepEqual(rowsOfA.map(({ browser }) => browser), ['A', 'B'])
  assert.deepEqual(rowsOfA.map(({ alsoIn }) => alsoIn.length), [0, 1])
  assert.ok((await rows(tested.house).links.of(tested.org, [a])).some(({ type }) => type === 'device-key'))
})
