import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Update {
  readonly update_id: number
  readonly message?: object
  readonly edited_message?: object
}

/**
 * A fake Bot API on loopback with one group in it. What one bot posts, every other bot and the test see; a real server
 * shows bots each other's messages only where that was switched on.
 */
export class FakeBotApi {
  readonly sent: { token: string; method: string; text: string; file: { name: string; bytes: Buffer } | null; replyTo: number | null }[] = []
  #waiting = new Map<string, Update[]>()
  #files = new Map<string, Buffer>()
  #server: Server
  #count = 100
  #polling = new Set<NodeJS.Timeout>()

  constructor() {
    this.#server = createServer((request, response) => {
      const [, kind = '', token = '', ...rest] = /^\/(file\/)?bot([^/]+)\/(.*)$/.exec((request.url ?? '').split('?')[0] as string) ?? []
      const path = rest.join('/')
      if (kind !== '') {
        const file = this.#files.get(path)
        return void response.writeHead(file === undefined ? 404 : 200).end(file)
      }
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => void this.#answer(token, path, Buffer.concat(parts), request.headers['content-type'] ?? '').then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result: body }))))
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => {
      this.#server.listen(0, '127.0.0.1', done)
    })
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    for (const timer of this.#polling) clearTimeout(timer)
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** A person writes into the group. */
  write(chat: number, from: { id: number; username: string }, text: string): void {
    const message = { message_id: (this.#count += 1), date: 1_790_000_000, chat: { id: chat, type: 'group', title: 'desk' }, from: { ...from, is_bot: false, first_name: 'P' }, text }
    for (const token of this.#waiting.keys()) this.#push(token, { message })
  }

  #push(token: string, update: Omit<Update, 'update_id'>): void {
    this.#waiting.set(token, [...(this.#waiting.get(token) ?? []), { update_id: (this.#count += 1), ...update }])
  }

  async #answer(token: string, method: string, body: Buffer, type: string): Promise<unknown> {
    if (method === 'getMe') {
      if (!this.#waiting.has(token)) this.#waiting.set(token, [])
      return { id: Number(token.split(':')[0]), is_bot: true, first_name: 'b', username: `b${token.split(':')[0]}_bot` }
    }
    if (method === 'getUpdates') {
      const due = this.#waiting.get(token) ?? []
      this.#waiting.set(token, [])
      if (due.length === 0)
        await new Promise<void>((done) => {
          const timer = setTimeout(() => (this.#polling.delete(timer), done()), 30)
          this.#polling.add(timer)
        })
      return due
    }
    if (method === 'getFile') return { file_id: 'x', file_path: JSON.parse(body.toString()).file_id as string }
    if (method !== 'sendMessage' && method !== 'sendDocument' && method !== 'editMessageText') return true
    const form = type.startsWith('multipart/') ? await multipart(body, type) : new Map(Object.entries(JSON.parse(body.toString()) as Record<string, unknown>))
    const chat = Number(form.get('chat_id'))
    const upload = [...form.values()].find((value): value is { name: string; bytes: Buffer } => typeof value === 'object' && value !== null && 'bytes' in value) ?? null
    const reply = form.get('reply_parameters')
    const replyTo = reply === undefined ? null : Number((typeof reply === 'string' ? (JSON.parse(reply) as { message_id: number }) : (reply as { message_id: number })).message_id)
    const text = String(form.get('text') ?? '')
    this.sent.push({ token, method, text, file: upload, replyTo })
    const id = (this.#count += 1)
    const message: Record<string, unknown> = { message_id: id, date: 1_790_000_000, chat: { id: chat, type: 'group', title: 'desk' }, from: { id: Number(token.split(':')[0]), is_bot: true, first_name: 'b', username: `b${token.split(':')[0]}_bot` } }
    if (upload === null) message['text'] = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    else {
      const path = `documents/${id}.bin`
      this.#files.set(path, upload.bytes)
      message['document'] = { file_id: path, file_unique_id: path, file_name: upload.name, file_size: upload.bytes.length }
    }
    for (const other of this.#waiting.keys()) if (other !== token && method !== 'editMessageText') this.#push(other, { message })
    return message
  }
}

async function multipart(body: Buffer, type: string): Promise<Map<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const out = new Map<string, unknown>()
  for (const [name, value] of form) out.set(name, typeof value === 'string' ? value : { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
  return out
}
