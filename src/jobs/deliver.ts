import { signatureHeader, signWebhook } from '../guard/webhook.ts'
import { SallyportError } from '../core/errors.ts'
import type { Delivery } from '../store/repositories/webhooks.ts'
import { rows, type House } from './house.ts'

/** Minutes until the next try, after each failed one; then it is given up. */
const retryMinutes = [1, 5, 30, 120, 720]

/**
 * Sends what is due to the webhooks of an organisation: signed, one after the other, each on its own clock. The
 * receiver checks signature, time and id (docs/operations.md).
 */
export async function deliver(house: House, org: string): Promise<void> {
  const { webhooks } = rows(house)
  const addresses = new Map((await webhooks.list(org)).map(({ id, url }) => [id, url]))
  for (const delivery of await webhooks.due(org, 50)) {
    const url = addresses.get(delivery.webhook)
    const secret = await webhooks.secret(org, delivery.webhook)
    const status = url === undefined || secret === null ? null : await send(house, url, secret, delivery)
    const delivered = status !== null && status >= 200 && status < 300
    const wait = retryMinutes[delivery.attempts]
    await webhooks.attempted(org, delivery.id, { delivered, status, nextAt: delivered || wait === undefined ? null : house.clock.now() + wait * 60_000 })
  }
}

/** @returns the status it answered with, or null when it could not be reached or may not be */
async function send(house: House, url: string, secret: string, delivery: Delivery): Promise<number | null> {
  const body = JSON.stringify({ id: delivery.id, event: delivery.event, data: delivery.body })
  try {
    const headers = { 'content-type': 'application/json', [signatureHeader]: signWebhook(body, delivery.id, [secret], house.clock) }
    return (await house.fetch(url, { method: 'POST', headers, body, maxBytes: 64_000 })).status
  } catch (error) {
    if (error instanceof SallyportError) return null
    throw error
  }
}
