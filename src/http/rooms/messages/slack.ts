import { createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { headerSafe, type ReporterReply } from '../../../doors/messages/reply.ts'
import { answerTo, takeReport } from '../../../jobs/messages/report.ts'
import type { Keeper } from '../room.ts'

/** Requests older than this are a replay. */
const freshSeconds = 300
/** Slack gives three seconds; what takes longer is sent to its response address. */
const patience = 2_200
const latePatience = 50_000

/**
 * `POST /hooks/messages/slack`: the command `/report <text or link>` of Slack and of everything that speaks its format
 * (Mattermost, Rocket.Chat). Signed with the app's secret (v0); an unsigned request learns nothing.
 */
export function slackPage({ house, org, limit, report }: Keeper, secret: string): Hono {
  const app = new Hono()
  app.post('/hooks/messages/slack', async (context) => {
    const raw = await context.req.text()
    if (raw.length > 100_000 || !signed(raw, context.req.header('x-slack-request-timestamp'), context.req.header('x-slack-signature'), secret, house.clock.now()))
      return context.text('', 401)
    const form = new URLSearchParams(raw)
    const user = form.get('user_id') ?? ''
    await limit(`slack/${user}`, { burst: 20, perMinute: 10 })
    const text = (form.get('text') ?? '').trim()
    if (text === '') return context.json(said('Write the message or the link after the command: /report <what you received>'))
    const { evidence } = await takeReport(house, org, { name: 'paste.txt', bytes: new TextEncoder().encode(text), channel: 'slack', platform: null, reporter: user === '' ? null : `slack:${user}` })
    const now = await answerTo(house, org, evidence, patience)
    if (now !== null) return context.json(said(words(now)))
    const later = form.get('response_url') ?? ''
    if (later !== '')
      void answerTo(house, org, evidence, latePatience)
        .then((reply) => (reply === null ? undefined : tellLater(house.fetch, later, words(reply))))
        .catch(report)
    return context.json(said('Received, thank you. The answer follows here in a moment. Do not open or run anything in it until then.'))
  })
  return app
}

/** Only Slack's own address is answered: a forged `response_url` sends nothing anywhere. */
async function tellLater(fetch: Keeper['house']['fetch'], address: string, text: string): Promise<void> {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.hostname !== 'hooks.slack.com') return
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said(text)) } as never)
}

/** Seen by the reporter alone; links are not unfolded, nothing is read as markup. */
function said(text: string): Record<string, unknown> {
  return { response_type: 'ephemeral', text, mrkdwn: false, unfurl_links: false }
}

function words({ subject, text }: ReporterReply): string {
  // `<!channel>` and the like must stay letters.
  return `${headerSafe(subject)}\n\n${text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').slice(0, 3_000)
}

export function signed(body: string, timestamp: string | undefined, signature: string | undefined, secret: string, now: number): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{9,11}$/.test(timestamp)) return false
  if (Math.abs(now / 1000 - Number(timestamp)) > freshSeconds) return false
  const wanted = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`)
  const given = Buffer.from(signature)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
