import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Advisory } from './advisory/advisory.ts'
import { advisoryBundle } from './advisory/bundle.ts'
import { verifyFile } from './signing/minisign.ts'
import { readPublicKey } from './signing/minisign.ts'
import { validateBundle } from './stix/validate.ts'
import { acquaint, Town } from './testing/town.ts'

const town = new Town()
const a = await town.found('alpha')
const b = await town.found('beta')
const c = await town.found('gamma')
after(() => Promise.all([a, b, c].map((one) => one.house.close())))
await acquaint(a, b)
await acquaint(a, c, 'GREEN')

const lock = JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/log-x': { version: '1.0.1' } } })
const rule = 'id: packages/log-x\n'
const wanted = (more: object = {}): Parameters<typeof a.circle.desk.draft>[0] => ({
  id: crypto.randomUUID(),
  title: 'Poisoned log-x',
  description: 'Loader in postinstall.',
  tlp: 'AMBER',
  pap: 'GREEN',
  confidence: 85,
  artefacts: [
    { type: 'package', value: 'log-x@1.0.1', sha256: 'ab'.repeat(32) },
    { type: 'domain', value: 'evil.example' },
  ],
  techniques: [{ id: 'T1204.005', name: 'Malicious Library', version: '18.1' }],
  rules: [{ id: 'packages/log-x', yaml: rule }],
  ...more,
})

async function sent(more: object = {}): Promise<Advisory> {
  const { desk } = a.circle
  const { id } = await desk.draft(wanted(more), 'ana')
  await desk.submit(id, 'ana')
  await desk.approve(id, 'bo')
  await desk.send(id)
  return desk.get(id)
}

