import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { testStore } from '../../store/testing.ts'
import { TaxiiAccess } from '../taxii/access.ts'
import { confirm, propose } from './entry.ts'
import { PeerFilter, publish } from './publish.ts'
import { askPeers, type AskablePeer, type AskedLine } from './requester.ts'
import { Responder, type CheckLine } from './responder.ts'
import { matchingRoutes, readPublication } from './routes.ts'
import { deriveKeyPair } from './voprf.ts'

const store = await testStore()
after(() => store.close())
const now = Date.UTC(2026, 10, 23)
const clock = fixedClock(now)
const access = new TaxiiAccess(store, clock, crypto.randomUUID())
const token = await access.grant({ id: crypto.randomUUID(), peer: 'a', clearance: 'AMBER', collections: {} })
const keys = deriveKeyPair(Buffer.alloc(32, 3), Buffer.from('b'))
const signing = generateKeyPairSync('ed25519')
const entry = confirm(
  propose(
    { id: '1', identifiers: [{ type: 'phone', value: '+442079460958' }], evidence: 'proxy-interview', victim: true },
    'x',
    now,
  ),
  'y',
  now,
)
const lines: CheckLine[] = []
const responder = new Responder({
  clock,
  quota: 3,
  keys: (epoch) => (epoch === 4 ? keys : null),
  write: (line) => lines.push(line),
  alarm: () => undefined,
})
const app = matchingRoutes({
  access,
  responder,
  publication: async () =>
    publish([entry], { peer: 'b', epoch: 4, keys, signing: signing.privateKey, contact: 'desk@b.example', now }),
})
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

it('two houses: the filter is fetched and verified, the question asked, both logs written', async () => {
  const filter = new PeerFilter(
    readPublication(await (await app.request('/circle/filter', { headers })).json()),
    signing.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    now,
  )
  const bodies: number[] = []
  const peer: AskablePeer = {
    name: 'b',
    keys: [{ epoch: 4, from: now - 1, until: now + 1000, key: keys.public }],
    filter,
    send: async (request) => {
      const { question, peer: _, ...rest } = request
      const response = await app.request('/circle/check', {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...rest, elements: Buffer.from(question.elements).toString('base64') }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      bodies.push(text.length)
      const { elements, proof } = JSON.parse(text) as { elements: string; proof: string }
      return { elements: Buffer.from(elements, 'base64'), proof: Buffer.from(proof, 'base64') }
    },
  }
  const asked: AskedLine[] = []
  const ask = (value: string, peers = [peer]) =>
    askPeers([{ type: 'phone', value }], 'application', 'a', peers, clock, (line) => void asked.push(line))
  assert.equal((await ask('+44 20 7946 0958'))[0]?.hits[0]?.label?.victim, true)
  assert.deepEqual((await ask('+442079460959'))[0]?.hits, [])
  assert.equal(
    (await ask('+442079460959', [{ ...peer, keys: [] }]))[0]?.failed,
    'The peer has no key for the epoch of its filter.',
  )
  const other = deriveKeyPair(Buffer.alloc(32, 4), Buffer.from('b'))
  assert.match(
    (await ask('+442079460959', [{ ...peer, keys: [{ epoch: 4, from: 0, until: now + 1, key: other.public }] }]))[0]
      ?.failed ?? '',
    /not made with the key/,
  )
  assert.match((await ask('+442079460959'))[0]?.failed ?? '', /did not answer/)
  assert.deepEqual(
    asked.map((line) => line.outcome),
    ['hit', 'no-hit', 'failed', 'failed', 'failed'],
  )
  assert.deepEqual(
    lines.map((line) => line.outcome),
    ['answered', 'answered', 'answered', 'refused-quota'],
  )
  assert.equal(new Set(bodies).size, 1)
  assert.equal(lines[0]?.nonce, asked[0]?.nonce)
})

it('strangers and malformed questions are refused', async () => {
  assert.equal((await app.request('/circle/filter')).status, 401)
  for (const body of ['', '{}', '{"epoch":4,"purpose":"curiosity","nonce":"00","elements":"AA=="}'])
    assert.equal((await app.request('/circle/check', { method: 'POST', headers, body })).status, 400)
})
