/**
 * Frames of syslog over TLS: octet counting (`123 <14>1 …`, RFC 5425), or a line each where a sender does not count. Holds
 * no more than one message.
 */
export class SyslogFrames {
  #rest = Buffer.alloc(0)

  /** Messages that are whole by now. @throws RangeError when a message is longer than a log record may be */
  push(chunk: Uint8Array): string[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const out: string[] = []
    for (;;) {
      const end = this.#end()
      if (end === null) return out
      out.push(this.#rest.subarray(end.from, end.to).toString('utf8').trim())
      this.#rest = this.#rest.subarray(end.next)
    }
  }

  #end(): { from: number; to: number; next: number } | null {
    const counted = /^(\d{1,7}) /.exec(this.#rest.subarray(0, 8).toString('latin1'))
    if (counted !== null) {
      const from = counted[0].length
      const to = from + Number(counted[1])
      if (to - from > LONGEST) throw new RangeError('message too long')
      return this.#rest.length < to ? null : { from, to, next: to }
    }
    const to = this.#rest.indexOf(10)
    if (to === -1 && this.#rest.length > LONGEST) throw new RangeError('message too long')
    return to === -1 ? null : { from: 0, to, next: to + 1 }
  }
}

const LONGEST = 1 << 20

/**
 * The JSON a syslog message carries: whatever stands behind the header of RFC 5424 or RFC 3164, which is not needed,
 * because a record says itself when and who.
 *
 * @returns null when it carries none
 */
export function jsonOf(message: string): string | null {
  if (!/^<\d{1,3}>/.test(message)) return null
  const from = message.indexOf('{')
  return from === -1 || !message.endsWith('}') ? null : message.slice(from)
}
