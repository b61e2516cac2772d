import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { pick, seededRandom } from '../../core/random.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import type { Advisory } from '../advisory/advisory.ts'
import { tlpLabels, type Tlp } from '../chat/draft.ts'
import { exitsOf, type ExitParts } from '../exits/exits.ts'
import type { ExitSecret, ExitSetting } from '../exits/setting.ts'
import type { ExitSettings } from '../exits/settings.ts'
import type { Peer } from '../peers/peer.ts'
import { newSigningKey } from '../signing/minisign.ts'
import { rank } from '../stix/markings.ts'
import { CircleDesk } from './desk.ts'

/** Rows in memory: only what the desk asks of them. */
function memoryRows(): DoorRows {
  const rows = new Map<string, { value: unknown; ref: string | null }>()
  return {
    put: async (_org: string, _door: string, space: string, id: string, value: unknown, more: { ref?: string } = {}) => void rows.set(`${space}/${id}`, { value, ref: more.ref ?? null }),
    get: async (_org: string, _door: string, space: string, id: string) => rows.get(`${space}/${id}`) ?? null,
    list: async (_org: string, _door: string, space: string, query: { ref?: string } = {}) =>
      [...rows].filter(([key, row]) => key.startsWith(`${space}/`) && (query.ref === undefined || row.ref === query.ref)).map(([, row]) => row),
  } as unknown as DoorRows
}

it('10,000 pairs of a marking and a recipient: nothing above its clearance leaves by any exit', async () => {
  const random = seededRandom(20261127)
  const clock = fixedClock(Date.UTC(2026, 10, 27))
  const left: { to: string; text: string }[] = []
  const note = (to: string, given: unknown): void => void left.push({ to, text: JSON.stringify(given) })

  const peers = Array.from({ length: 30 }, (_, i): Peer => ({ name: `peer-${i}`, clearance: pick(random, tlpLabels), outgoing: `out-${i}`, incoming: `in-${i}`, access: null, remote: i % 2 === 0 ? null : { read: 'https://x.example/r/', write: 'https://x.example/w/', circle: 'https://x.example/circle' }, descriptor: null, former: [], met: null, revoked: null, invitedAt: 0 }))
  const kinds = ['telegram', 'signal', 'slack', 'webhook'] as const
  const settings = Array.from({ length: 20 }, (_, i): ExitSetting => ({ id: `exit-${i}`, kind: kinds[i % 4] as ExitSetting['kind'], name: `group-${i}`, clearance: pick(random, tlpLabels), outsiders: random.next() < 0.5, target: '', users: [], enabled: true, needs: null, heardAt: null }))
  const secrets: Readonly<Record<ExitSetting['kind'], (i: string) => ExitSecret>> = {
    telegram: (i) => ({ kind: 'telegram', token: i, chat: -1 }),
    signal: (i) => ({ kind: 'signal', host: i, port: 1, group: 'g' }),
    slack: (i) => ({ kind: 'slack', url: `https://${i}.example/` }),
    webhook: (i) => ({ kind: 'webhook', url: `https://${i}.example/`, secret: 'a'.repeat(16) }),
  }
  const parts: ExitParts = {
    peers: async () => peers,
    settings: { list: async () => settings, secret: async (id: string) => secrets[(settings.find((one) => one.id === id) as ExitSetting).kind](id) } as unknown as ExitSettings,
    clock,
    post: async (url, { body }) => {
      // What is signed travels as base64: look inside.
      const inner = (JSON.parse(body) as { bundle?: string }).bundle
      note(new URL(url).hostname.replace('.example', ''), inner === undefined ? body : Buffer.from(inner, 'base64').toString())
      return { status: 200 }
    },
    groups: {
      telegram: async (secret, _, advisory, given) => (note(secret.token, [advisory, Buffer.from(given.file.bytes).toString()]), 1),
      signal: async (secret, _, advisory, given) => (note(secret.host, [advisory, Buffer.from(given.file.bytes).toString()]), 1),
    },
    keep: async (collection, objects) => note(collection.replace('out', 'peer'), objects),
    push: async (peer, objects) => note(peer.name, objects),
    words: () => 'apple anchor',
  }
  const key = newSigningKey()
  const exits = await exitsOf(parts)
  const desk = new CircleDesk({ rows: memoryRows(), clock, org: 'o', author: { name: 'us', since: 0 }, key: () => key, exits: async () => exits })

  const clearance = new Map<string, { clearance: Tlp; outsiders: boolean; isPeer: boolean }>([
    ...peers.map((peer) => [peer.name, { clearance: peer.clearance, outsiders: false, isPeer: true }] as const),
    ...settings.map((one) => [one.id, { clearance: one.clearance, outsiders: one.outsiders, isPeer: false }] as const),
  ])
  let pairs = 0
  let passed = 0
  for (let i = 0; i < 200; i++) {
    left.length = 0
    const tlp = pick(random, tlpLabels)
    const addressed = tlp === 'RED' ? [pick(random, peers).name] : []
    const secret = `secret-${i}`
    const { id } = await desk.draft({ id: crypto.randomUUID(), title: secret, description: secret, tlp, pap: 'GREEN', confidence: 50, addressed, techniques: [], rules: [], artefacts: [{ type: 'domain', value: `${secret}.example` }] }, 'ana')
    await desk.submit(id, 'ana')
    await desk.approve(id, 'bo')
    await desk.send(id)
    if (random.next() < 0.2) await desk.revoke(id)
    pairs += exits.length
    for (const { to, text } of left) {
      const recipient = clearance.get(to)
      assert.ok(recipient !== undefined, to)
      assert.ok(text.includes(secret))
      passed += 1
      if (tlp === 'RED') assert.deepEqual([recipient.isPeer, addressed.includes(to)], [true, true])
      else {
        assert.ok(rank(recipient.clearance) >= rank(tlp) || tlp === 'CLEAR', `${tlp} to ${to}`)
        assert.ok(recipient.isPeer || tlp !== 'AMBER+STRICT')
        assert.ok(!recipient.outsiders || rank(tlp) < rank('AMBER'))
      }
    }
  }
  assert.equal(pairs, 10_000)
  assert.ok(passed > 1_000)
})

it('an advisory that is not approved leaves by no exit', async () => {
  const clock = fixedClock(0)
  const key = newSigningKey()
  const desk = new CircleDesk({ rows: memoryRows(), clock, org: 'o', author: { name: 'us', since: 0 }, key: () => key, exits: async () => assert.fail('nobody is asked') })
  const { id } = (await desk.draft({ id: crypto.randomUUID(), title: 'Not yet', description: '', tlp: 'CLEAR', pap: 'CLEAR', confidence: 50, artefacts: [], techniques: [], rules: [] }, 'ana')) as Advisory
  await assert.rejects(desk.send(id), { code: 'SP_CONFLICT' })
  await desk.submit(id, 'ana')
  await assert.rejects(desk.send(id), { code: 'SP_CONFLICT' })
})
