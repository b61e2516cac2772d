import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ask, basic, download, mustMatch, part, type Ats, type AtsSettings, type ClientInfo } from './ats.ts'

const text = z.string()
const handle = z.looseObject({ handle: text.optional(), name: text.optional() })
const submitted = z.looseObject({
  action: z.literal('applicationSubmit'),
  data: z.looseObject({
    application: z.looseObject({ id: text, candidate: z.looseObject({ id: text, name: text.nullish(), resumeFileHandle: handle.nullish() }) }),
  }),
})

/**
 * Ashby. Signs the raw body: `Ashby-Signature: sha256=<hex>`; its API takes the key as user name.
 *
 * @see developers.ashbyhq.com: "Setting up Webhooks", candidate.info, file.info, candidate.listClientInfo,
 *   candidate.setFraudStatus
 */
export const ashby: Ats = {
  id: 'ashby',
  verify(body, headers, secret) {
    mustMatch(headers['ashby-signature']?.replace(/^sha256=/, ''), body, secret)
    // There is neither an id nor a time in a delivery: the same body is the same delivery.
    return { id: createHash('sha256').update(body).digest('hex').slice(0, 32), at: null }
  },
  read(body) {
    const event = part(submitted, body)
    if (event === null) return null
    const { id, candidate } = event.data.application
    return { candidate: candidate.id, application: id, name: candidate.name ?? null, file: null, handle: candidate.resumeFileHandle?.handle ?? null }
  },
  async resume({ candidate, handle: known }, settings, fetch) {
    const found = known ?? part(z.looseObject({ results: z.looseObject({ resumeFileHandle: handle.nullish() }) }), await call(settings, fetch, 'candidate.info', { id: candidate }))?.results.resumeFileHandle?.handle
    if (found === undefined || found === null) return null
    const info = part(z.looseObject({ results: z.looseObject({ url: z.url({ protocol: /^https?$/ }), name: text.nullish() }) }), await call(settings, fetch, 'file.info', { fileHandle: found }))
    return info === null ? null : download(fetch, info.results.url, info.results.name ?? 'resume.pdf')
  },
  async clientInfo({ candidate }, settings, fetch) {
    const answer = part(z.looseObject({ results: z.array(z.unknown()) }), await call(settings, fetch, 'candidate.listClientInfo', { candidateId: candidate }))
    return (answer?.results ?? []).slice(0, 20).flatMap((one): ClientInfo[] => {
      const info = part(seen, one)
      const at = Date.parse(info?.createdAt ?? '')
      return info === null || Number.isNaN(at) ? [] : [{ at, ip: info.ipAddress, userAgent: info.userAgent?.slice(0, 500) ?? null }]
    })
  },
  async tell(candidate, status, settings, fetch) {
    await call(settings, fetch, 'candidate.setFraudStatus', { candidateId: candidate, fraudStatus: status === 'cleared' ? 'NotFraudulent' : 'Fraudulent' })
  },
}

const seen = z.looseObject({ ipAddress: z.union([z.ipv4(), z.ipv6()]), userAgent: text.nullish(), createdAt: text.nullish() })

/** Ashby answers 200 with `success: false` when it means no. */
async function call({ api, apiKey }: AtsSettings, fetch: Parameters<Ats['resume']>[2], method: string, body: unknown): Promise<unknown> {
  const answer = await ask(fetch, `${api}/${method}`, { ...basic(apiKey ?? ''), accept: 'application/json; version=1' }, body)
  return part(z.looseObject({ success: z.literal(true) }), answer) === null ? {} : answer
}