describe('two companies', () => {
  it('compare words once, both ways; wrong words let nobody in', async () => {
    assert.equal((await a.circle.peers.get('beta')).descriptor?.name, 'beta')
    assert.notEqual((await a.circle.peers.get('beta')).met, null)
    await assert.rejects(a.circle.peers.meet('beta', 'apple anchor', 'x'), { code: 'SP_CIRCLE_SIGNATURE' })
    await assert.rejects(a.circle.peers.join('{"sallyport":"?"}', 'GREEN'), { code: 'SP_INPUT' })
  })

  it('what one catches and two people send, the other verifies, finds in its lockfile and answers', async () => {
    await b.circle.lockfiles.put('wallet', lock)
    const { id } = await a.circle.desk.draft(wanted(), 'ana')
    await a.circle.desk.submit(id, 'ana')
    await assert.rejects(a.circle.desk.send(id), { code: 'SP_CONFLICT' })
    await assert.rejects(a.circle.desk.approve(id, 'ana'), { code: 'SP_FORBIDDEN' })
    await a.circle.desk.approve(id, 'bo')
    const preview = await a.circle.desk.preview(await a.circle.desk.get(id))
    assert.deepEqual(
      preview.map((one) => [one.recipient.name, one.objects > 0, one.objects === one.of]),
      [
        ['beta', true, true],
        ['gamma', false, false],
      ],
    )
    const deliveries = await a.circle.desk.send(id)
    assert.deepEqual(
      deliveries.map((one) => [one.recipient, one.state]),
      [
        ['beta', 'sent'],
        ['gamma', 'withheld'],
      ],
    )

    assert.ok((await b.circle.exchange.poll('alpha')) > 5)
    const [first] = await b.circle.inbox.list()
    assert.deepEqual(
      [first?.title, first?.signature, first?.ways, first?.faults, first?.tlp, first?.revision],
      ['Poisoned log-x', 'valid', ['poll'], 0, 'AMBER', 1],
    )
    assert.deepEqual(
      first?.found.map((one) => [one.value, one.where]),
      [['npm:log-x@1.0.1', ['lockfile wallet']]],
    )
    assert.deepEqual(first?.rules, [{ id: 'packages/log-x', yaml: rule }])

    // The sighting was pushed into alpha's collection; alpha takes it up from there.
    assert.ok(a.woken.includes('take'))
    await a.circle.exchange.takeGiven()
    const feedback = await a.circle.inbox.feedbackOn(id)
    assert.deepEqual(
      feedback.map((one) => [one.peer, one.object.type, one.object['count']]),
      [['beta', 'sighting', 1]],
    )
    await a.circle.exchange.takeGiven()
    assert.equal((await a.circle.inbox.feedbackOn(id)).length, 1)

    const opinions = await b.circle.inbox.judge(first?.id as string, 'agree', 'Found it in our own.', 'carla')
    await b.circle.exchange.give(await b.circle.peers.get('alpha'), opinions)
    await a.circle.exchange.takeGiven()
    assert.deepEqual(
      (await a.circle.inbox.feedbackOn(id)).map((one) => one.object.type).toSorted(),
      ['opinion', 'sighting'],
    )
  })

  it('a restart on either side loses and repeats nothing', async () => {
    const again = await b.reopen()
    assert.equal(again.words(), b.circle.words())
    assert.equal(await again.exchange.poll('alpha'), 0)
    assert.equal((await again.inbox.list()).length, 1)
  })

  it('a revision replaces the advisory, a revocation takes it back, a replay brings nothing back', async () => {
    const { id } = (await a.circle.desk.list())[0] as Advisory
    const { desk } = a.circle
    a.house.clock.advance(60_000)
    await desk.revise(id, { title: 'Poisoned log-x and log-y' }, 'ana')
    await assert.rejects(desk.send(id), { code: 'SP_CONFLICT' })
    await desk.submit(id, 'ana')
    await desk.approve(id, 'bo')
    await desk.send(id)
    await b.circle.exchange.poll('alpha')
    const revised = (await b.circle.inbox.list())[0]
    assert.deepEqual([revised?.title, revised?.revision], ['Poisoned log-x and log-y', 2])

    a.house.clock.advance(60_000)
    await desk.revise(id, { title: 'Not yet approved' }, 'ana')
    await desk.revoke(id)
    await b.circle.exchange.poll('alpha')
    const gone = (await b.circle.inbox.list())[0]
    assert.deepEqual([gone?.revoked, gone?.revision, gone?.found, gone?.title], [true, 3, [], 'Poisoned log-x and log-y'])

    // The first revision again, signed as it was.
    const old = desk.signed({ ...((await desk.get(id)) as Advisory), state: 'sent', revision: 1 }, { name: 'beta', kind: 'peer', clearance: 'AMBER' })
    await b.circle.inbox.receiveFile('alpha', old, 'telegram')
    assert.equal((await b.circle.inbox.list())[0]?.revoked, true)
    assert.match((await b.circle.inbox.refusals())[0]?.why ?? '', /nothing brings it back/)
  })

  it('a higher label takes an earlier revision back from whoever may no longer have it', async () => {
    const { id } = await sent({ tlp: 'GREEN', title: 'For everybody' })
    await c.circle.exchange.poll('alpha')
    assert.equal((await c.circle.inbox.list()).length, 1)
    a.house.clock.advance(60_000)
    await a.circle.desk.revise(id, { tlp: 'AMBER', description: 'Now with a secret.' }, 'ana')
    await a.circle.desk.submit(id, 'ana')
    await a.circle.desk.approve(id, 'bo')
    const states = (await a.circle.desk.send(id)).map((one) => [one.recipient, one.state])
    assert.deepEqual(states, [
      ['beta', 'sent'],
      ['gamma', 'withdrawn'],
    ])
    await c.circle.exchange.poll('alpha')
    const [gone] = await c.circle.inbox.list()
    assert.equal(gone?.revoked, true)
    assert.ok(!JSON.stringify(gone).includes('secret'))
  })

  it('a changed key is taken when the old one vouches for it, and what it signs verifies', async () => {
    const before = a.circle.words()
    await a.circle.rotate()
    assert.notEqual(a.circle.words(), before)
    await sent({ title: 'Signed with the new key' })
    await b.circle.exchange.poll('alpha')
    const newest = (await b.circle.inbox.list()).find((one) => one.title === 'Signed with the new key')
    assert.equal(newest?.signature, 'valid')
    assert.equal((await b.circle.peers.get('alpha')).former.length, 1)
  })

  it('a signature that does not fit is refused, and nothing beside it is believed', async () => {
    const advisory = await sent({ title: 'To be tampered with' })
    const { bytes, signature } = a.circle.desk.signed(advisory, { name: 'beta', kind: 'peer', clearance: 'AMBER' })
    const other = Buffer.from(bytes)
    other[200] = (other[200] as number) ^ 1
    await assert.rejects(b.circle.inbox.receiveFile('alpha', { bytes: other, signature }, 'telegram'), { code: 'SP_CIRCLE_SIGNATURE' })
    assert.ok(!(await b.circle.inbox.list()).some((one) => one.title.includes('tampered')))
  })

  it('what the recipient may not have is not in the file either, and the file is valid STIX', async () => {
    const advisory = await sent({ title: 'For files' })
    const own = await a.circle.descriptor()
    const file = a.circle.desk.signed(advisory, { name: 'g', kind: 'group', clearance: 'AMBER' })
    assert.match(verifyFile(file.bytes, file.signature, readPublicKey(own.descriptor.signingKey)).trustedComment, /tlp:amber revision:1/)
    assert.deepEqual(validateBundle(JSON.parse(Buffer.from(file.bytes).toString())), [])
    const nothing = a.circle.desk.signed(advisory, { name: 'all', kind: 'public', clearance: 'CLEAR' })
    assert.ok(!Buffer.from(nothing.bytes).toString().includes('evil.example'))
    assert.ok(advisoryBundle(advisory, { name: 'alpha', since: 0 }).objects.length > 5)
  })

  it('asks privately: a hit, a miss, both logs, and nobody who was not met', async () => {
    const entry = await a.circle.matching.propose({ identifiers: [{ type: 'email', value: 'mara.example@example.com' }], evidence: 'proxy-interview', victim: false }, null, 'ana')
    await assert.rejects(a.circle.matching.confirm(entry.id, 'ana'), { code: 'SP_FORBIDDEN' })
    await a.circle.matching.confirm(entry.id, 'bo')
    const ask = (value: string) => b.circle.matching.ask([{ type: 'email', value }], 'application', 'carla')
    const hit = await ask('Mara.Example@example.com')
    assert.deepEqual([hit.answers[0]?.failed, hit.answers[0]?.hits.length, hit.answers[0]?.hits[0]?.label?.evidence], [null, 1, 'proxy-interview'])
    assert.equal((await ask('somebody.else@example.com')).answers[0]?.hits.length, 0)
    assert.equal((await a.circle.matching.asked()).length, 2)
    assert.deepEqual((await b.circle.matching.askings()).map((one) => one.outcome).toSorted(), ['hit', 'no-hit'])
    // Alpha may not call beta: it says so, which is not "nothing found".
    assert.match((await a.circle.matching.ask([{ type: 'email', value: 'x@example.com' }], 'application', 'ana')).silent[0]?.why ?? '', /no server/)
  })

  it('a peer that is revoked gets and gives nothing any more', async () => {
    await a.circle.peers.revoke('gamma', 'Its desk was taken over.', 'ana')
    await assert.rejects(c.circle.exchange.poll('alpha'), /refused our token/)
    assert.deepEqual((await a.circle.desk.preview(await sent({ tlp: 'GREEN' }))).map((one) => one.recipient.name), ['beta'])
    const health = await c.circle.feeds.of('read/alpha')
    assert.deepEqual([health.failures, /401/.test(health.lastError ?? '')], [1, true])
  })

  it('a peer that is away gets it later, once', async () => {
    town.away.add('alpha.example')
    const { id } = await b.circle.desk.draft(wanted({ title: 'From beta', rules: [] }), 'carla')
    await b.circle.desk.submit(id, 'carla')
    await b.circle.desk.approve(id, 'dan')
    assert.deepEqual((await b.circle.desk.send(id)).map((one) => [one.state, one.failed]), [['waiting', 'The exit failed.']])
    assert.equal(await b.circle.desk.retry(), 0)
    town.away.delete('alpha.example')
    b.house.clock.advance(61_000)
    assert.equal(await b.circle.desk.retry(), 1)
    assert.equal(await b.circle.desk.retry(), 0)
    assert.deepEqual((await b.circle.desk.deliveries.of(id)).map((one) => [one.state, one.attempts]), [['sent', 2]])
    await a.circle.exchange.takeGiven()
    const [received] = await a.circle.inbox.list()
    assert.deepEqual([received?.title, received?.signature, received?.ways], ['From beta', 'valid', ['push']])
  })
})
