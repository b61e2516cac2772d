import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { test } from 'node:test'
import fc from 'fast-check'
import { startStun } from './stun.ts'
import { stunAnswer } from './stun-message.ts'

const request = Buffer.from('000100002112a442000102030405060708090a0b', 'hex')

/** The address in an answer, unmasked as a browser does it (RFC 8489 §14.2). */
function mapped(answer: Buffer): { port: number; address: string } {
  const size = answer[25] === 1 ? 4 : 16
  const bytes = [...answer.subarray(28, 28 + size)].map((byte, i) => byte ^ (answer[4 + i] as number))
  const address = size === 4 ? bytes.join('.') : bytes.reduce((text, byte, i) => text + byte.toString(16).padStart(2, '0') + (i % 2 === 1 && i < 15 ? ':' : ''), '')
  return { port: answer.readUInt16BE(26) ^ 0x2112, address }
}

test('an answer names the address and port of the request', () => {
  assert.deepEqual(mapped(stunAnswer(request, '192.0.2.7', 54_321)!), { port: 54_321, address: '192.0.2.7' })
  assert.deepEqual(mapped(stunAnswer(request, '::ffff:192.0.2.7', 1)!), { port: 1, address: '192.0.2.7' })
  assert.equal(mapped(stunAnswer(request, '2001:db8::1', 9)!).address, '2001:0db8:0000:0000:0000:0000:0000:0001')
})

test('whatever else arrives gets no answer', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => stunAnswer(bytes, '192.0.2.7', 1) === null || (bytes[0] === 0 && bytes[1] === 1)))
  assert.equal(stunAnswer(request.subarray(0, 16), '192.0.2.7', 1), null)
  assert.equal(stunAnswer(Buffer.concat([request, Buffer.alloc(4)]), '192.0.2.7', 1), null)
})

test('the responder answers, stays small, and stops answering one who asks without end', async () => {
  const stun = await startStun('127.0.0.1', 0)
  const socket = createSocket('udp4')
  let answers = 0
  socket.on('message', (answer) => {
    assert.ok(answer.length <= 2 * request.length)
    answers++
  })
  socket.send(request, stun.port, '127.0.0.1')
  await once(socket, 'message')
  for (let i = 0; i < 200; i++) socket.send(request, stun.port, '127.0.0.1')
  await new Promise((done) => setTimeout(done, 300))
  assert.ok(answers <= 45, `${answers} answers`)
  socket.close()
  stun.stop()
})
