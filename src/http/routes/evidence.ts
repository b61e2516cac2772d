import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../core/errors.ts'
import { doorIds } from '../../core/evidence.ts'
import type { Desk } from '../desk.ts'
import { enter, guarded } from '../guarded.ts'
import { refuseInput } from '../problem.ts'
import { accepted } from '../schemas.ts'
import type { Environment } from '../session.ts'

const form = z.object({
  file: z.any().openapi({ type: 'string', format: 'binary' }),
  door: z.enum(doorIds).optional(),
  subject: z.uuid().optional(),
  source: z.string().regex(/^[a-z][a-z0-9:._-]{0,60}$/).optional(),
})

/** `POST /api/evidence` takes a file in; `GET /api/evidence/{id}/file` hands it out, never to be shown inline. */
export function evidenceRoutes(desk: Desk): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(
    guarded({ method: 'post', path: '/api/evidence', summary: 'Hand something in', action: 'evidence.submit', status: 202, request: { body: { required: true, content: { 'multipart/form-data': { schema: form } } } }, answer: accepted }),
    async (context) => {
      const { file, door, subject, source } = context.req.valid('form')
      const place = door ?? 'apply'
      const caller = await enter(context, desk, 'evidence.submit', (me) => ({ org: me.actor.org, place, owner: me.actor.id, assigned: [me.actor.id] }))
      if (!(file instanceof File)) throw new SallyportError('SP_INPUT', '"file": send a file.')
      const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), door: door ?? null, subject: subject ?? null, source: source ?? 'upload' }
      return context.json(await desk.accept(caller.actor, upload), 202)
    },
  )

  app.openapi(guarded({ method: 'get', path: '/api/evidence/{id}/file', summary: 'The received file itself', action: 'evidence.download', request: { params: z.object({ id: z.uuid() }) }, mediaType: 'application/octet-stream' }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'evidence.download', (me) => desk.evidenceResource(me.actor.org, id, me.actor.id), id)
    const file = await desk.evidenceFile(caller.actor.org, id)
    const name = encodeURIComponent(file.name.replace(/[^\p{L}\p{N}._ -]/gu, '_'))
    // Always a download, never a page: whatever it is, no browser is to open it here.
    return context.body(new Uint8Array(file.bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })
  return app
}
