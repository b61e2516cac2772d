import { Bot, GrammyError, InputFile } from 'grammy'
import { SallyportError } from '../../core/errors.ts'
import type { Advisory } from '../advisory/advisory.ts'
import type { Tlp } from '../chat/draft.ts'
import { readMessage } from '../chat/read-message.ts'
import type { ReadMessage } from '../chat/draft.ts'
import type { SignedFile } from '../advisory/signed.ts'
import { advisoryText, escapeHtml, isAdvisoryText } from '../export/message.ts'
import { mustBeReleasable } from '../marking/release.ts'

export interface TelegramGroup {
  readonly id: number
  readonly name: string
  readonly clearance: Tlp
  readonly outsiders: boolean
  /** Who may write drafts into our inbox; empty: every member. */
  readonly users: readonly number[]
}

export interface InboundDraft {
  readonly group: number
  readonly message: number
  readonly from: string
  readonly at: number
  readonly text: string
  readonly read: ReadMessage
  /** The message was edited: the draft replaces the one before. */
  readonly edited: boolean
}

export interface TelegramOptions {
  readonly token: string
  /** Another server of the Bot API: one's own, or the fake one of the tests. */
  readonly apiRoot?: string
  readonly groups: readonly TelegramGroup[]
  readonly draft: (draft: InboundDraft) => Promise<void>
  /** A signed advisory was posted: bundle and signature, both read. Nothing is verified yet. */
  readonly file?: (file: { readonly group: number; readonly from: string; readonly file: SignedFile }) => Promise<void>
}

/** Advisory files that go with a message. */
export interface Attachment {
  readonly name: string
  readonly bytes: Uint8Array
}

const longestFile = 4 * 1024 * 1024

/** Reads groups by long polling and posts advisories into them. What it reads is data: a draft for a person, never more. */
export class TelegramBridge {
  #bot: Bot
  #options: TelegramOptions
  #running: Promise<void> | null = null
  /** Halves of signed advisories, by group and name. */
  #halves = new Map<string, { readonly bytes?: Uint8Array; readonly signature?: string }>()

