import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import { signatureHeader, signWebhook } from '../../guard/webhook.ts'
import type { Advisory } from '../advisory/advisory.ts'
import type { Given } from '../desk/desk.ts'
import { advisoryText } from '../export/message.ts'

/** How a webhook is reached: `safeFetch` in use. */
export type Post = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<{ readonly status: number }>

/** A Slack-compatible incoming webhook: the short defanged text, nothing to click. @throws SP_FETCH_FAILED */
export async function giveToSlack(post: Post, url: string, advisory: Advisory, words: string): Promise<null> {
  const text = advisoryText(advisory, words).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const body = JSON.stringify({ text, mrkdwn: false, unfurl_links: false, unfurl_media: false })
  return taken(await post(url, { headers: { 'content-type': 'application/json' }, body }))
}

/** A generic webhook: the bundle and its signature, the delivery signed with the shared secret. @throws SP_FETCH_FAILED */
export async function giveToWebhook(post: Post, to: { url: string; secret: string }, given: Given, advisory: Advisory, clock: Clock): Promise<null> {
  const body = JSON.stringify({
    event: 'advisory',
    advisory: advisory.id,
    revision: advisory.revision,
    state: advisory.state,
    tlp: advisory.tlp,
    bundle: Buffer.from(given.file.bytes).toString('base64'),
    minisig: given.file.signature,
  })
  // The same for each try, so that a receiver tells a repeat from a new one.
  const id = `${advisory.id}-${advisory.revision}`
  const headers = { 'content-type': 'application/json', [signatureHeader]: signWebhook(body, id, [to.secret], clock) }
  return taken(await post(to.url, { headers, body }))
}

function taken({ status }: { readonly status: number }): null {
  if (status < 200 || status > 299) throw new SallyportError('SP_FETCH_FAILED', `The webhook answered ${status}.`, { status })
  return null
}
