import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { after, it } from 'node:test'
import { approve, draft, submit, type Advisory } from '../advisory/advisory.ts'
import { SignalBridge } from './bridge.ts'

/** A fake signal-cli daemon: answers `send`, refuses when told, pushes `receive`. */
let refuseWith: number | null = null
const sent: { method: string; params: { groupId: string; message: string; attachments?: string[] } }[] = []
const sockets: Socket[] = []
const server = createServer((socket) => {
  sockets.push(socket)
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    for (const line of String(text)
      .split('\n')
      .filter((one) => one !== '')) {
      const { id, ...call } = JSON.parse(line) as {
        id: string
        method: string
        params: { groupId: string; message: string }
      }
      sent.push(call)
      socket.write(
        `${JSON.stringify(refuseWith === null ? { jsonrpc: '2.0', id, result: { timestamp: 42 } } : { jsonrpc: '2.0', id, error: { code: refuseWith, message: 'no' } })}\nnot json\n`,
      )
    }
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const drafts: string[][] = []
const alarms: string[] = []
const bridge = new SignalBridge({
  host: '127.0.0.1',
  port: (server.address() as AddressInfo).port,
  groups: [{ id: 'Zw==', name: 'desk', clearance: 'AMBER', outsiders: false }],
  draft: async (one) => void drafts.push(one.read.indicators.map((indicator) => indicator.value)),
  needsPerson: (what) => alarms.push(what),
})
await bridge.start()
after(() => {
  bridge.stop()
  for (const socket of sockets) socket.destroy()
  server.close()
})
const advisory = (tlp: Advisory['tlp']): Advisory =>
  approve(
    submit(
      draft(
        {
          id: '0192f000-0000-7000-8000-000000000001',
          title: 'Poisoned',
          description: '',
          tlp,
          pap: 'CLEAR',
          confidence: 85,
          artefacts: [{ type: 'domain', value: 'evil.xyz' }],
          techniques: [],
          rules: [],
          addressed: ['x'],
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

it('sends to a group with the bundle as data URI', async () => {
  assert.equal(
    await bridge.post('Zw==', advisory('AMBER'), 'apple', [{ name: 'a.json', bytes: Buffer.from('{}') }]),
    42,
  )
  assert.match(sent[0]?.params.message ?? '', /evil\[\.\]xyz/)
  assert.match(sent[0]?.params.attachments?.[0] ?? '', /^data:application\/octet-stream;filename=a\.json;base64,e30=$/)
})

it('keeps what the group may not have', async () => {
  for (const tlp of ['AMBER+STRICT', 'RED'] as const)
    await assert.rejects(bridge.post('Zw==', advisory(tlp), '', []), { code: 'SP_CIRCLE_MARKING' })
  assert.equal(sent.length, 1)
})

it('calls a person when Signal wants a captcha', async () => {
  refuseWith = -6
  await assert.rejects(bridge.post('Zw==', advisory('GREEN'), '', []), { code: 'SP_FETCH_FAILED' })
  assert.match(alarms[0] ?? '', /captcha/)
})

it('drafts what a listed group writes', async () => {
  const receive = (groupId: string, message: string): void =>
    void sockets[0]?.write(
      `${JSON.stringify({ jsonrpc: '2.0', method: 'receive', params: { envelope: { source: 'x', timestamp: 1, dataMessage: { message, groupInfo: { groupId } } } } })}\n`,
    )
  receive('other', 'a[.]xyz')
  receive('Zw==', 'new one: evil-two[.]xyz')
  for (let i = 0; i < 50 && drafts.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.deepEqual(drafts, [['evil-two.xyz']])
})
