import { OpenAPIHono, z } from '@hono/zod-openapi'
import { exitForm } from '../../../circle/exits/setting.ts'
import type { Peer } from '../../../circle/peers/peer.ts'
import { enter, guarded, house } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { PeerRow } from './contract.ts'
import { namesOf, type Counter } from './counter.ts'
import { circlePage, exitRow as exitSchema, invited, peerRow as peerSchema, tlp } from './schemas.ts'
import { exitRow, peerRow } from './views.ts'

const name = z.object({ name: z.string().max(80) })
const id = z.object({ id: z.string().max(80) })
const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** `/api/circle`: the peers and exits, and how they fare. */
export function peerRoutes(counter: Counter): OpenAPIHono<Environment> {
  const { desk, circle } = counter
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  async function shown(peers: readonly Peer[]): Promise<PeerRow[]> {
    const [people, received] = [await namesOf(counter), await circle.inbox.list()]
    return Promise.all(
      peers.map(async (peer) => {
        const whats = peer.remote === null ? (['given'] as const) : (['read', 'write', 'words'] as const)
        const feeds = new Map<PeerRow['feeds'][number]['what'], Awaited<ReturnType<typeof circle.feeds.of>>>()
        for (const what of whats) feeds.set(what, await circle.feeds.of(what === 'given' ? `given/${peer.name}/${peer.incoming}` : `${what}/${peer.name}`))
        return peerRow(peer, feeds, received, people)
      }),
    )
  }
  const one = async (peer: Peer): Promise<PeerRow> => (await shown([peer]))[0] as PeerRow

  app.openapi(guarded({ method: 'get', path: '/api/circle', summary: 'Peers, exits and our key', action: 'peer.read', answer: circlePage }), async (context) => {
    await enter(context, desk, 'peer.read', house)
    const { descriptor } = await circle.descriptor()
    const exits = (await circle.exits.list()).map(exitRow)
    return context.json({ name: descriptor.name, words: circle.words(), signingKey: descriptor.signingKey, peers: await shown(await circle.peers.list()), exits }, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/peers', summary: 'Invite a peer', action: 'peer.manage', status: 201, request: json(z.strictObject({ name: z.string().trim().min(2).max(80), clearance: tlp })), answer: invited }), async (context) => {
    const body = context.req.valid('json')
    await enter(context, desk, 'peer.manage', house, body.name)
    const invitation = await circle.invite(body.name, body.clearance)
    return context.json({ invitation: JSON.stringify(invitation) }, 201)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/joinings', summary: 'Join a peer by its invitation', action: 'peer.manage', status: 201, request: json(z.strictObject({ invitation: z.string().max(50_000), clearance: tlp })), answer: peerSchema }), async (context) => {
    await enter(context, desk, 'peer.manage', house)
    const { invitation, clearance } = context.req.valid('json')
    return context.json(await one(await circle.peers.join(invitation, clearance)), 201)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/peers/{name}/words', summary: 'Two people compared the words', action: 'peer.manage', request: { params: name, ...json(z.strictObject({ spoken: z.string().max(400) })) }, answer: peerSchema }), async (context) => {
    const who = context.req.valid('param').name
    const caller = await enter(context, desk, 'peer.manage', house, who)
    return context.json(await one(await circle.peers.meet(who, context.req.valid('json').spoken, caller.actor.id)), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/peers/{name}/clearance', summary: 'Change what a peer may have', action: 'peer.manage', request: { params: name, ...json(z.strictObject({ clearance: tlp })) }, answer: peerSchema }), async (context) => {
    const who = context.req.valid('param').name
    await enter(context, desk, 'peer.manage', house, who)
    return context.json(await one(await circle.peers.clear(who, context.req.valid('json').clearance)), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/peers/{name}/revocation', summary: 'Part from a peer for good', action: 'peer.manage', request: { params: name, ...json(z.strictObject({ why: z.string().trim().min(3).max(500) })) }, answer: peerSchema }), async (context) => {
    const who = context.req.valid('param').name
    const caller = await enter(context, desk, 'peer.manage', house, who)
    return context.json(await one(await circle.peers.revoke(who, context.req.valid('json').why, caller.actor.id)), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/rounds', summary: 'Read and write every peer now', action: 'peer.read', status: 202 }), async (context) => {
    const caller = await enter(context, desk, 'peer.read', house)
    await counter.round(caller.actor.org)
    return context.body(null, 202)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/key', summary: 'Change our signing key', action: 'peer.manage', answer: z.object({ words: z.string() }) }), async (context) => {
    await enter(context, desk, 'peer.manage', house)
    await circle.rotate()
    return context.json({ words: circle.words() }, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/exits', summary: 'Set up a group or a webhook', action: 'peer.manage', status: 201, request: json(exitForm), answer: exitSchema }), async (context) => {
    await enter(context, desk, 'peer.manage', house)
    const setting = await circle.exits.add(counter.newId(), context.req.valid('json'))
    await counter.groupsChanged()
    return context.json(exitRow(setting), 201)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/circle/exits/{id}', summary: 'Remove a group or a webhook', action: 'peer.manage', status: 204, request: { params: id } }), async (context) => {
    const which = context.req.valid('param').id
    await enter(context, desk, 'peer.manage', house, which)
    await circle.exits.remove(which)
    await counter.groupsChanged()
    return context.body(null, 204)
  })
  return app
}
