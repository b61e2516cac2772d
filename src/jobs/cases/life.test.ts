import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sealPack, verifyPack } from '../../cases/pack/evidence-pack.ts'
import { readLetterPack } from '../../cases/letters/letter.ts'
import { decideCase, moveCase } from '../../core/case.ts'
import type { fixedClock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import { letterFiles, publicLettersFolder } from '../../store/letters.ts'
import { rows, transact } from '../house.ts'
import { accept } from '../pipeline/accept.ts'
import { judge } from '../pipeline/judge.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { buildPack } from './build-pack.ts'
import { answerContest, contestPage, takeContest } from './contest.ts'
import { exitList, noteExitItem } from './exit.ts'
import { businessDaysLater, writeLetter } from './letters.ts'
import { offerMenu, takeAlternative } from './offer.ts'

const packs = letterFiles(publicLettersFolder).map(readLetterPack)
const place = { company: 'Example Ltd', url: 'https://sallyport.example' }
const day = 86_400_000
const refused = (code: string) => (error: unknown): boolean => error instanceof SallyportError && error.code === code
let tested: TestedHouse
let org: string
let subject: string
let id: string
const item = async () => {
  const found = await rows(tested.house).cases.find(org, id)
  assert.ok(found)
  return found
}
const write = (kind: 'notice' | 'adverse-decision', jurisdiction = 'EU', values: Record<string, string> = {}) => writeLetter(tested.house, org, id, 'ada', { kind, jurisdiction, values: { contact: 'people@example.com', ...values } }, packs, place)

before(async () => {
  tested = await testedHouse()
  org = tested.org
  const file = (name: string, email: string) => accept(tested.house, org, { name: `${name}.txt`, bytes: new TextEncoder().encode(`${name} Example\n${email}\n+1 202 555 0141\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing for ${name}\n`), door: 'apply', subject: null, source: 'test' })
  await file('Lars', 'one.mailbox.of.two@example.com')
  subject = (await file('Mira', 'one.mailbox.of.two@example.com')).subject
  await tested.drain()
  id = (await rows(tested.house).cases.ofSubject(org, subject))[0]?.id as string
})
after(() => tested.close())

test('from the menu of the band to a decision, its explanation, the person’s answer and a second look by another', async () => {
  assert.notEqual((await item()).posture, 'routine')
  await offerMenu(tested.house, org, id, 'ada')
  assert.equal((await item()).state, 'step-up-offered')
  const alternative = await takeAlternative(tested.house, org, id, 'ada', 'contact-check')
  assert.match(alternative, /video call|letter/)
  assert.equal((await item()).state, 'step-up-offered', 'not possible is no answer, and no mark')

  const clock = tested.house.clock as ReturnType<typeof fixedClock>
  const open = await item()
  await transact(tested.house, async (tables) => {
    const failed = moveCase(open, 'failed', clock.now())
    const decided = decideCase(moveCase(failed, 'decision', clock.now()), { outcome: 'not-proceed', by: 'ada', reason: 'the telephone belongs to somebody else' })
    await tables.caseEvents.add(org, { case: id, subject }, { actor: 'ada', type: 'check', data: { check: 'contact-check', outcome: 'failed' } })
    await tables.cases.write(org, open, { ...decided, decision: { ...(decided.decision as NonNullable<typeof decided.decision>), at: clock.now() } as never })
    await tables.caseEvents.add(org, { case: id, subject }, { actor: 'ada', type: 'decision', data: { outcome: 'not-proceed' }, text: 'the telephone belongs to somebody else' })
  })

  const letter = await write('adverse-decision')
  assert.match(letter.text, /the telephone belongs to somebody else/)
  assert.match(letter.text, /Call back on the number they gave/)
  assert.equal((await item()).state, 'notice')
  const token = /\/contest\/([\w-]{43})/.exec(letter.text)?.[1] as string
  const page = await contestPage(tested.house, token)
  assert.ok(page.until - clock.now() >= 14 * day)

  await assert.rejects(contestPage(tested.house, `${token.slice(0, -1)}x`), refused('SP_SIGN_IN'))
  clock.advance(13 * day)
  await takeContest(tested.house, token, 'I moved in June; this is my new number.')
  assert.equal((await item()).state, 'contest')
  await assert.rejects(takeContest(tested.house, token, 'again'), refused('SP_SIGN_IN'))
  const events = await rows(tested.house).caseEvents.list(org, id)
  assert.equal(events.find(({ type }) => type === 'contest')?.text, 'I moved in June; this is my new number.')

  await assert.rejects(answerContest(tested.house, org, id, 'ada', 'stands', 'r'), refused('SP_FORBIDDEN'))
  await answerContest(tested.house, org, id, 'bela', 'reopen', 'the new number checks out')
  const reopened = await item()
  assert.deepEqual([reopened.state, reopened.decision], ['evidence', null])
})

test('the pack of the decision comes out the same after all that followed, also when the case was judged anew', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const decidedAt = (await rows(tested.house).caseEvents.list(org, id)).find(({ type }) => type === 'decision')?.at as number
  const first = sealPack(await buildPack(tested.house, org, id, 'Example Ltd', decidedAt), privateKey)
  assert.equal(verifyPack(first).ok, true)
  assert.equal(first.body.decision?.outcome, 'not-proceed')
  await accept(tested.house, org, { name: 'more.txt', bytes: new TextEncoder().encode('Mira Example\nanother@example.com\nExperience\nEngineer, Later Labs   2021 – 2024\n- Did more\n'), door: 'apply', subject, source: 'test' })
  await tested.drain()
  await judge(tested.house, { org, subject })
  await noteExitItem(tested.house, org, id, 'ada', 'wallets', 'have', 'two, in the ticket')
  const again = sealPack(await buildPack(tested.house, org, id, 'Example Ltd', decidedAt), privateKey)
  assert.equal(again.integrity.sha256, first.integrity.sha256)
  const later = await buildPack(tested.house, org, id, 'Example Ltd', tested.house.clock.now())
  assert.equal(later.collected.find((one) => one.item === 'wallets')?.state, 'have')
  assert.equal(exitList([]).length, 17)
})

test('New York’s notice has to run out before a decision is explained; a letter with a gap is not written', async () => {
  await assert.rejects(write('notice', 'US-NYC'), refused('SP_INPUT'))
  await write('notice', 'US-NYC', { audit: 'https://example.com/audit' })
  await assert.rejects(write('adverse-decision', 'US-NYC', { audit: 'x', reasons: 'x', evidence: 'y' }), refused('SP_CASE_MOVE'))
  assert.equal(new Date(businessDaysLater(Date.UTC(2026, 10, 27, 15), 10)).toISOString(), '2026-12-12T00:00:00.000Z')
})
