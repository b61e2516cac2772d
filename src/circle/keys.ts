import { randomBytes } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import type { DoorRows } from '../store/repositories/door-rows.ts'
import { epochMs } from './matching/publish.ts'
import { deriveKeyPair, type KeyPair } from './matching/voprf.ts'
import { exportKey, importKey, newSigningKey, type SigningKey } from './signing/minisign.ts'

export interface CircleKeys {
  readonly signing: SigningKey
  /** Signs cursors of TAXII. */
  readonly cursor: Uint8Array
  readonly epoch: number
  /** The present epoch's pair, and the last one's for a day after the change; null for older ones, whose seed is gone. */
  readonly matching: (epoch: number) => KeyPair | null
}

interface Stored {
  readonly signing: string
  readonly cursor: string
  readonly seeds: Readonly<Record<string, string>>
}

const day = 24 * 3_600_000

/** The house's keys for the circle, made at the first start and sealed in the vault. Seeds of old epochs are destroyed. */
export async function circleKeys(rows: DoorRows, org: Id, clock: Clock): Promise<CircleKeys> {
  const stored = (await rows.get<Stored>(org, 'circle', 'keys', 'keys'))?.value
  const epoch = Math.floor(clock.now() / epochMs)
  const isYoung = clock.now() - epoch * epochMs < day
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const kept = Object.entries(stored?.seeds ?? {}).filter(
    ([of]) => Number(of) === epoch || (isYoung && Number(of) === epoch - 1),
  )
  const seeds: Record<string, string> = Object.fromEntries(kept)
  seeds[epoch] ??= text(randomBytes(32))
  const now: Stored = {
    signing: stored?.signing ?? text(exportKey(newSigningKey())),
    cursor: stored?.cursor ?? text(randomBytes(32)),
    seeds,
  }
  if (stored === undefined || JSON.stringify(stored.seeds) !== JSON.stringify(seeds))
    await rows.put(org, 'circle', 'keys', 'keys', now, { subject: org })
  const pairs = new Map(
    Object.entries(seeds).map(([of, seed]) => [
      Number(of),
      deriveKeyPair(Buffer.from(seed, 'base64'), Buffer.from(`sallyport epoch ${of}`)),
    ]),
  )
  return {
    signing: importKey(Buffer.from(now.signing, 'base64')),
    cursor: Buffer.from(now.cursor, 'base64'),
    epoch,
    matching: (of) => pairs.get(of) ?? null,
  }
}
