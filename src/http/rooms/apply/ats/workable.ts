import { z } from 'zod'
import { ask, download, mustMatch, part, type Ats } from './ats.ts'

const event = z.looseObject({
  id: z.string().max(100),
  event_type: z.literal('candidate_created'),
  fired_at: z.string(),
  data: z.looseObject({ id: z.string(), name: z.string().nullish(), resume_url: z.string().nullish() }),
})
const about = z.looseObject({ id: z.string().max(100), fired_at: z.string() })
const candidate = z.looseObject({ candidate: z.looseObject({ resume_url: z.url({ protocol: /^https?$/ }).nullish() }) })

/**
 * Workable. `X-Workable-Signature: <hex>` over the raw body, which carries its id and its time.
 *
 * @see workable.readme.io: "Webhook Subscriptions", "The candidate"
 */
export const workable: Ats = {
  id: 'workable',
  verify(body, headers, secret) {
    mustMatch(headers['x-workable-signature']?.replace(/^sha256=/, ''), body, secret)
    const told = part(about, JSON.parse(body))
    const at = Date.parse(told?.fired_at ?? '')
    return { id: told?.id ?? '', at: Number.isNaN(at) ? null : at }
  },
  read(body) {
    const said = part(event, body)
    if (said === null) return null
    const url = part(z.url({ protocol: /^https?$/ }), said.data.resume_url)
    return { candidate: said.data.id, application: null, name: said.data.name ?? null, file: url === null ? null : { url, name: nameIn(url) }, handle: null }
  },
  async resume({ candidate: who, file }, { api, apiKey }, fetch) {
    if (file !== null) {
      const got = await download(fetch, file.url, file.name).catch(() => null)
      if (got !== null || apiKey === null) return got
    }
    if (apiKey === null) return null
    const url = part(candidate, await ask(fetch, `${api}/candidates/${encodeURIComponent(who)}`, { authorization: `Bearer ${apiKey}` }))?.candidate.resume_url
    return url === null || url === undefined ? null : download(fetch, url, nameIn(url))
  },
}

function nameIn(url: string): string {
  const last = decodeURIComponent(new URL(url).pathname.split('/').pop() ?? '').slice(-200)
  return last === '' ? 'resume.pdf' : last
}
