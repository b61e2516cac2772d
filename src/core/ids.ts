import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

/** A UUIDv7 in its usual text form. Sorts by the millisecond it was made in. */
export type Id = string

/**
 * Makes identifiers in the program instead of the database: PostgreSQL 15 has no `uuidv7()`, and sequences do not
 * survive a cluster. Ids made within one millisecond keep their order (RFC 9562 §6.2, method 1: a 12-bit counter).
 */
export function idMaker(clock: Clock, random: Random): () => Id {
  let last = 0
  let counter = 0
  return () => {
    const now = clock.now()
    if (now > last) {
      last = now
      counter = Math.floor(random.next() * 0x400)
    } else if (++counter > 0xfff) {
      last += 1
      counter = 0
    }
    const time = last.toString(16).padStart(12, '0')
    const tail = random.bytes(8)
    tail[0] = ((tail[0] as number) & 0x3f) | 0x80
    const hex = Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const count = (0x7000 | counter).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-${count}-${hex.slice(0, 4)}-${hex.slice(4)}`
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: string): text is Id {
  return UUID.test(text)
}

/** The moment a UUIDv7 was made, in milliseconds since 1970. */
export function idTime(id: Id): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
