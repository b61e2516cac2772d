import { randomBytes } from 'node:crypto'
import { systemClock } from '../core/clock.ts'
import { idMaker, type Id } from '../core/ids.ts'

/** A fresh UUIDv7 from the system's clock and randomness, for rows the store makes by itself. */
export const newId: () => Id = idMaker(systemClock, {
  next: () => randomBytes(4).readUInt32BE() / 0x1_0000_0000,
  bytes: (length) => new Uint8Array(randomBytes(length)),
})
