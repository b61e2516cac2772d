import { createSocket, type Socket } from 'node:dgram'

/**
 * A network between two browsers on one machine: each address that an end offers is replaced by one of ours, and what is
 * sent there is handed on later, in both directions. Round-trip statistics of the browsers see the delay, as they would.
 */
export class Network {
  readonly #sockets = new Set<Socket>()
  #delayMs: number
  #jitterMs: number
  #cut = false

  /** @param delayMs one way */
  constructor(delayMs: number, jitterMs = 0) {
    this.#delayMs = delayMs
    this.#jitterMs = jitterMs
  }

  /** Nothing gets through, as when a cable is pulled. */
  cut(yes: boolean): void {
    this.#cut = yes
  }

  /** An offered candidate, led through here; null for one that is no UDP on this machine. */
  async through(candidate: string): Promise<string | null> {
    const parts = candidate.split(' ')
    const [address, port] = [parts[4], Number(parts[5])]
    if (parts[2]?.toLowerCase() !== 'udp' || address === undefined || !/^[\d.]+$/.test(address)) return null
    const at = await this.#relay(address, port)
    return parts.with(4, '127.0.0.1').with(5, String(at)).join(' ')
  }

  close(): void {
    for (const socket of this.#sockets) socket.close()
    this.#sockets.clear()
  }

  /** A port whose packets reach `address:port`, each sender from a socket of its own, so that answers find back. */
  async #relay(address: string, port: number): Promise<number> {
    const outside = await this.#open()
    const inside = new Map<string, Promise<Socket>>()
    outside.on('message', (bytes, from) => {
      const key = `${from.address}:${from.port}`
      const known =
        inside.get(key) ??
        this.#open().then((socket) => {
          socket.on('message', (answer) => this.#later(() => outside.send(answer, from.port, from.address)))
          return socket
        })
      inside.set(key, known)
      this.#later(() => void known.then((socket) => socket.send(bytes, port, address)))
    })
    return outside.address().port
  }

  #later(send: () => void): void {
    if (this.#cut) return
    setTimeout(() => {
      try {
        send()
      } catch {
        // Closed meanwhile.
      }
    }, this.#delayMs + this.#jitterMs * Math.random())
  }

  async #open(): Promise<Socket> {
    const socket = createSocket('udp4')
    this.#sockets.add(socket)
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    return socket
  }
}
