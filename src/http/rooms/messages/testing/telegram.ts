import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of the Bot API as a polling bot needs. */
export interface FakeTelegram {
  readonly url: string
  readonly sent: { readonly chat: number; readonly text: string }[]
  write(from: number, message: Record<string, unknown>): void
  close(): Promise<void>
}

export async function fakeTelegram(token: string, files: Readonly<Record<string, Uint8Array>> = {}): Promise<FakeTelegram> {
  const updates: Record<string, unknown>[] = []
  const sent: { chat: number; text: string }[] = []
  let next = 1
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const file = path.startsWith(`/file/bot${token}/`) ? files[path.slice(`/file/bot${token}/`.length)] : undefined
      if (file !== undefined) return void response.end(file)
      const method = path.startsWith(`/bot${token}/`) ? path.slice(`/bot${token}/`.length) : null
      const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>)
      const ok = (result: unknown): void => void response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
      if (method === null) response.writeHead(404).end()
      else if (method === 'getMe') ok({ id: 1, is_bot: true, first_name: 'Reports', username: 'reports_bot' })
      else if (method === 'getUpdates') {
        const offset = Number(body['offset'] ?? 0)
        const fresh = updates.filter((update) => Number(update['update_id']) >= offset)
        setTimeout(() => ok(fresh), fresh.length > 0 ? 0 : 60)
      } else if (method === 'sendMessage') {
        sent.push({ chat: Number(body['chat_id']), text: String(body['text']) })
        ok({ message_id: 1, date: 0, chat: { id: body['chat_id'], type: 'private' } })
      } else if (method === 'getFile') ok({ file_id: body['file_id'], file_unique_id: 'u', file_path: String(body['file_id']), file_size: 100 })
      else ok(true)
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    write(from, message) {
      updates.push({ update_id: next, message: { message_id: next, date: 0, from: { id: from, is_bot: false, first_name: 'x' }, chat: { id: from, type: 'private', first_name: 'x' }, ...message } })
      next += 1
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
