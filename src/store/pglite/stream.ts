import { Duplex } from 'node:stream'

/** How a stream reaches its database. */
export interface Wire {
  /** Resolves when the database is ready for a new connection. */
  connect(connection: Duplex): Promise<number>
  send(connection: number, bytes: Uint8Array): void
  disconnect(connection: number): void
}

/**
 * What `pg` takes for its socket: bytes of the wire protocol go to the embedded database and come back. The methods
 * beyond Duplex are those of `net.Socket` that `pg` calls.
 */
export class DatabaseStream extends Duplex {
  #wire: Wire
  #connection = -1

  constructor(wire: Wire) {
    super({ allowHalfOpen: false })
    this.#wire = wire
  }

  connect(): this {
    this.#wire.connect(this).then(
      (connection) => {
        this.#connection = connection
        if (!this.destroyed) this.emit('connect')
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    return this
  }

  override _read(): void {
    // Bytes are pushed as they arrive.
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#wire.send(this.#connection, Uint8Array.from(chunk))
    done()
  }

  // One query is several messages, which `pg` corks: they must reach the database as one, up to their Sync.
  override _writev(chunks: { chunk: Buffer; encoding: string }[], done: (error?: Error | null) => void): void {
    const all = Buffer.concat(chunks.map((part) => part.chunk))
    this.#wire.send(this.#connection, Uint8Array.from(all))
    done()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#wire.disconnect(this.#connection)
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#wire.disconnect(this.#connection)
    done(error)
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}
