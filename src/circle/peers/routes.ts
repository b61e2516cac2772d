import { Hono } from 'hono'
import { SallyportError } from '../../core/errors.ts'
import type { SignedDescriptor } from '../signing/peer.ts'
import type { TaxiiAccess } from '../taxii/access.ts'
import { readDescriptor } from './invitation.ts'
import type { Peers } from './peers.ts'

/** `/circle/descriptor`: what we say of ourselves, and where a peer says what it says of itself. Known by its token. */
export function peerRoutes(parts: { readonly access: TaxiiAccess; readonly peers: Peers; readonly descriptor: () => Promise<SignedDescriptor> }): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    const known = error instanceof SallyportError && error.status < 500
    return context.json({ code: known ? error.code : 'SP_INTERNAL', message: known ? error.message : 'Internal error' }, (known ? error.status : 500) as 400)
  })
  const peerOf = async (header: string | undefined): Promise<string> => {
    const peer = await parts.access.identify(header)
    if (peer === null) throw new SallyportError('SP_SIGN_IN', 'A token of a peer is needed.')
    return peer.peer
  }
  app.get('/circle/descriptor', async (context) => {
    await peerOf(context.req.header('authorization'))
    return context.json(await parts.descriptor())
  })
  app.post('/circle/descriptor', async (context) => {
    const name = await peerOf(context.req.header('authorization'))
    if (Number(context.req.header('content-length') ?? 0) > 32_000) throw new SallyportError('SP_TOO_LARGE', 'A descriptor is small.')
    await parts.peers.introduced(name, readDescriptor(await context.req.json().catch(() => null)))
    return context.body(null, 204)
  })
  return app
}
