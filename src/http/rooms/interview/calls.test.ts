import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Principal } from '../../../guard/policy/policy.ts'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { auditStore } from '../../../store/guard/audit-store.ts'
import { newId } from '../../../store/new-id.ts'
import { createApp } from '../../app.ts'
import { openDesk } from '../../desk/open-desk.ts'
import { eventHub } from '../../event-hub.ts'
import type { SignInDesk } from '../../routes/sign-in.ts'
import type { Room } from '../room.ts'
import type { Analysis, Call } from './contract.ts'
import { interview } from './room.ts'

let tested: TestedHouse
let app: ReturnType<typeof createApp>
let room: Room
const people = { one: newId(), two: newId(), stranger: newId() }

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  const desk = openDesk(house, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  const hub = eventHub()
  room = await interview({ house, desk, hub, org, name: 'Tested', url: 'http://127.0.0.1', folder: '/nonexistent', environment: {}, newId, limit: async () => undefined, report: (error) => assert.fail(error) })
  app = createApp({
    desk,
    rooms: { routes: room.routes, pages: room.pages ?? [] },
    signIn: {} as SignInDesk,
    hub,
    console: '/nonexistent',
    uploadBytes: 1 << 20,
    version: 'test',
    limit: () => undefined,
    report: (error) => assert.fail(error),
    identify: async (context) => {
      const who = context.req.header('x-test-who') as keyof typeof people | 'lead' | undefined
      if (who === undefined) return null
      const role: Principal = who === 'lead' ? 'lead' : 'interviewer'
      const actor: Actor = { id: who === 'lead' ? people.stranger : people[who], org, roles: [role], doors: null, scopes: null }
      return { actor, name: who, csrf: null }
    },
  })
})
after(async () => {
  await room.stop?.()
  await tested.close()
})

async function ask<T = Call>(who: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const answer = await app.request(`/api/interview${path}`, { method, headers: { 'x-test-who': who, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

test('a call is run by two people who do not see each other’s marks, and becomes evidence on a case', async () => {
  const begun = (await ask('one', 'POST', '/calls', { label: 'Iris Example', role: 'engineering', stage: 'screen', place: 'Springfield' })).body
  const at = `/calls/${begun.id}`
  assert.equal(begun.cards.length, 0, 'no card can be read before it is turned up')
  assert.equal(begun.cardsLeft, 6)
  assert.ok(begun.script.filter(({ question }) => question === 'zero-think').length >= 8)
  assert.ok(begun.knowledge.every(({ read }) => read.includes('Springfield')))
  assert.equal((await ask('stranger', 'GET', at)).status, 404)
  assert.equal((await ask('two', 'POST', `${at}/join`, { key: 'guessed' })).status, 404)
  const joined = (await ask('two', 'POST', `${at}/join`, { key: begun.key })).body
  assert.equal(joined.second, true)
  assert.equal(joined.key, null)

  const up = (await ask('one', 'POST', `${at}/cards`, {})).body
  assert.equal(up.cards[0]?.card, 'hand-across')
  await ask('one', 'POST', `${at}/marks`, { n: 0, mark: 'artefact' })
  const unseen = (await ask('two', 'GET', at)).body
  assert.equal(unseen.cards[0]?.mark, null, 'the second person marks without seeing the first mark')
  await ask('two', 'POST', `${at}/marks`, { n: 0, mark: 'artefact' })
  assert.equal((await ask('one', 'POST', `${at}/marks`, { n: 3, mark: 'done' })).status, 400, 'a card that is not on the table has no mark')

  await ask('one', 'POST', `${at}/observations`, { what: 'different-person' })
  await ask('two', 'POST', `${at}/observations`, { what: 'different-person' })
  const noted = (await ask('one', 'POST', `${at}/observations`, { what: 'prompted' })).body
  assert.equal(noted.observations.length, 2, 'each sees their own notes')
  const slip = noted.observations.find(({ what }) => what === 'prompted')?.id
  assert.equal((await ask('one', 'POST', `${at}/withdrawals`, { observation: slip })).body.observations.length, 1)

  const lines = begun.script.filter(({ question }) => question === 'zero-think')
  for (const [k, { id }] of lines.entries()) await ask('one', 'POST', `${at}/taps`, { line: id, endedAt: 60_000 + 10_000 * k, answeredAt: 61_100 + 10_000 * k })
  const done = (await ask('one', 'POST', `${at}/evidence`)).body
  assert.ok(done.evidence !== null)
  assert.equal((await ask('one', 'POST', `${at}/marks`, { n: 0, mark: 'done' })).status, 409, 'what was handed in does not change')

  await tested.drain()
  const [stored] = await rows(tested.house).facts.ofSubject(tested.org, (await rows(tested.house).evidence.find(tested.org, [done.evidence])).get(done.evidence)?.subject as string)
  const facts = stored?.facts as { challenges: { face: { artefacts: number; agreed: number } }; observed: { differentPerson: { people: number } }; basis: { source: string } }
  assert.deepEqual([facts.challenges.face.artefacts, facts.challenges.face.agreed, facts.observed.differentPerson.people], [1, 1, 2])
  assert.equal(facts.basis.source, 'tapped')

  const analysis = (await ask<Analysis>('lead', 'GET', `/evidence/${done.evidence}`)).body
  assert.equal(analysis.answers.length, lines.length)
  // 1,100 ms by key, less 200 ms of the hand and 230 ms of a line that nobody measured.
  for (const { gapMs } of analysis.answers) assert.equal(gapMs, 670)
  assert.equal(analysis.lineMeasured, false)
  const table = await app.request(`/api/interview/evidence/${done.evidence}/gaps.csv`, { headers: { 'x-test-who': 'lead' } })
  assert.equal((await table.text()).trim().split('\r\n').length, lines.length + 1)
})

test('cards burn: the next call has other words, and the counters go up', async () => {
  const first = (await ask('one', 'POST', '/calls', { label: 'A', role: 'other', stage: 'offer' })).body
  const { body: kit } = await ask<{ burns: Record<string, number> }>('one', 'GET', '/kit')
  assert.ok((kit.burns['hand-across'] ?? 0) >= 2)
  assert.equal(first.knowledge.length, 0, 'without a claim there is no question made from one')
})

test('a call is handed to whoever runs it; the one who began it becomes the second', async () => {
  const begun = (await ask('one', 'POST', '/calls', { label: 'C', role: 'other', stage: 'screen' })).body
  const taken = (await ask('two', 'POST', `/calls/${begun.id}/join`, { key: begun.key, as: 'first' })).body
  assert.equal(taken.second, false)
  assert.equal((await ask('one', 'GET', `/calls/${begun.id}`)).body.second, true)
})

test('the question about a head of state is off, and cannot be answered while it is', async () => {
  const begun = (await ask('one', 'POST', '/calls', { label: 'B', role: 'other', stage: 'offer' })).body
  assert.deepEqual(begun.regime, { allowed: false, read: '', outcome: null })
  assert.equal((await ask('one', 'POST', `/calls/${begun.id}/regime`, { outcome: 'declined' })).status, 403)
})