  constructor(options: TelegramOptions) {
    this.#options = options
    this.#bot = new Bot(options.token, options.apiRoot === undefined ? {} : { client: { apiRoot: options.apiRoot } })
    this.#bot.on(['message', 'edited_message'], (context) =>
      this.#received(context.msg, context.editedMessage !== undefined),
    )
    // One message that cannot be read must not stop the others.
    this.#bot.catch(() => undefined)
  }

  async start(): Promise<void> {
    await this.#bot.init()
    this.#running = this.#bot.start({ allowed_updates: ['message', 'edited_message'], timeout: 25 })
  }

  async stop(): Promise<void> {
    await this.#bot.stop()
    await this.#running
  }

  /**
   * Posts an approved advisory.
   *
   * @param replaces message id of an earlier revision: it is edited, and the new one answers it
   * @returns the message's id, to revise and revoke it by
   * @throws SP_CIRCLE_MARKING when the group may not have it; SP_FETCH_FAILED
   */
  async post(
    group: number,
    advisory: Advisory,
    words: string,
    attachments: readonly Attachment[],
    replaces: number | null = null,
  ): Promise<number> {
    const to = this.#options.groups.find((one) => one.id === group)
    if (to === undefined) throw new SallyportError('SP_NOT_FOUND', 'This group is not on the list.')
    if (advisory.state !== 'approved' && advisory.state !== 'sent' && advisory.state !== 'revoked')
      throw new SallyportError('SP_CONFLICT', 'Only an approved advisory is posted.')
    mustBeReleasable(
      { tlp: advisory.tlp, addressed: advisory.addressed },
      { name: to.name, kind: 'group', clearance: to.clearance, outsiders: to.outsiders },
    )
    const text = escapeHtml(advisoryText(advisory, words))
    const more = { parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } }
    if (replaces !== null) await this.#patiently(() => this.#bot.api.editMessageText(group, replaces, text, more))
    const sent = await this.#patiently(() =>
      this.#bot.api.sendMessage(group, text, {
        ...more,
        ...(replaces === null ? {} : { reply_parameters: { message_id: replaces } }),
      }),
    )
    for (const one of attachments)
      await this.#patiently(() =>
        this.#bot.api.sendDocument(group, new InputFile(one.bytes, one.name), {
          reply_parameters: { message_id: sent.message_id },
        }),
      )
    return sent.message_id
  }

  async #received(
    message: {
      chat: { id: number }
      message_id: number
      date: number
      text?: string
      caption?: string
      from?: { id: number; username?: string; first_name?: string }
      document?: { file_id: string; file_name?: string; file_size?: number }
    },
    edited: boolean,
  ): Promise<void> {
    const group = this.#options.groups.find((one) => one.id === message.chat.id)
    if (group === undefined) return
    // Whoever posts a signed file: its signature says whose it is, not the account that posted it.
    if (message.document !== undefined) await this.#document(group.id, message.document, message.from)
    const text = message.text ?? message.caption ?? ''
    if (text === '' || (group.users.length > 0 && !group.users.includes(message.from?.id ?? 0))) return
    // The text beside a signed advisory: the file is what counts.
    if (isAdvisoryText(text)) return
    const read = readMessage(text)
    // Nothing to draft, unless the edit took out what was there.
    if (read.indicators.length === 0 && !edited) return
    await this.#options.draft({
      group: group.id,
      message: message.message_id,
      from: message.from?.username ?? String(message.from?.id ?? ''),
      at: message.date * 1000,
      text,
      read,
      edited,
    })
  }

  async #document(
    group: number,
    document: { file_id: string; file_name?: string; file_size?: number },
    from: { id: number; username?: string } | undefined,
  ): Promise<void> {
    const found = /^([0-9a-f-]{36})\.stix\.json(\.minisig)?$/.exec(document.file_name ?? '')
    if (found === null || this.#options.file === undefined || (document.file_size ?? 0) > longestFile) return
    const bytes = await this.#download(document.file_id)
    const key = `${group} ${found[1]}`
    const before = this.#halves.get(key) ?? {}
    const now = found[2] === undefined ? { ...before, bytes } : { ...before, signature: Buffer.from(bytes).toString('utf8') }
    if (now.bytes === undefined || now.signature === undefined) {
      if (this.#halves.size > 100) this.#halves.clear()
      this.#halves.set(key, now)
      return
    }
    this.#halves.delete(key)
    await this.#options.file({ group, from: from?.username ?? String(from?.id ?? ''), file: { bytes: now.bytes, signature: now.signature } })
  }

  /** From the Bot API's own host, which the operator chose. */
  async #download(id: string): Promise<Uint8Array> {
    const { file_path: path = '' } = await this.#patiently(() => this.#bot.api.getFile(id))
    if (!/^[\w./-]{1,300}$/.test(path) || path.includes('..')) throw new SallyportError('SP_FETCH_FAILED', 'Telegram named no file.')
    const root = this.#options.apiRoot ?? 'https://api.telegram.org'
    const response = await fetch(`${root}/file/bot${this.#options.token}/${path}`, { redirect: 'error', signal: AbortSignal.timeout(30_000) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!response.ok || bytes.length > longestFile) throw new SallyportError('SP_FETCH_FAILED', 'The file could not be read.')
    return bytes
  }

  /** Waits as long as Telegram says, three times, then gives up. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        const wait =
          error instanceof GrammyError && error.error_code === 429 ? (error.parameters.retry_after ?? 1) : null
        if (wait === null || attempt === 3 || wait > 60)
          throw new SallyportError(
            'SP_FETCH_FAILED',
            error instanceof GrammyError ? `Telegram refused: ${error.description}` : 'Telegram did not answer.',
            {},
            { cause: error },
          )
        await new Promise((resolve) => setTimeout(resolve, wait * 1000))
      }
    }
  }
}
