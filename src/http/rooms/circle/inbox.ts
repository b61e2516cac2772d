import { OpenAPIHono, z } from '@hono/zod-openapi'
import { attack, attackNotice, coverageOf } from '../../../circle/attack/attack.ts'
import { SallyportError } from '../../../core/errors.ts'
import { admitRules, dismissRules, faultsOf } from '../../../jobs/circle/peer-rules.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import { circleDoor, namesOf, type Counter } from './counter.ts'
import { chatDraft, coverage, inboxPage, lockfileForm, lockfileRow, receivedFile as fileSchema } from './schemas.ts'
import { chatDraftRow, inboxRow, receivedFile } from './views.ts'

const id = z.object({ id: z.string().max(200) })
const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** `/api/circle/inbox`, `/drafts`, `/coverage`, `/lockfiles`: what came, what groups wrote, what we look for. */
export function inboxRoutes(counter: Counter): OpenAPIHono<Environment> {
  const { desk, circle, house, org } = counter
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  async function file(which: string) {
    const received = await circle.inbox.get(which)
    const name = await namesOf(counter)
    return receivedFile(received, await circle.rules.list(), (rule) => faultsOf(house, received.peer, [rule]), house.clock.now(), name)
  }

  app.openapi(guarded({ method: 'get', path: '/api/circle/inbox', summary: 'What peers sent', action: 'advisory.read', answer: inboxPage }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    const admitted = await circle.rules.list()
    return context.json({ items: (await circle.inbox.list()).map((one) => inboxRow(one, admitted)), refusals: await circle.inbox.refusals() }, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/circle/inbox/{id}', summary: 'One advisory of a peer', action: 'advisory.read', request: { params: id }, answer: fileSchema }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    return context.json(await file(context.req.valid('param').id), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/inbox/{id}/opinion', summary: 'Say what we think of it; the peer is told', action: 'advisory.draft', request: { params: id, ...json(z.strictObject({ value: z.enum(['agree', 'disagree', 'neutral']), why: z.string().trim().max(1_000) })) }, answer: fileSchema }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'advisory.draft', circleDoor, which)
    const { value, why } = context.req.valid('json')
    const back = await circle.inbox.judge(which, value, why, caller.actor.id)
    await circle.exchange.give(await circle.peers.get((await circle.inbox.get(which)).peer), back)
    return context.json(await file(which), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/inbox/{id}/rules', summary: 'Let the rules of an advisory in', action: 'playbook.write', request: { params: id }, answer: fileSchema }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'playbook.write', theHouse, which)
    await admitRules(house, org, circle, which, caller.actor.id)
    return context.json(await file(which), 200)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/circle/inbox/{id}/rules', summary: 'Take the rules of an advisory out again', action: 'playbook.write', answer: fileSchema, request: { params: id } }), async (context) => {
    const which = context.req.valid('param').id
    await enter(context, desk, 'playbook.write', theHouse, which)
    await dismissRules(house, org, circle, which)
    return context.json(await file(which), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/circle/drafts', summary: 'What groups wrote', action: 'advisory.read', answer: z.array(chatDraft) }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    return context.json((await circle.drafts.list()).map(chatDraftRow), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/drafts/{id}/use', summary: 'Make an advisory of a draft', action: 'advisory.draft', status: 201, request: { params: id, ...json(z.strictObject({ title: z.string().trim().min(3).max(200) })) }, answer: z.object({ advisory: z.string() }) }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'advisory.draft', circleDoor, which)
    const from = await circle.drafts.get(which)
    if (from.sorted.artefacts.length === 0) throw new SallyportError('SP_INPUT', 'Nothing in this message may stand in an advisory.')
    // The message itself stays here: who wrote it, and whom it names, is nobody else's business.
    const made = await circle.desk.draft({ id: counter.newId(), title: context.req.valid('json').title, description: '', tlp: from.tlp ?? 'AMBER', addressed: from.tlp === 'RED' ? [from.group] : [], pap: from.pap ?? 'GREEN', confidence: 50, artefacts: from.sorted.artefacts, techniques: [], rules: [] }, caller.actor.id)
    await circle.drafts.settle(which, made.id)
    return context.json({ advisory: made.id }, 201)
  })

  for (const [act, summary] of [['dismissal', 'Put a draft aside'], ['restoration', 'Take a draft up again']] as const)
    app.openapi(guarded({ method: 'post', path: `/api/circle/drafts/{id}/${act}`, summary, action: 'advisory.draft', request: { params: id }, answer: chatDraft }), async (context) => {
      const which = context.req.valid('param').id
      await enter(context, desk, 'advisory.draft', circleDoor, which)
      return context.json(chatDraftRow(act === 'dismissal' ? await circle.drafts.settle(which, null) : await circle.drafts.restore(which)), 200)
    })

  app.openapi(guarded({ method: 'get', path: '/api/circle/coverage', summary: 'Techniques and the rules that name them', action: 'playbook.read', answer: coverage }), async (context) => {
    await enter(context, desk, 'playbook.read', theHouse)
    const rules = house.playbook.rules.map(({ rule }) => ({ id: rule.id, title: rule.sealed ? 'A sealed rule' : rule.title, pack: rule.pack, sealed: rule.sealed, techniques: rule.techniques }))
    return context.json({
      version: attack.version,
      notice: attackNotice,
      groups: attack.groups.map((group) => ({ id: group.id, name: group.name })),
      techniques: coverageOf(rules).map(({ technique, rules: named }) => ({ ...technique, tactics: [...technique.tactics], groups: [...technique.groups], rules: [...named] })),
    }, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/circle/lockfiles', summary: 'Lockfiles that peers’ indicators are looked up in', action: 'advisory.read', answer: z.array(lockfileRow) }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    return context.json((await circle.lockfiles.list()).map((one) => ({ name: one.name, at: one.at, packages: one.packages.length })), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/lockfiles', summary: 'Hand in a package-lock.json, in place of the one by that name', action: 'evidence.submit', status: 201, request: json(lockfileForm), answer: lockfileRow }), async (context) => {
    await enter(context, desk, 'evidence.submit', (caller) => ({ org: caller.actor.org, place: 'packages' }))
    const { name, text } = context.req.valid('json')
    const kept = await circle.lockfiles.put(name, text)
    return context.json({ name: kept.name, at: kept.at, packages: kept.packages.length }, 201)
  })
  return app
}

