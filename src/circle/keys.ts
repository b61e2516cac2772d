import { randomBytes } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import type { DoorRows } from '../store/repositories/door-rows.ts'
import { epochMs } from './matching/publish.ts'
import { deriveKeyPair, type KeyPair } from './matching/voprf.ts'
import { exportKey, importKey, newSigningKey, type SigningKey } from './signing/minisign.ts'
import { signDescriptor, type PeerDescriptor, type SignedDescriptor } from './signing/peer.ts'

export interface CircleKeys {
  readonly signing: SigningKey
  /** The one before, which vouches for the present one. */
  readonly former: SigningKey | null
  /** Signs cursors of TAXII. */
  readonly cursor: Uint8Array
  readonly epoch: number
  /** Epochs whose seed is still here. */
  readonly epochs: readonly number[]
  /** The present epoch's pair, and the last one's for a day after the change; null for older ones, whose seed is gone. */
  readonly matching: (epoch: number) => KeyPair | null
}

interface Stored {
  readonly signing: string
  readonly former?: string
  readonly cursor: string
  readonly seeds: Readonly<Record<string, string>>
}

const day = 24 * 3_600_000

/** The house's keys for the circle, made at the first start and sealed in the vault. Seeds of old epochs are destroyed. */
export async function circleKeys(rows: DoorRows, org: Id, clock: Clock): Promise<CircleKeys> {
  const stored = (await rows.get<Stored>(org, 'circle', 'keys', 'keys'))?.value
  const epoch = Math.floor(clock.now() / epochMs)
  const isYoung = clock.now() - epoch * epochMs < day
  const kept = Object.entries(stored?.seeds ?? {}).filter(
    ([of]) => Number(of) === epoch || (isYoung && Number(of) === epoch - 1),
  )
  const seeds: Record<string, string> = Object.fromEntries(kept)
  seeds[epoch] ??= text(randomBytes(32))
  const now: Stored = {
    ...stored,
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
    former: now.former === undefined ? null : importKey(Buffer.from(now.former, 'base64')),
    cursor: Buffer.from(now.cursor, 'base64'),
    epoch,
    epochs: [...pairs.keys()].sort(),
    matching: (of) => pairs.get(of) ?? null,
  }
}

/** A new signing key, vouched for by the one before: peers that know us take it without a telephone call. */
export async function rotateSigningKey(rows: DoorRows, org: Id, clock: Clock): Promise<CircleKeys> {
  await circleKeys(rows, org, clock)
  const stored = (await rows.get<Stored>(org, 'circle', 'keys', 'keys'))?.value as Stored
  const next: Stored = { ...stored, former: stored.signing, signing: text(exportKey(newSigningKey())) }
  await rows.put(org, 'circle', 'keys', 'keys', next, { subject: org })
  return circleKeys(rows, org, clock)
}

/** What we say of ourselves. Its serial rises whenever something of it changes, and only then. */
export async function ownDescriptor(
  rows: DoorRows,
  org: Id,
  keys: CircleKeys,
  about: { readonly name: string; readonly url: string; readonly contact: string },
): Promise<SignedDescriptor> {
  const matching = keys.epochs.flatMap((epoch) => {
    const pair = keys.matching(epoch)
    // Valid a day longer than its epoch: filters made on its last day are still asked about.
    return pair === null ? [] : [{ epoch, from: epoch * epochMs, until: (epoch + 1) * epochMs + day, key: text(pair.public) }]
  })
  const said: Omit<PeerDescriptor, 'signingKey' | 'serial'> = {
    name: about.name,
    taxii: [`${about.url}/taxii2/`],
    contact: about.contact,
    matching,
  }
  const content = JSON.stringify([said, text(keys.signing.public)])
  const last = (await rows.get<{ serial: number; content: string }>(org, 'circle', 'descriptor', 'own'))?.value
  const serial = last === undefined ? 1 : last.content === content ? last.serial : last.serial + 1
  if (last?.content !== content) await rows.put(org, 'circle', 'descriptor', 'own', { serial, content })
  return signDescriptor({ ...said, serial }, keys.signing, keys.former ?? undefined)
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
