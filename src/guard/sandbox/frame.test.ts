import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FrameReader } from './frame.ts'

const framed = (payload: Uint8Array) =>
  Buffer.concat([Buffer.from(`${payload.length}\n`), payload, Buffer.from('end\n')])

describe('a frame', () => {
  it('arrives whole, however it was cut into pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.integer({ min: 1, max: 40 })), (payload, cuts) => {
        const reader = new FrameReader(300)
        const bytes = framed(payload)
        let [at, state] = [0, 'open']
        for (const cut of [...cuts, bytes.length]) {
          if (at >= bytes.length) break
          assert.equal(state, 'open')
          state = reader.push(bytes.subarray(at, (at += cut)))
        }
        assert.equal(state, 'complete')
        assert.deepEqual(new Uint8Array(reader.payload()), payload)
      }),
    )
  })

  it('is not believed when it is cut off, too long, or something else', () => {
    const state = (text: string, limit = 100) => new FrameReader(limit).push(Buffer.from(text))
    assert.equal(state('5\nabc'), 'open')
    assert.equal(state('3\nabcend\n'), 'complete')
    assert.equal(state('3\nabcEND\n'), 'malformed')
    assert.equal(state('3\nabcend\nmore'), 'malformed')
    assert.equal(state('101\n'), 'too-long')
    for (const bad of ['x\n', '-1\n', '1e3\n', '0x10\n', '\n', '9'.repeat(17)])
      assert.equal(state(bad), 'malformed', bad)
  })
})
