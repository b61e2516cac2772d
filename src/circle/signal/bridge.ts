import { connect, type Socket } from 'node:net'
import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Advisory } from '../advisory/advisory.ts'
import type { ReadMessage, Tlp } from '../chat/draft.ts'
import { readMessage } from '../chat/read-message.ts'
import { advisoryText } from '../export/message.ts'
import { mustBeReleasable } from '../marking/release.ts'

export interface SignalGroup {
  /** Base64 id, as signal-cli names it. */
  readonly id: string
  readonly name: string
  readonly clearance: Tlp
  readonly outsiders: boolean
}

export interface SignalOptions {
  /** Where the separate signal-cli daemon listens (`daemon --tcp`). Its account is a linked device of a person's own. */
  readonly host: string
  readonly port: number
  readonly groups: readonly SignalGroup[]
  readonly draft: (draft: { group: string; at: number; from: string; text: string; read: ReadMessage }) => Promise<void>
  /** Told when a person must act: a captcha, a changed safety number, a rate limit of a day. */
  readonly needsPerson: (what: string) => void
}

interface RpcAnswer {
  readonly id?: string
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
  readonly method?: string
  readonly params?: unknown
}

/** What the daemon's errors ask of a person. @see signal-cli-jsonrpc(5) */
const personal: Readonly<Record<number, string>> = {
  [-4]: 'A safety number changed: compare it with its owner and trust it in signal-cli.',
  [-5]: 'Signal slowed the account down. Wait; it may take a day.',
  [-6]: 'Signal wants a captcha solved for the account.',
}

const answersWithin = 30_000
/** The daemon's lines carry attachments; a longer one is not from it. */
const longestLine = 20_000_000

/** Speaks signal-cli's JSON-RPC over a socket, a line a message. */
export class SignalBridge {
  #options: SignalOptions
  #socket: Socket | null = null
  #waiting = new Map<string, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  #count = 0
  #rest = ''

  constructor(options: SignalOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const socket = connect({ host: this.#options.host, port: this.#options.port })
    this.#socket = socket
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#read(text))
    socket.on('close', () => this.#lost('The Signal daemon closed the connection.'))
    await new Promise<void>((done, failed) => {
      socket.once('connect', done)
      socket.once('error', (error) =>
        failed(new SallyportError('SP_FETCH_FAILED', `The Signal daemon is not there: ${messageOf(error)}`)),
      )
    })
    socket.on('error', () => undefined)
  }

  stop(): void {
    this.#socket?.destroy()
    this.#lost('Stopped.')
  }

  /** @returns the message's time stamp, which is its name in Signal @throws SP_CIRCLE_MARKING, SP_FETCH_FAILED */
  async post(
    group: string,
    advisory: Advisory,
    words: string,
    attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): Promise<number> {
    const to = this.#options.groups.find((one) => one.id === group)
    if (to === undefined) throw new SallyportError('SP_NOT_FOUND', 'This group is not on the list.')
    if (advisory.state !== 'approved' && advisory.state !== 'sent' && advisory.state !== 'revoked')
      throw new SallyportError('SP_CONFLICT', 'Only an approved advisory is posted.')
    mustBeReleasable(
      { tlp: advisory.tlp, addressed: advisory.addressed },
      { name: to.name, kind: 'group', clearance: to.clearance, outsiders: to.outsiders },
    )
    const files = attachments.map(
      (one) =>
        `data:application/octet-stream;filename=${encodeURIComponent(one.name)};base64,${Buffer.from(one.bytes).toString('base64')}`,
    )
    const result = (await this.#call('send', {
      groupId: group,
      message: advisoryText(advisory, words),
      ...(files.length === 0 ? {} : { attachments: files }),
    })) as { timestamp?: number } | null
    return Number(result?.timestamp ?? 0)
  }

  #call(method: string, params: unknown): Promise<unknown> {
    const id = String((this.#count += 1))
    return new Promise((done, failed) => {
      if (this.#socket === null || this.#socket.destroyed) {
        failed(new SallyportError('SP_FETCH_FAILED', 'The Signal daemon is not connected.'))
        return
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        failed(new SallyportError('SP_FETCH_FAILED', 'The Signal daemon did not answer.'))
      }, answersWithin)
      this.#waiting.set(id, {
        done: (value) => (clearTimeout(timer), done(value)),
        failed: (error) => (clearTimeout(timer), failed(error)),
      })
      this.#socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    })
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    if (this.#rest.length > longestLine) this.#socket?.destroy()
    for (const line of lines) {
      try {
        this.#line(JSON.parse(line) as RpcAnswer)
      } catch {
        // A line that is no JSON is no message; the next one may be.
      }
    }
  }

  #line(answer: RpcAnswer): void {
    if (answer.method === 'receive') {
      void this.#received(answer.params)
      return
    }
    const waiting = this.#waiting.get(answer.id ?? '')
    if (waiting === undefined) return
    this.#waiting.delete(answer.id as string)
    if (answer.error === undefined) {
      waiting.done(answer.result)
      return
    }
    const what = personal[answer.error.code]
    if (what !== undefined) this.#options.needsPerson(what)
    waiting.failed(new SallyportError('SP_FETCH_FAILED', what ?? `Signal refused: ${answer.error.message}`))
  }

  async #received(params: unknown): Promise<void> {
    const envelope = (
      params as {
        envelope?: {
          source?: unknown
          timestamp?: unknown
          dataMessage?: { message?: unknown; groupInfo?: { groupId?: unknown } }
        }
      } | null
    )?.envelope
    const group = envelope?.dataMessage?.groupInfo?.groupId
    const text = envelope?.dataMessage?.message
    if (typeof text !== 'string' || !this.#options.groups.some((one) => one.id === group)) return
    const read = readMessage(text)
    if (read.indicators.length > 0)
      await this.#options.draft({
        group: group as string,
        at: Number(envelope?.timestamp ?? 0),
        from: String(envelope?.source ?? ''),
        text,
        read,
      })
  }

  #lost(why: string): void {
    for (const waiting of this.#waiting.values()) waiting.failed(new SallyportError('SP_FETCH_FAILED', why))
    this.#waiting.clear()
  }
}
