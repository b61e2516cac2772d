import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from '../core/clock.ts'
import { replayGuard, signWebhook, verifyWebhook } from './webhook.ts'

const secret = 'a secret of the test'
const other = 'another secret, later'
const refused = { code: 'SP_WEBHOOK_SIGNATURE' }

describe('webhooks', () => {
  it('what was signed verifies, and nothing else does', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 50 }),
        fc.uint8Array({ maxLength: 50 }),
        fc.uuid(),
        (body, changed, id) => {
          const clock = fixedClock(1_700_000_000_999)
          const header = signWebhook(body, id, [secret], clock)
          assert.deepEqual(verifyWebhook(body, header, [secret], clock), { id, at: 1_700_000_000 })
          if (!Buffer.from(body).equals(changed))
            assert.throws(() => verifyWebhook(changed, header, [secret], clock), refused)
          assert.throws(() => verifyWebhook(body, header, [other], clock), refused)
          assert.throws(() => verifyWebhook(body, header, [], clock), refused)
          assert.throws(() => verifyWebhook(body, header.replace('t=17', 't=18'), [secret], clock), refused)
          assert.throws(() => verifyWebhook(body, header.replace(id, 'another-id'), [secret], clock), refused)
        },
      ),
    )
  })

  it('is believed for five minutes, either way', () => {
    const clock = fixedClock(1_700_000_000_000)
    const header = signWebhook('{}', 'one', [secret], clock)
    clock.advance(300_000)
    verifyWebhook('{}', header, [secret], clock)
    clock.advance(1_000)
    assert.throws(() => verifyWebhook('{}', header, [secret], clock), refused)
    clock.advance(-602_000)
    assert.throws(() => verifyWebhook('{}', header, [secret], clock), refused)
  })

  it('once', () => {
    const clock = fixedClock(1_700_000_000_000)
    const guard = replayGuard(clock)
    const one = verifyWebhook('{}', signWebhook('{}', 'one', [secret], clock), [secret], clock)
    guard(one)
    clock.advance(299_000)
    assert.throws(() => guard(one), refused)
    guard({ ...one, id: 'two' })
  })

  it('a secret can be changed without losing a delivery', () => {
    const clock = fixedClock(1_700_000_000_000)
    const header = signWebhook('{}', 'one', [secret, other], clock)
    for (const known of [[secret], [other], [other, secret]]) verifyWebhook('{}', header, known, clock)
  })

  it('refuses headers that are none, and secrets that are none', () => {
    const clock = fixedClock(1_700_000_000_000)
    for (const bad of [
      null,
      undefined,
      '',
      't=1',
      'v1=',
      't=x,id=a,v1=b',
      't=1700000000,id=a,v1=é',
      'v1'.repeat(1e5),
    ]) {
      assert.throws(() => verifyWebhook('{}', bad, [secret], clock), refused)
    }
    assert.throws(() => signWebhook('{}', 'one', ['short'], clock), { code: 'SP_CONFIG' })
    assert.throws(() => signWebhook('{}', 'a,b', [secret], clock), { code: 'SP_INPUT' })
  })
})
