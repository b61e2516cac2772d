import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CampaignPage, CampaignsPage, CountsPage, ExercisesPage, Reported } from './contract.ts'
import { openedRoom, type OpenedRoom } from './testing/open.ts'

let room: OpenedRoom
before(async () => (room = await openedRoom()))
after(() => room.close())

const lure = (name: string, host: string): string =>
  `Hi ${name}, this is Robin from Northpeak Ventures. We are in the Zoom room and cannot hear you. Join https://${host}/j/88120077?pwd=ab and install the audio update which the page offers, the partners have to leave soon.`

function form(fields: Record<string, string | File>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

const report = async (who: string, fields: Record<string, string | File>): Promise<Reported> => {
  const answer = await room.ask(who, '/api/messages/reports', { method: 'POST', body: form(fields) })
  assert.equal(answer.status, 200, await answer.clone().text())
  return (await answer.json()) as Reported
}
const json = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('an employee pastes a message and is answered with reasons and what to do next', async () => {
  const { answer, evidence } = await report('kim/employee', { text: lure('Mia', 'us05web-zoom.northpeak-call.com'), platform: 'telegram' })
  assert.equal(answer?.verdict === 'hold' || answer?.verdict === 'block', true)
  assert.match(answer?.text ?? '', /Why:[\s\S]*What to do next:[\s\S]*your own meeting link[\s\S]*Thank you/)
  assert.doesNotMatch(answer?.text ?? '', /https:\/\//)
  const again = await room.ask('kim/employee', `/api/messages/reports/${evidence}`)
  assert.equal(again.status, 200)
  assert.equal((await room.ask('lou/employee', `/api/messages/reports/${evidence}`)).status, 404)
})

test('a harmless message is answered too, and never called safe', async () => {
  const { answer } = await report('kim/employee', { text: 'Slides: https://docs.google.com/presentation/d/abc/edit see you on Tuesday' })
  assert.equal(answer?.verdict, 'allow')
  assert.match(answer?.text ?? '', /not a proof/)
})

test('an empty report is refused with a sentence', async () => {
  const answer = await room.ask('kim/employee', '/api/messages/reports', { method: 'POST', body: form({ text: '  ' }) })
  assert.equal(answer.status, 400)
  assert.match(await answer.text(), /Paste the message/)
})

test('attempts that share a host are one campaign; a person confirms it; it counts; its host is blocked', async () => {
  await report('lou/employee', { text: lure('Jonas', 'us05web-zoom.northpeak-call.com') })
  const page = (await (await room.ask('ann/analyst', '/api/messages/campaigns')).json()) as CampaignsPage
  const campaign = page.campaigns.find(({ attempts }) => attempts === 2)
  assert.ok(campaign)
  assert.deepEqual(campaign.platforms, ['telegram', 'unknown'])
  assert.equal(campaign.confirmed, 0)
  assert.equal((await room.ask('kim/employee', '/api/messages/campaigns')).status, 403)

  assert.equal((await room.ask('ann/analyst', `/api/messages/campaigns/${campaign.id}/word`, json({ attempt: true }))).status, 204)
  const counts = (await (await room.ask('ann/analyst', '/api/messages/counts?days=30')).json()) as CountsPage
  assert.equal(counts.coverage.with, 1)
  assert.equal(counts.rate.value, 2 / 30)
  assert.ok(counts.coverage.low > 0 && counts.coverage.high < 0.3)

  const one = (await (await room.ask('ann/analyst', `/api/messages/campaigns/${campaign.id}`)).json()) as CampaignPage
  assert.equal(one.nearText, true)
  assert.ok(one.artefacts.some(({ type, shown, members }) => type === 'domain' && shown.includes('[.]') && members === 2))
  assert.match(await (await room.ask('ann/analyst', `/api/messages/blocklist?format=hosts&campaign=${campaign.id}`)).text(), /^0\.0\.0\.0 northpeak-call\.com$/m)
  assert.match(await (await room.ask('ann/analyst', '/api/messages/blocklist?format=rpz')).text(), /^\*\.northpeak-call\.com CNAME \.$/m)
  const drafts = (await (await room.ask('ann/analyst', `/api/messages/campaigns/${campaign.id}/answer`)).json()) as { advisory: { text: string }; takedowns: { text: string }[] }
  assert.match(drafts.advisory.text, /northpeak-call\[\.\]com/)
  assert.match(drafts.takedowns[0]?.text ?? '', /2 messages/)
  assert.doesNotMatch(drafts.takedowns[0]?.text ?? '', /own\.example|Jonas|Mia/)
})

test('what a person calls harmless leaves the campaign, and comes back when the word is taken back', async () => {
  const { campaigns } = (await (await room.ask('ann/analyst', '/api/messages/campaigns')).json()) as CampaignsPage
  const { id } = campaigns[0] as { id: string }
  const { members } = (await (await room.ask('ann/analyst', `/api/messages/campaigns/${id}`)).json()) as CampaignPage
  const only = members.at(-1)?.subject
  await room.ask('ann/analyst', `/api/messages/campaigns/${id}/word`, json({ attempt: false, only }))
  const after = (await (await room.ask('ann/analyst', '/api/messages/campaigns')).json()) as CampaignsPage
  assert.equal(after.campaigns[0]?.attempts, members.length - 1)
})

test('an allowed domain is not held any more', async () => {
  const text = 'Hi, we use our own rooms for the Zoom call, please join https://meet.vanity-rooms.net/j/881220 at three'
  assert.notEqual((await report('kim/employee', { text })).answer?.verdict, 'allow')
  assert.equal((await room.ask('ann/analyst', '/api/messages/allowed', json({ domain: 'vanity-rooms.net' }))).status, 204)
  assert.equal((await report('kim/employee', { text: `${text}.` })).answer?.verdict, 'allow')
  const shared = await room.ask('ann/analyst', '/api/messages/allowed', json({ domain: 'github.io' }))
  assert.equal(shared.status, 400)
})

test('an exercise that is reported is thanked for, counts as reported, and is no attempt', async () => {
  const made = (await (await room.ask('ann/analyst', '/api/messages/exercises', json({ template: 'meeting-update', copies: 4 }))).json()) as { mails: { text: string }[] }
  const { answer, evidence } = await report('kim/employee', { text: made.mails[0]?.text ?? '' })
  assert.equal(evidence, null)
  assert.match(answer?.text ?? '', /exercise/)
  const token = /\/exercise\/\w+/.exec(made.mails[1]?.text ?? '')?.[0] ?? ''
  const page = await room.app.request(token)
  assert.match(await page.text(), /nobody is told/)
  const { rounds } = (await (await room.ask('ann/analyst', '/api/messages/exercises')).json()) as ExercisesPage
  assert.deepEqual(rounds.map(({ copies, clicked, reported, clickedOnly }) => ({ copies, clicked, reported, clickedOnly })), [{ copies: 4, clicked: 1, reported: 1, clickedOnly: 1 }])
  const counts = (await (await room.ask('ann/analyst', '/api/messages/counts?days=30')).json()) as CountsPage
  assert.equal(counts.behind?.planted, 4)
  assert.ok((counts.behind?.high ?? 0) > counts.rate.high)
})
