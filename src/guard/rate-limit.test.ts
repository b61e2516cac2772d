import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from '../core/clock.ts'
import { memoryBuckets, rateLimit } from './rate-limit.ts'

const rate = { burst: 3, perMinute: 60 }

describe('the rate limit', () => {
  it('lets a burst through, then one a second, and says how long to wait', async () => {
    const clock = fixedClock(0)
    const limit = rateLimit(memoryBuckets(), clock)
    for (let i = 0; i < 3; i += 1) assert.equal(await limit.take('a', rate), 0)
    assert.equal(await limit.take('a', rate), 1000)
    clock.advance(400)
    assert.equal(await limit.take('a', rate), 600)
    clock.advance(600)
    assert.equal(await limit.take('a', rate), 0)
    assert.equal(await limit.take('b', rate), 0)
    await limit.mustTake('c', { burst: 1, perMinute: 1 })
    await assert.rejects(
      limit.mustTake('c', { burst: 1, perMinute: 1 }),
      (error: { code: string; details: object }) => {
        assert.deepEqual([error.code, error.details], ['SP_RATE_LIMITED', { retryAfterS: 60 }])
        return true
      },
    )
  })

  it('never lets more through than burst + rate × time, whatever the times of the requests', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -500, max: 5_000 }), { maxLength: 80 }), async (steps) => {
        const clock = fixedClock(1_000_000)
        const limit = rateLimit(memoryBuckets(), clock)
        let through = 0
        let forward = 0
        for (const step of steps) {
          clock.advance(step)
          forward += Math.max(0, step)
          if ((await limit.take('a', rate)) === 0) through += 1
        }
        assert.ok(through <= rate.burst + forward / 1000 + 1e-6)
      }),
    )
  })

  it('a request that waited as told is let through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 600 }), async (burst, perMinute) => {
        const clock = fixedClock(0)
        const limit = rateLimit(memoryBuckets(), clock)
        for (let i = 0; i < 20; i += 1) {
          clock.advance(await limit.take('a', { burst, perMinute }))
          if (i > burst) clock.advance(1)
        }
        const wait = await limit.take('a', { burst, perMinute })
        clock.advance(wait)
        if (wait > 0) assert.equal(await limit.take('a', { burst, perMinute }), 0)
      }),
    )
  })

  it('keeps no more buckets than it may', async () => {
    const store = memoryBuckets(2)
    const limit = rateLimit(store, fixedClock(0))
    const one = { burst: 1, perMinute: 1 }
    for (const key of ['a', 'b', 'c']) await limit.take(key, one)
    assert.equal(await limit.take('a', one), 0)
    assert.ok((await limit.take('c', one)) > 0)
  })
})
