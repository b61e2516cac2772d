import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { SallyportError } from '../../core/errors.ts'
import { deriveKey, type MasterKeys } from '../vault/master-keys.ts'

/**
 * The encrypted stream of a backup: one line of JSON in the clear (what it is, salt, id of the master key), then parts:
 * length (4 bytes) · ciphertext · tag (16). AES-256-GCM under a key derived for this one file; the nonce counts the
 * parts and the last one is marked in what is authenticated, so that a part cannot be left out, moved or cut off.
 */
const format = 1
const partBytes = 1024 * 1024
/** A part larger than this was not written by us. */
const partLimit = 64 * 1024 * 1024

interface Head {
  readonly sallyport: 'backup'
  readonly format: number
  readonly master: string
  readonly salt: string
}

export async function* encrypted(lines: AsyncIterable<string>, keys: MasterKeys): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(32).toString('hex')
  const head: Head = { sallyport: 'backup', format, master: keys.current.id, salt }
  const headLine = `${JSON.stringify(head)}\n`
  yield Buffer.from(headLine)
  const key = deriveKey(keys.current, salt, 'backup')
  let count = 0
  const part = (plain: string, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(count++))
    cipher.setAAD(Buffer.from(`${headLine}${last ? 'last' : 'more'}`))
    const packed = zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    const body = Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, body])
  }
  let waiting: string[] = []
  let size = 0
  for await (const line of lines) {
    waiting.push(line, '\n')
    size += line.length + 1
    if (size < partBytes) continue
    yield part(waiting.join(''), false)
    waiting = []
    size = 0
  }
  yield part(waiting.join(''), true)
}

/** @throws SP_BACKUP_UNREADABLE when it is no backup, was changed or cut off, or was made under another key */
export async function* decrypted(source: AsyncIterable<Uint8Array>, keys: MasterKeys): AsyncGenerator<string> {
  const input = new Input(source)
  const headLine = await input.line()
  const head = readHead(headLine)
  const master = keys.all.get(head.master)
  if (master === undefined) throw unreadable('It was made under a master key that the key file does not hold.')
  const key = deriveKey(master, head.salt, 'backup')
  let rest = ''
  for (let count = 0; ; count++) {
    const length = (await input.exactly(4)).readUInt32BE()
    if (length < 16 || length > partLimit) throw unreadable('A part has an impossible length.')
    const body = await input.exactly(length)
    const last = await input.atEnd()
    const lines = `${rest}${open(key, count, body, headLine, last)}`.split('\n')
    rest = lines.pop() as string
    yield* lines
    if (last) break
  }
  if (rest !== '') throw unreadable('The last line is cut off.')
}

function open(key: Buffer, count: number, body: Buffer, headLine: string, last: boolean): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(count))
    decipher.setAAD(Buffer.from(`${headLine}${last ? 'last' : 'more'}`))
    decipher.setAuthTag(body.subarray(-16))
    const packed = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()])
    return zstdDecompressSync(packed).toString()
  } catch (error) {
    throw unreadable('A part was changed, or the file is cut off.', error)
  }
}

function readHead(line: string): Head {
  try {
    const head = JSON.parse(line) as Head
    if (head.sallyport === 'backup' && head.format <= format) return head
  } catch {
    // falls through to the one message below
  }
  throw unreadable('It does not begin as a backup of this version does.')
}

function nonceOf(count: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(count), 4)
  return nonce
}

export function unreadable(why: string, cause?: unknown): SallyportError {
  return new SallyportError('SP_BACKUP_UNREADABLE', `The backup cannot be read. ${why}`, {}, { cause })
}

/** Bytes by count from a stream of chunks. Chunks are joined when enough are there, not one by one. */
class Input {
  #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array[] = []
  #size = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  async line(): Promise<string> {
    while (!this.#held.some((chunk) => chunk.includes(10))) {
      if (this.#size > 4_096 || !(await this.#more())) throw unreadable('It has no head.')
    }
    return this.#take(this.#joined().indexOf(10) + 1).toString()
  }

  async exactly(count: number): Promise<Buffer> {
    while (this.#size < count) if (!(await this.#more())) throw unreadable('It is cut off.')
    return this.#take(count)
  }

  async atEnd(): Promise<boolean> {
    return this.#size === 0 && !(await this.#more())
  }

  #joined(): Buffer {
    const all = Buffer.concat(this.#held)
    this.#held = [all]
    return all
  }

  #take(count: number): Buffer {
    const all = this.#joined()
    this.#held = [all.subarray(count)]
    this.#size -= count
    return all.subarray(0, count)
  }

  async #more(): Promise<boolean> {
    for (;;) {
      const next = await this.#chunks.next()
      if (next.done === true) return false
      if (next.value.length === 0) continue
      this.#held.push(next.value)
      this.#size += next.value.length
      return true
    }
  }
}
