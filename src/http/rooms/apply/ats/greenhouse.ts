import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ask, basic, download, mustMatch, part, type Ats, type Application } from './ats.ts'

const id = z.union([z.string(), z.number()]).transform(String)
const attachment = z.looseObject({ filename: z.string(), url: z.url({ protocol: /^https?$/ }), type: z.string() })
const candidate = z.looseObject({ id, first_name: z.string().nullish(), last_name: z.string().nullish(), attachments: z.array(attachment).optional() })
const applied = z.looseObject({
  action: z.enum(['new_candidate_application', 'new_prospect_application', 'candidate_submitted_application']),
  payload: z.looseObject({ application: z.looseObject({ id, candidate, attachments: z.array(attachment).optional() }) }),
})

/**
 * Greenhouse. `Signature: sha256 <hex>` over the raw body, the delivery's id in `Greenhouse-Event-ID`; résumés are
 * attachments whose addresses run out, so that the API is asked when one no longer answers.
 *
 * @see developers.greenhouse.io/webhooks.html, /harvest.html
 */
export const greenhouse: Ats = {
  id: 'greenhouse',
  verify(body, headers, secret) {
    mustMatch(headers['signature']?.replace(/^sha256\s+/, ''), body, secret)
    // The header with the id is not signed: an old body under a new id is still the old body.
    return { id: createHash('sha256').update(body).digest('hex').slice(0, 32), at: null }
  },
  read(body) {
    const event = part(applied, body)
    if (event === null) return null
    const { application } = event.payload
    const who = application.candidate
    const file = resumeOf([...(application.attachments ?? []), ...(who.attachments ?? [])])
    const name = [who.first_name, who.last_name].filter((word) => word).join(' ')
    return { candidate: who.id, application: application.id, name: name === '' ? null : name, file, handle: null }
  },
  async resume({ candidate: who, file }, settings, fetch) {
    if (file !== null) {
      const got = await download(fetch, file.url, file.name).catch(() => null)
      if (got !== null || settings.apiKey === null) return got
    }
    if (settings.apiKey === null) return null
    const found = resumeOf(part(candidate, await ask(fetch, `${settings.api}/candidates/${encodeURIComponent(who)}`, basic(settings.apiKey)))?.attachments ?? [])
    return found === null ? null : download(fetch, found.url, found.name)
  },
}

function resumeOf(attachments: readonly z.infer<typeof attachment>[]): Application['file'] {
  const found = attachments.find(({ type }) => type === 'resume')
  return found === undefined ? null : { url: found.url, name: found.filename.slice(0, 200) }
}
