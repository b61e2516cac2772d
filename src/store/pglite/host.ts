import type { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { SallyportError } from '../../core/errors.ts'
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts'
import { DatabaseStream, type Wire } from './stream.ts'

/** How long a start may take. `initdb` without a template takes 5–10 s on a busy machine. */
const startLimitMs = 90_000

/**
 * Keeps the thread of the embedded database. A thread that dies is started again for the next connection: the folder
 * survives a crash, as PostgreSQL's does.
 */
export class PgliteHost implements Wire {
  #start: WorkerStart
  #running: { worker: Worker; ready: Promise<void> } | null = null
  #streams = new Map<number, Duplex>()
  #dumps = new Map<number, (bytes: Uint8Array) => void>()
  #count = 0
  #closing = false

  constructor(start: WorkerStart) {
    this.#start = start
  }

  /** A socket for `pg`. */
  readonly stream = (): DatabaseStream => new DatabaseStream(this)

  /** Starts the thread, or waits for it. */
  ready(): Promise<void> {
    if (this.#closing) return Promise.reject(new SallyportError('SP_STORE_UNREACHABLE', 'The store was closed.'))
    this.#running ??= this.#spawn()
    return this.#running.ready
  }

  async connect(stream: Duplex): Promise<number> {
    await this.ready()
    const connection = ++this.#count
    this.#streams.set(connection, stream)
    this.#post({ type: 'reset' })
    return connection
  }

  send(connection: number, bytes: Uint8Array): void {
    this.#post({ type: 'protocol', connection, bytes })
  }

  disconnect(connection: number): void {
    this.#streams.delete(connection)
  }

  /** Tar of the data folder, uncompressed. */
  async dump(): Promise<Uint8Array> {
    await this.ready()
    const request = ++this.#count
    return new Promise((resolve) => {
      this.#dumps.set(request, resolve)
      this.#post({ type: 'dump', request })
    })
  }

  /** Writes everything out and ends the thread. */
  async close(): Promise<void> {
    this.#closing = true
    const running = this.#running
    this.#running = null
    if (running === null) return
    await running.ready.catch(() => undefined)
    const ended = new Promise<void>((resolve) => running.worker.once('exit', () => resolve()))
    running.worker.postMessage({ type: 'close' } satisfies ToWorker)
    const patience = setTimeout(() => void running.worker.terminate(), 10_000)
    await ended
    clearTimeout(patience)
  }

  #post(message: ToWorker): void {
    const worker = this.#running?.worker
    if (worker === undefined) return
    if (message.type === 'protocol') worker.postMessage(message, [message.bytes.buffer as ArrayBuffer])
    else worker.postMessage(message)
  }

  #spawn(): { worker: Worker; ready: Promise<void> } {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: this.#start,
      name: 'store',
      execArgv: [],
    })
    const ready = new Promise<void>((resolve, reject) => {
      const refuse = (what: string): void => {
        clearTimeout(patience)
        reject(new SallyportError('SP_STORE_UNREACHABLE', `The embedded database did not start: ${what}`))
      }
      const patience = setTimeout(() => {
        refuse(`no answer within ${startLimitMs / 1000} s`)
        void worker.terminate()
      }, startLimitMs)
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') {
          clearTimeout(patience)
          resolve()
        } else if (message.type === 'failed') refuse(message.message)
        else this.#hear(message)
      })
      worker.on('error', (error) => {
        refuse(error instanceof Error ? error.message : String(error))
        this.#lost(worker)
      })
      worker.on('exit', () => {
        refuse('it ended')
        this.#lost(worker)
      })
    })
    ready.catch(() => undefined)
    return { worker, ready }
  }

  #hear(message: FromWorker): void {
    if (message.type === 'protocol') this.#streams.get(message.connection)?.push(Buffer.from(message.bytes))
    else if (message.type === 'broken') this.#streams.get(message.connection)?.destroy(new Error(message.message))
    else if (message.type === 'dumped') {
      this.#dumps.get(message.request)?.(message.bytes)
      this.#dumps.delete(message.request)
    }
  }

  #lost(worker: Worker): void {
    if (this.#running?.worker !== worker) return
    this.#running = null
    for (const stream of this.#streams.values()) stream.destroy(new Error('The embedded database ended unexpectedly.'))
    this.#streams.clear()
  }
}
