import { z } from 'zod'
import { ask, basic, download, mustMatch, part, type Ats } from './ats.ts'

const signed = z.looseObject({ id: z.string().max(100).optional(), token: z.string().max(200), triggeredAt: z.number(), signature: z.string() })
const created = z.looseObject({
  event: z.literal('applicationCreated'),
  data: z.looseObject({ opportunityId: z.string().optional(), candidateId: z.string().optional(), applicationId: z.string().nullish(), contactId: z.string().nullish() }),
})
const resumes = z.looseObject({ data: z.array(z.looseObject({ id: z.string(), file: z.looseObject({ name: z.string(), downloadUrl: z.string().nullish() }).nullish() })) })
const opportunity = z.looseObject({ data: z.looseObject({ name: z.string().nullish() }) })

/**
 * Lever. The signature stands in the body: HMAC-SHA256 of `token + triggeredAt`. It covers nothing else of the body, so
 * what is taken from a delivery is only an id; everything else is asked of the API.
 *
 * @see hire.lever.co/developer: "Webhooks", "Resumes"
 */
export const lever: Ats = {
  id: 'lever',
  verify(body, _headers, secret) {
    const { token, triggeredAt, signature } = part(signed, parsed(body)) ?? { token: '', triggeredAt: 0, signature: '' }
    mustMatch(signature, `${token}${triggeredAt}`, secret)
    return { id: token.slice(0, 60), at: triggeredAt }
  },
  read(body) {
    const event = part(created, body)
    const candidate = event?.data.opportunityId ?? event?.data.candidateId
    return candidate === undefined ? null : { candidate, application: event?.data.applicationId ?? null, name: null, file: null, handle: null }
  },
  async resume({ candidate }, { api, apiKey }, fetch) {
    if (apiKey === null) return null
    const own = `${api}/opportunities/${encodeURIComponent(candidate)}`
    // Whom it is about is asked too: a forged id of nobody ends here.
    if (part(opportunity, await ask(fetch, own, basic(apiKey))) === null) return null
    const found = part(resumes, await ask(fetch, `${own}/resumes`, basic(apiKey)))?.data.at(-1)
    return found === undefined ? null : download(fetch, `${own}/resumes/${encodeURIComponent(found.id)}/download`, found.file?.name ?? 'resume.pdf', basic(apiKey))
  },
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
