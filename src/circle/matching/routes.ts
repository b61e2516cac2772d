import { Hono } from 'hono'
import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'
import type { TaxiiAccess } from '../taxii/access.ts'
import type { Publication } from './publish.ts'
import { purposes, type Responder } from './responder.ts'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/)
const requestForm = z.strictObject({
  epoch: z.int().min(0),
  purpose: z.enum(purposes),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  // 16 or 32 elements of 32 bytes.
  elements: base64.max(1400),
})

export interface MatchingParts {
  readonly access: TaxiiAccess
  readonly responder: Responder
  readonly publication: () => Promise<Publication | null>
}

/** What peers reach: our signed filter, and answers to blinded questions. Who asks is known by the peer's token. */
export function matchingRoutes(parts: MatchingParts): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    const known = error instanceof SallyportError && error.status < 500
    return context.json(
      { code: known ? error.code : 'SP_INTERNAL', message: known ? error.message : 'Internal error' },
      (known ? error.status : 500) as 400,
    )
  })
  const peerOf = async (header: string | undefined): Promise<string> => {
    const peer = await parts.access.identify(header)
    if (peer === null) throw new SallyportError('SP_SIGN_IN', 'A token of a peer is needed.')
    return peer.peer
  }

  app.get('/circle/filter', async (context) => {
    await peerOf(context.req.header('authorization'))
    const made = await parts.publication()
    if (made === null) throw new SallyportError('SP_NOT_FOUND', 'Nothing was published yet.')
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
    return context.json({
      ...made,
      filter: text(made.filter),
      labels: text(made.labels),
      signature: text(made.signature),
    })
  })

  app.post('/circle/check', async (context) => {
    const peer = await peerOf(context.req.header('authorization'))
    if (Number(context.req.header('content-length') ?? 0) > 4096)
      throw new SallyportError('SP_TOO_LARGE', 'A question has a fixed size.')
    const form = requestForm.safeParse(await context.req.json().catch(() => null))
    if (!form.success) throw new SallyportError('SP_INPUT', 'The question has the wrong form.')
    const { elements, ...request } = form.data
    const given = parts.responder.answer({ ...request, peer, question: { elements: Buffer.from(elements, 'base64') } })
    return context.json({
      elements: Buffer.from(given.elements).toString('base64'),
      proof: Buffer.from(given.proof).toString('base64'),
    })
  })
  return app
}

/** A publication as it came over the wire. @throws SP_INPUT */
export function readPublication(json: unknown): Publication {
  const form = z
    .object({
      peer: z.string(),
      epoch: z.int(),
      madeAt: z.int(),
      until: z.int(),
      filter: z.string(),
      labels: z.string(),
      signature: z.string(),
    })
    .safeParse(json)
  if (!form.success) throw new SallyportError('SP_INPUT', 'This is no filter of a peer.')
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64')
  return {
    ...form.data,
    filter: bytes(form.data.filter),
    labels: bytes(form.data.labels),
    signature: bytes(form.data.signature),
  }
}
