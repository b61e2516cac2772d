import { OpenAPIHono, z } from '@hono/zod-openapi'
import { draft as checkedDraft, type Advisory } from '../../../circle/advisory/advisory.ts'
import { advisoryBundle } from '../../../circle/advisory/bundle.ts'
import { asCsv, asJsonLines, rowsOf } from '../../../circle/export/rows.ts'
import { mispEvent } from '../../../circle/misp/event.ts'
import { osvRecords } from '../../../circle/osv/record.ts'
import { messageOf, SallyportError } from '../../../core/errors.ts'
import { faultsOf } from '../../../jobs/circle/peer-rules.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { AdvisoryFile, PreviewRow } from './contract.ts'
import { circleDoor, namesOf, type Counter } from './counter.ts'
import { fromCaseFile } from './from-case.ts'
import { advisoryFile, advisoryForm, advisoryRow as rowSchema, previewAnswer } from './schemas.ts'
import { advisoryRow, deliveryRow, feedbackRow } from './views.ts'

const id = z.object({ id: z.uuid() })
const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** `/api/circle/advisories`: from draft to revocation. */
export function advisoryRoutes(counter: Counter): OpenAPIHono<Environment> {
  const { desk, circle, house, org } = counter
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const changed = (): void => house.announce(org, 'circle.changed', { what: 'advisories' })

  async function preview(advisory: Advisory): Promise<PreviewRow[]> {
    return (await circle.desk.preview(advisory)).map(({ recipient, objects, of, why }) => ({ recipient: recipient.name, kind: recipient.kind, clearance: recipient.clearance, objects, of, why: objects > 0 ? null : (why ?? 'Nothing of it may leave.') }))
  }

  async function file(advisory: Advisory, caller: Caller): Promise<AdvisoryFile> {
    const name = await namesOf(counter)
    const { author, editors, approvedBy } = advisory
    const { id: which, title, description, tlp, pap, confidence, state, revision, createdAt, modifiedAt } = advisory
    return {
      ...{ id: which, title, description, tlp, pap, confidence, state, revision, createdAt, modifiedAt },
      artefacts: [...advisory.artefacts],
      techniques: [...advisory.techniques],
      rules: [...advisory.rules],
      addressed: [...advisory.addressed],
      author: name(author),
      editors: editors.map(name),
      approvedBy: approvedBy === null ? null : name(approvedBy),
      mayApprove: advisory.state === 'submitted' && !editors.includes(caller.actor.id),
      deliveries: (await circle.desk.deliveries.of(advisory.id)).map(deliveryRow),
      feedback: (await circle.inbox.feedbackOn(advisory.id)).map(feedbackRow),
      preview: await preview(advisory),
    }
  }

  const mustRun = (rules: Advisory['rules']): void => {
    const [fault] = faultsOf(house, 'us', rules)
    if (fault !== undefined) throw new SallyportError('SP_RULE_INVALID', fault)
  }

  app.openapi(guarded({ method: 'get', path: '/api/circle/advisories', summary: 'Our advisories', action: 'advisory.read', answer: z.array(rowSchema) }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    const name = await namesOf(counter)
    const list = await circle.desk.list()
    return context.json(await Promise.all(list.map(async (one) => advisoryRow(one, await circle.desk.deliveries.of(one.id), await circle.inbox.feedbackOn(one.id), name))), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/circle/advisories/{id}', summary: 'One advisory', action: 'advisory.read', request: { params: id }, answer: advisoryFile }), async (context) => {
    const caller = await enter(context, desk, 'advisory.read', circleDoor)
    return context.json(await file(await circle.desk.get(context.req.valid('param').id), caller), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/advisories', summary: 'Write an advisory', action: 'advisory.draft', status: 201, request: json(advisoryForm), answer: advisoryFile }), async (context) => {
    const caller = await enter(context, desk, 'advisory.draft', circleDoor)
    const form = context.req.valid('json')
    mustRun(form.rules)
    const made = await circle.desk.draft({ ...form, id: counter.newId() }, caller.actor.id)
    changed()
    return context.json(await file(made, caller), 201)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/advisories/{id}/text', summary: 'Change a draft, or open a sent advisory for a new revision', action: 'advisory.draft', request: { params: id, ...json(advisoryForm) }, answer: advisoryFile }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'advisory.draft', circleDoor, which)
    const form = context.req.valid('json')
    mustRun(form.rules)
    const made = await circle.desk.revise(which, form, caller.actor.id)
    changed()
    return context.json(await file(made, caller), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/preview', summary: 'Who would see what', action: 'advisory.read', request: json(advisoryForm), answer: previewAnswer }), async (context) => {
    const caller = await enter(context, desk, 'advisory.read', circleDoor)
    const form = context.req.valid('json')
    const problems = faultsOf(house, 'us', form.rules)
    let advisory: Advisory | null = null
    try {
      advisory = checkedDraft({ ...form, id: '00000000-0000-4000-8000-000000000000' }, caller.actor.id, house.clock.now())
    } catch (error) {
      problems.push(messageOf(error))
    }
    return context.json({ rows: advisory === null ? [] : await preview({ ...advisory, state: 'approved' }), problems }, 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/circle/cases', summary: 'Draft an advisory from a case', action: 'advisory.draft', status: 201, request: json(z.strictObject({ case: z.uuid() })), answer: advisoryFile }), async (context) => {
    const { case: from } = context.req.valid('json')
    const caller = await enter(context, desk, 'advisory.draft', circleDoor, from)
    // The case itself must be open to whoever writes about it.
    await enter(context, desk, 'case.read', () => desk.caseResource(caller.actor.org, from, caller.actor.id), from)
    const made = await circle.desk.draft(await fromCaseFile(house, org, from, counter.newId()), caller.actor.id)
    changed()
    return context.json(await file(made, caller), 201)
  })

  for (const [act, summary] of [
    ['submission', 'Hand an advisory to a second person'],
    ['return', 'Take an advisory back to draft'],
    ['revocation', 'Take an advisory back wherever it went'],
  ] as const)
    app.openapi(guarded({ method: 'post', path: `/api/circle/advisories/{id}/${act}`, summary, action: 'advisory.draft', request: { params: id }, answer: advisoryFile }), async (context) => {
      const which = context.req.valid('param').id
      const caller = await enter(context, desk, 'advisory.draft', circleDoor, which)
      if (act === 'submission') await circle.desk.submit(which, caller.actor.id)
      else if (act === 'return') await circle.desk.takeBack(which)
      else await circle.desk.revoke(which)
      changed()
      return context.json(await file(await circle.desk.get(which), caller), 200)
    })

  app.openapi(guarded({ method: 'post', path: '/api/circle/advisories/{id}/approval', summary: 'Approve an advisory as a second person, and send it', action: 'advisory.approve', request: { params: id }, answer: advisoryFile }), async (context) => {
    const which = context.req.valid('param').id
    const caller = await enter(context, desk, 'advisory.approve', async (one) => {
      const { author, editors } = await circle.desk.get(which)
      return { ...circleDoor(one), madeBy: editors.includes(one.actor.id) ? one.actor.id : author }
    }, which)
    await circle.desk.approve(which, caller.actor.id)
    await circle.desk.send(which)
    changed()
    return context.json(await file(await circle.desk.get(which), caller), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/circle/advisories/{id}/as/{format}', summary: 'An advisory as a file', action: 'advisory.read', mediaType: 'application/octet-stream', request: { params: id.extend({ format: z.enum(['stix', 'minisig', 'misp', 'osv', 'csv', 'jsonl']) }) } }), async (context) => {
    await enter(context, desk, 'advisory.read', circleDoor)
    const { id: which, format } = context.req.valid('param')
    const advisory = await circle.desk.get(which)
    const author = { name: (await circle.descriptor()).descriptor.name, since: 0 }
    const self = { name: author.name, kind: 'peer', clearance: 'RED' } as const
    const text = {
      stix: () => JSON.stringify(advisoryBundle(advisory, author), null, 1),
      minisig: () => circle.desk.signed(advisory, self).signature,
      misp: () => JSON.stringify(mispEvent(advisory, author), null, 1),
      osv: () => JSON.stringify(osvRecords(advisory, author.name), null, 1),
      csv: () => asCsv(rowsOf([advisory])),
      jsonl: () => asJsonLines(rowsOf([advisory])),
    }[format]()
    const ending = { stix: 'stix.json', minisig: 'minisig', misp: 'misp.json', osv: 'osv.json', csv: 'csv', jsonl: 'jsonl' }[format]
    return context.body(text, 200, { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${which}.${ending}"` })
  })
  return app
}
