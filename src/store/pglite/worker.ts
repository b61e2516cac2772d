/**
 * The embedded database in a thread of its own. In the main thread its queries would chain in microtasks, and no timer
 * or socket would be served while they run.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts'

const port = parentPort
if (port === null) throw new Error('This module runs in a worker thread only.')

const say = (message: FromWorker): void => {
  if ('bytes' in message) port.postMessage(message, [message.bytes.buffer as ArrayBuffer])
  else port.postMessage(message)
}

async function open(start: WorkerStart): Promise<PGlite> {
  const from = start.template === null ? {} : { loadDataDir: new Blob([start.template as Uint8Array<ArrayBuffer>]) }
  const database = await PGlite.create({
    ...(start.folder === null ? { dataDir: 'memory://' } : { dataDir: start.folder }),
    // Small WAL segments: a fresh folder takes 29 MB instead of 40, and a template of it 1 MB.
    initDbStartParams: ['--wal-segsize=1'],
    ...from,
  })
  await database.exec('select 1')
  return database
}

async function answer(database: PGlite, message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'protocol': {
      try {
        const bytes = await database.execProtocolRaw(message.bytes)
        say({ type: 'protocol', connection: message.connection, bytes: owned(bytes) })
      } catch (error) {
        say({ type: 'broken', connection: message.connection, message: String(error) })
      }
      return
    }
    case 'reset': {
      // Whatever the last connection left behind: an open transaction, prepared statements, settings.
      await database.exec('rollback').catch(() => undefined)
      await database.exec('discard all').catch(() => undefined)
      return
    }
    case 'dump': {
      const file = await database.dumpDataDir('none')
      say({ type: 'dumped', request: message.request, bytes: new Uint8Array(await file.arrayBuffer()) })
      return
    }
    case 'close': {
      await database.close().catch(() => undefined)
      say({ type: 'closed' })
      port?.close()
    }
  }
}

/** A copy when the bytes are a window on a larger buffer, which must not be transferred away. */
function owned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}

try {
  const database = await open(workerData as WorkerStart)
  let turn: Promise<void> = Promise.resolve()
  port.on('message', (message: ToWorker) => {
    turn = turn.then(() => answer(database, message))
  })
  say({ type: 'ready' })
} catch (error) {
  say({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  port.close()
}
