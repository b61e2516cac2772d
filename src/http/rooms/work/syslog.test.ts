import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { connect } from 'node:tls'
import fc from 'fast-check'
import { jsonOf, SyslogFrames } from '../../../doors/work/parsers/syslog.ts'
import { rows, transact } from '../../../jobs/house.ts'
import { testedHouse } from '../../../jobs/testing/house.ts'
import { setPrivacy, startSource } from '../../../jobs/work/privacy.ts'
import { enter } from '../../../jobs/work/take.ts'
import type { Keeper } from '../room.ts'
import { listenSyslog } from './syslog.ts'
import { selfSigned } from './testing/certificate.ts'

test('messages come out whole however the stream was cut, counted or by line', () => {
  const message = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/[\r\n]/.test(text) && text.trim() === text && !/^\d/.test(text))
  fc.assert(
    fc.property(fc.array(fc.tuple(message, fc.boolean()), { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }), (messages, cuts) => {
      const stream = Buffer.concat(messages.map(([text, counted]) => Buffer.from(counted ? `${Buffer.byteLength(text)} ${text}` : `${text}\n`)))
      const frames = new SyslogFrames()
      const out: string[] = []
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = cuts[i % cuts.length] as number
        out.push(...frames.push(stream.subarray(at, at + size)))
        at += size
      }
      assert.deepEqual(out, messages.map(([text]) => text))
    }),
  )
  assert.throws(() => new SyslogFrames().push(Buffer.from('9999999 x')), RangeError)
  assert.throws(() => new SyslogFrames().push(Buffer.alloc(2 << 20, 120)), RangeError)
})

test('the JSON behind a header of RFC 5424 or 3164; nothing else', () => {
  assert.equal(jsonOf('<14>1 2026-11-20T10:00:00Z host app - - - {"a":1}'), '{"a":1}')
  assert.equal(jsonOf('<14>Nov 20 10:00:00 host app: {"a":1}'), '{"a":1}')
  assert.equal(jsonOf('<14>1 - - - - - - hello'), null)
  assert.equal(jsonOf('{"a":1}'), null)
})

test('syslog over TLS is kept with our clock beside the sender’s; what speaks no TLS gets nowhere', async () => {
  const tested = await testedHouse()
  const { house, org } = tested
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-syslog-'))
  const { certificate, key } = selfSigned()
  const files = { certificate: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') }
  writeFileSync(files.certificate, certificate)
  writeFileSync(files.key, key)
  const { port, stop } = await listenSyslog({ house, org, report: (error: Error) => assert.fail(error) } as unknown as Keeper, { port: 0, host: '127.0.0.1', ...files, senders: null })
  try {
    await setPrivacy(house, org, { council: false, notice: 'What we keep of you, and why.' }, 'admin')
    const kim = (await transact(house, (tables) => enter(tables, org, ['kim@example.com'], null))) as string
    const id = await rows(house).workSources.insert(org, { kind: 'syslog', name: 'Syslog', config: {}, secret: null })
    await startSource(house, org, (await rows(house).workSources.find(org, id)) ?? assert.fail(), null, 'admin')

    const plain = connectPlain(port, '127.0.0.1')
    plain.on('error', () => undefined)
    plain.write('<14>1 - - - - - - {"no":"tls"}\n')

    const ours = (n: number): string => `<14>1 - h a - - - ${JSON.stringify({ class_uid: 3002, type_uid: 300201, activity_id: 1, time: house.clock.now() - n * 60_000, user: { email_addr: 'kim@example.com' }, metadata: { uid: `m${n}`, version: '1.8.0', product: { name: 'Gate' } } })}`
    const socket = connect({ port, host: '127.0.0.1', ca: certificate, checkServerIdentity: () => undefined })
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    for (let n = 0; n < 30; n++) socket.write(n % 2 === 0 ? `${Buffer.byteLength(ours(n))} ${ours(n)}` : `${ours(n)}\n`)
    socket.write('<14>1 - - - - - - {broken\n')
    await new Promise<void>((resolve) => socket.end(resolve))
    const kept = async () => rows(house).workDays.read(org, kim, 0)
    for (let tries = 0; (await kept()).length < 30 && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 100))
    const all = await kept()
    assert.equal(all.length, 30)
    assert.ok(all.every(({ source, received }) => source === 'gate' && received === house.clock.now()))
    plain.destroy()
  } finally {
    await stop()
    await tested.close()
    rmSync(folder, { recursive: true })
  }
})
