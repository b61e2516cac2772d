import type { Clock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'

/** So many requests at once, and so many a minute after that. */
export interface Rate {
  readonly burst: number
  readonly perMinute: number
}

/** A bucket as it is kept: in memory, or as a row of the database where several processes share it. */
export interface Bucket {
  readonly tokens: number
  /** Milliseconds since 1970. */
  readonly refilledAt: number
}

export interface BucketStore {
  /** Replaces a bucket by what `change` makes of it (null: there is none yet), alone, and returns what `change` returned. */
  update(key: string, change: (bucket: Bucket | null) => Bucket): Promise<Bucket>
}

/** How often what may be done. Sign-in is slow on purpose; the sandbox protects itself, the limit protects its queue. */
export const rates = {
  /** One address trying passwords, or one account being tried. */
  signIn: { burst: 10, perMinute: 5 },
  /** One person or token at the API. */
  api: { burst: 120, perMinute: 600 },
  /** One candidate's or reporter's page. */
  guest: { burst: 30, perMinute: 60 },
  /** Files handed in by one person or token. */
  submit: { burst: 300, perMinute: 300 },
  /** One peer. */
  peer: { burst: 60, perMinute: 120 },
} as const satisfies Record<string, Rate>

const ROUNDING = 1e-9

export interface RateLimit {
  /**
   * Takes one token from the bucket of this key.
   *
   * @returns milliseconds until the next token when there is none, else 0
   */
  take(key: string, rate: Rate): Promise<number>
  /** @throws SP_RATE_LIMITED with `retryAfterS` for the Retry-After header */
  mustTake(key: string, rate: Rate): Promise<void>
}

/** Token buckets. The state is two numbers, so that a clock which steps back costs nobody more than the step. */
export function rateLimit(store: BucketStore, clock: Clock): RateLimit {
  const take = async (key: string, rate: Rate): Promise<number> => {
    const perMs = rate.perMinute / 60_000
    const now = clock.now()
    let wait = 0
    await store.update(key, (bucket) => {
      const passed = bucket === null ? 0 : Math.max(0, now - bucket.refilledAt)
      const tokens = bucket === null ? rate.burst : Math.min(rate.burst, bucket.tokens + passed * perMs)
      // Whoever waited as long as told must not be a rounding error short.
      wait = tokens >= 1 - ROUNDING ? 0 : Math.ceil((1 - tokens) / perMs)
      return { tokens: wait === 0 ? Math.max(0, tokens - 1) : tokens, refilledAt: now }
    })
    return wait
  }
  return {
    take,
    async mustTake(key, rate) {
      const wait = await take(key, rate)
      if (wait === 0) return
      const retryAfterS = Math.ceil(wait / 1000)
      throw new SallyportError('SP_RATE_LIMITED', `Too many requests. The next one is taken in ${retryAfterS} s.`, {
        retryAfterS,
      })
    },
  }
}

/** Buckets of one process. Keeps at most `most`: the longest unused go first, which never punishes anybody. */
export function memoryBuckets(most = 50_000): BucketStore {
  const buckets = new Map<string, Bucket>()
  return {
    async update(key, change) {
      const bucket = change(buckets.get(key) ?? null)
      buckets.delete(key)
      buckets.set(key, bucket)
      if (buckets.size > most) buckets.delete(buckets.keys().next().value as string)
      return bucket
    },
  }
}
