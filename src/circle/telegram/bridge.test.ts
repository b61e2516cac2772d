import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, it } from 'node:test'
import { approve, draft, submit, type Advisory } from '../advisory/advisory.ts'
import { TelegramBridge, type InboundDraft } from './bridge.ts'

/** A fake Bot API on loopback: hands out updates once, remembers what was called. */
const calls: { method: string; body: string }[] = []
const updates: object[] = []
let refuseOnce = false
const server = createServer((request, response) => {
  const method = (request.url ?? '').split('/').at(-1) ?? ''
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts).toString('latin1')
    const say = (result: unknown, status = 200): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result))
    if (method === 'getMe')
      return say({ ok: true, result: { id: 1, is_bot: true, first_name: 'b', username: 'b_bot' } })
    if (method === 'getUpdates') {
      const due = updates.splice(0)
      return void setTimeout(() => say({ ok: true, result: due }), due.length === 0 ? 50 : 0)
    }
    calls.push({ method, body })
    if (refuseOnce) {
      refuseOnce = false
      return say(
        { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 0.01 } },
        429,
      )
    }
    say({ ok: true, result: { message_id: 100 + calls.length, date: 0, chat: { id: -5, type: 'group' } } })
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const drafts: InboundDraft[] = []
const bridge = new TelegramBridge({
  token: '1:x',
  apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  groups: [{ id: -5, name: 'desk', clearance: 'GREEN', outsiders: false, users: [7] }],
  draft: async (one) => void drafts.push(one),
})
after(async () => {
  await bridge.stop()
  server.closeAllConnections()
  server.close()
})

const advisory = (tlp: Advisory['tlp']): Advisory =>
  approve(
    submit(
      draft(
        {
          id: '0192f000-0000-7000-8000-000000000001',
          title: 'Poisoned <logger>',
          description: 'Fetches https://evil.example/x',
          tlp,
          pap: 'CLEAR',
          confidence: 85,
          artefacts: [
            { type: 'domain', value: 'evil.example' },
            { type: 'package', value: 'log-x@1.0.1' },
          ],
          techniques: [],
          rules: [],
          addressed: ['desk'],
        },
        'ana',
        0,
      ),
      'ana',
      0,
    ),
    'bo',
    0,
  )

it('posts defanged text with label, id and words, waits when told, and attaches the bundle', async () => {
  refuseOnce = true
  const id = await bridge.post(-5, advisory('GREEN'), 'apple anchor', [
    { name: 'a.stix.json', bytes: Buffer.from('{"a":1}') },
  ])
  assert.ok(id > 100)
  assert.deepEqual(
    calls.map((call) => call.method),
    ['sendMessage', 'sendMessage', 'sendDocument'],
  )
  const text = JSON.parse(calls[1]?.body ?? '').text as string
  assert.match(text, /TLP:GREEN/)
  assert.match(text, /Poisoned &lt;logger&gt;/)
  assert.match(text, /hxxps:\/\/evil\[\.\]example/)
  assert.match(text, /key apple anchor/)
  assert.doesNotMatch(text, /evil\.example/)
  assert.match(calls[2]?.body ?? '', /a\.stix\.json/)
})

it('posts nothing above the clearance of the group, and nothing that was not approved', async () => {
  const before = calls.length
  for (const tlp of ['AMBER', 'AMBER+STRICT', 'RED'] as const)
    await assert.rejects(bridge.post(-5, advisory(tlp), '', []), { code: 'SP_CIRCLE_MARKING' })
  await assert.rejects(bridge.post(-5, { ...advisory('CLEAR'), state: 'draft' }, '', []), { code: 'SP_CONFLICT' })
  await assert.rejects(bridge.post(-6, advisory('CLEAR'), '', []), { code: 'SP_NOT_FOUND' })
  assert.equal(calls.length, before)
})

it('turns messages of the listed people in the listed group into drafts', async () => {
  const from = { id: 7, is_bot: false, first_name: 'A', username: 'ana' }
  const message = (id: number, chat: number, user: object, text: string): object => ({
    message_id: id,
    date: 1,
    chat: { id: chat, type: 'group', title: 'x' },
    from: user,
    text,
  })
  updates.push(
    { update_id: 1, message: message(1, -5, from, 'TLP:GREEN new lure evil-site[.]xyz, see README.md') },
    { update_id: 2, message: message(2, -6, from, 'other[.]example') },
    { update_id: 3, message: message(3, -5, { ...from, id: 8 }, 'third[.]example') },
    { update_id: 4, message: message(4, -5, from, 'good morning') },
    { update_id: 5, edited_message: { ...message(1, -5, from, 'TLP:GREEN new lure worse[.]xyz'), edit_date: 2 } },
  )
  await bridge.start()
  for (let i = 0; i < 100 && drafts.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual(
    drafts.map((one) => [
      one.message,
      one.edited,
      one.read.tlp,
      one.read.indicators.map((indicator) => indicator.value),
    ]),
    [
      [1, false, 'GREEN', ['evil-site.xyz']],
      [1, true, 'GREEN', ['worse.xyz']],
    ],
  )
})
