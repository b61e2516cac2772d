import { Bot, type Context } from 'grammy'
import { answerTo, takeReport } from '../../../jobs/messages/report.ts'
import type { Keeper } from '../room.ts'

export interface TelegramSettings {
  readonly token: string
  /** Numeric ids of people who may report; numbers stay when names change. Everybody else gets no answer. */
  readonly reporters: ReadonlySet<string>
  /** Address of the Bot API; another one for a Bot API server of one's own. */
  readonly api: string
}

const patience = 50_000
/** Telegram's own limit for bots. */
const mostBytes = 20 << 20

/**
 * The bot: forward it a message, a screenshot or a file, and it answers what the rules say. It reads only private chats
 * with people on the list; what a stranger writes is neither kept nor answered.
 *
 * @returns ends the polling
 */
export function listenTelegram({ house, org, report }: Keeper, settings: TelegramSettings): () => Promise<void> {
  const bot = new Bot(settings.token, { client: { apiRoot: settings.api } })
  bot.on('message', async (context) => {
    const id = String(context.from.id)
    if (context.chat.type !== 'private' || !settings.reporters.has(id)) return
    if (context.message.text?.startsWith('/start') === true) {
      await context.reply('Forward me the message, a screenshot or the file. I answer within a minute.')
      return
    }
    const content = await contentOf(context, settings)
    if (content === null) {
      await context.reply('I could not read that. Forward the text, a picture or a file of at most 20 MB.')
      return
    }
    const { evidence } = await takeReport(house, org, { ...content, channel: 'telegram', platform: 'telegram', reporter: `telegram:${id}` })
    const reply = await answerTo(house, org, evidence, patience)
    // Plain text, no preview: the answer must not make a link out of what it speaks of.
    await context.reply(reply === null ? 'Received. A colleague will look at it.' : `${reply.subject}\n\n${reply.text}`, { link_preview_options: { is_disabled: true } })
  })
  bot.catch(({ error }) => report(error instanceof Error ? error : new Error(String(error))))
  const running = bot.start({ allowed_updates: ['message'] }).catch((error: unknown) => report(error as Error))
  return async () => {
    await bot.stop()
    await running
  }
}

async function contentOf(context: Context, { api, token }: TelegramSettings): Promise<{ name: string; bytes: Uint8Array } | null> {
  const { message } = context
  if (message === undefined) return null
  const file = message.document ?? message.photo?.at(-1)
  if (file !== undefined) {
    const { file_path: path, file_size: size } = await context.api.getFile(file.file_id)
    if (path === undefined || (size ?? 0) > mostBytes) return null
    const answer = await fetch(`${api}/file/bot${token}/${path}`)
    if (!answer.ok) return null
    const name = message.document?.file_name ?? 'screenshot.jpg'
    return { name, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
  const text = message.text ?? message.caption
  return text === undefined ? null : { name: 'paste.txt', bytes: new TextEncoder().encode(`Platform: Telegram\n${withTargets(text, message.entities ?? [])}`) }
}

/** "zoom.us" that leads elsewhere is kept as both: what is shown and where it leads. */
function withTargets(text: string, entities: readonly { type: string; offset: number; length: number; url?: string }[]): string {
  let out = text
  for (const { type, offset, length, url } of entities.toReversed())
    if (type === 'text_link' && url !== undefined) out = `${out.slice(0, offset)}[${out.slice(offset, offset + length)}](${url})${out.slice(offset + length)}`
  return out
}
