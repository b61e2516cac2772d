import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { rows } from '../../../jobs/house.ts'
import { answerTo, channels, reportSpace, takeReport } from '../../../jobs/messages/report.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'

const answer = z.object({ verdict: z.enum(['allow', 'review', 'hold', 'block']), subject: z.string(), text: z.string() }).nullable()
const reported = z.object({ evidence: z.string().nullable(), answer })

/** Longest text of a paste, letters. A conversation of a year is shorter. */
const longestText = 200_000
/** How long a person looks at "we are reading it" before the page asks again. */
const patience = 6_000

const form = z.object({
  file: z.any().openapi({ type: 'string', format: 'binary' }).optional(),
  text: z.string().max(longestText).optional(),
  link: z.string().max(4_000).optional(),
  platform: z.string().regex(/^[a-z]{1,20}$/).optional(),
  channel: z.enum(channels).optional(),
})

/** `/api/messages/reports`: one message handed in by whoever got it, and the answer to it. */
export function reportRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(
    guarded({ method: 'post', path: '/api/messages/reports', summary: 'Report a message: a file, a text or a link', action: 'evidence.submit', request: { body: { required: true, content: { 'multipart/form-data': { schema: form } } } }, answer: reported }),
    async (context) => {
      const given = context.req.valid('form')
      const caller = await enter(context, desk, 'evidence.submit', (me) => ({ org: me.actor.org, place: 'messages', owner: me.actor.id, assigned: [me.actor.id] }))
      const { name, bytes } = await contentOf(given)
      const user = await rows(house).users.find(caller.actor.org, caller.actor.id)
      const channel = given.channel === 'extension' ? 'extension' : caller.csrf === null ? 'api' : 'console'
      const { evidence } = await takeReport(house, caller.actor.org, { name, bytes, channel, platform: given.platform ?? null, reporter: user?.email ?? caller.actor.id })
      if (evidence !== null) await rows(house).doorRows.put(caller.actor.org, 'messages', ownSpace, `${caller.actor.id}/${evidence}`, {}, {})
      return context.json({ evidence, answer: await answerTo(house, caller.actor.org, evidence, patience) }, 200)
    },
  )

  app.openapi(
    guarded({ method: 'get', path: '/api/messages/reports/{id}', summary: 'What came of a report of one’s own', action: 'case.read-outcome', request: { params: z.object({ id: z.uuid() }) }, answer: reported }),
    async (context) => {
      const { id } = context.req.valid('param')
      const caller = await enter(context, desk, 'case.read-outcome', async (me) => ({
        org: me.actor.org,
        place: 'messages',
        owner: (await rows(house).doorRows.get(me.actor.org, 'messages', ownSpace, `${me.actor.id}/${id}`)) === null ? null : me.actor.id,
      }), id)
      return context.json({ evidence: id, answer: await answerTo(house, caller.actor.org, id, patience) }, 200)
    },
  )
  return app
}

/** Who may ask what came of a report: whoever made it. */
const ownSpace = `${reportSpace}-own`

/** A file as it is; a text and a link together as one paste. */
async function contentOf(given: z.output<typeof form>): Promise<{ name: string; bytes: Uint8Array }> {
  if (given.file instanceof File && given.file.size > 0) return { name: given.file.name, bytes: new Uint8Array(await given.file.arrayBuffer()) }
  const text = [given.platform === undefined ? '' : `Platform: ${given.platform}`, given.text?.trim() ?? '', given.link?.trim() ?? ''].filter((part) => part !== '')
  if ((given.text ?? '').trim() === '' && (given.link ?? '').trim() === '') throw new SallyportError('SP_INPUT', 'Paste the message, a link, or choose a file.', { field: 'text' })
  return { name: 'paste.txt', bytes: new TextEncoder().encode(text.join('\n')) }
}
