/**
 * What a parser child writes. A frame is `<length>\n<payload>end\n`: whoever reads knows how much will come, and
 * a frame without its ending was cut off and is not read at all.
 */
const ENDING = Buffer.from('end\n')
const LONGEST_HEAD = 16

export type FrameState = 'open' | 'complete' | 'too-long' | 'malformed'

/** Collects what arrives until one frame is complete, and refuses early what is too long. */
export class FrameReader {
  #buffered: Buffer[] = []
  #length = 0
  #expected: number | null = null
  #headLength = 0
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Adds a piece and says where the frame stands. Bytes after the ending make it malformed. */
  push(piece: Buffer): FrameState {
    this.#buffered.push(piece)
    this.#length += piece.length
    if (this.#expected === null && !this.#readHead()) return this.#length > LONGEST_HEAD ? 'malformed' : 'open'
    const expected = this.#expected ?? -1
    if (expected < 0) return 'malformed'
    if (expected > this.#limit) return 'too-long'
    const whole = this.#headLength + expected + ENDING.length
    if (this.#length < whole) return 'open'
    if (this.#length > whole) return 'malformed'
    return this.#all().subarray(-ENDING.length).equals(ENDING) ? 'complete' : 'malformed'
  }

  /** The payload of a complete frame. */
  payload(): Buffer {
    return this.#all().subarray(this.#headLength, -ENDING.length)
  }

  #readHead(): boolean {
    const all = this.#all()
    const newline = all.subarray(0, LONGEST_HEAD).indexOf(0x0a)
    if (newline === -1) return false
    const digits = all.toString('latin1', 0, newline)
    this.#expected = /^\d{1,12}$/.test(digits) ? Number(digits) : -1
    this.#headLength = newline + 1
    return true
  }

  #all(): Buffer {
    if (this.#buffered.length > 1) this.#buffered = [Buffer.concat(this.#buffered)]
    return this.#buffered[0] ?? Buffer.alloc(0)
  }
}
