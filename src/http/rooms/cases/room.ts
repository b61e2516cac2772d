import { createPublicKey, type KeyObject } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { exitItems, exitStates, type ExitItem } from '../../../cases/exit-items.ts'
import { letterKinds, readLetterPack } from '../../../cases/letters/letter.ts'
import { sealPack, spki } from '../../../cases/pack/evidence-pack.ts'
import { packPdf } from '../../../cases/pack/pdf.ts'
import { caseSettings } from '../../../cases/settings.ts'
import { buildPack } from '../../../jobs/cases/build-pack.ts'
import { answerContest } from '../../../jobs/cases/contest.ts'
import { caseSettingsOf } from '../../../jobs/cases/events.ts'
import { noteExitItem } from '../../../jobs/cases/exit.ts'
import { writeLetter } from '../../../jobs/cases/letters.ts'
import { offerMenu, takeAlternative } from '../../../jobs/cases/offer.ts'
import { rows } from '../../../jobs/house.ts'
import { packKey } from '../../../store/pack-key.ts'
import { letterFiles, publicLettersFolder } from '../../../store/letters.ts'
import { findCase } from '../../desk/case-file.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import { readSettings } from '../settings.ts'
import { contestPages } from './contest-page.ts'
import { askedFor, readLife } from './life.ts'

const id = z.object({ id: z.uuid() })
const text = z.string().trim().min(1).max(8_000)
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** The life of a case: menu, letters, contest, exit list, evidence pack. */
export const cases: OpenRoom = async (keeper) => {
  const { SALLYPORT_LETTERS: folder } = readSettings(z.object({ SALLYPORT_LETTERS: z.string().optional() }), keeper.environment)
  const packs = [...letterFiles(publicLettersFolder), ...(folder === undefined ? [] : letterFiles(folder))].map(readLetterPack)
  const key = packKey(keeper.folder)
  return { routes: [actRoutes(keeper, packs), paperRoutes(keeper, packs, key), settingsRoutes(keeper)], pages: [contestPages(keeper)] }
}

type Packs = readonly ReturnType<typeof readLetterPack>[]

function actRoutes({ house, desk }: Keeper, packs: Packs): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const resource = (caller: { actor: { org: string; id: string } }, wanted: string) => desk.caseResource(caller.actor.org, wanted, caller.actor.id)

  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/life', summary: 'What can be done on a case, and by when', action: 'case.read', request: { params: id }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.read', (me) => resource(me, wanted), wanted)
    return context.json(await readLife(house, actor.org, wanted, packs), 200)
  })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/offer', summary: 'Offer the menu of the band', action: 'case.check', status: 204, request: { params: id } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.check', (me) => resource(me, wanted), wanted)
    await offerMenu(house, actor.org, wanted, actor.id)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/alternative', summary: 'A check is not possible: its alternative takes its place', action: 'case.check', request: { params: id, ...body(z.object({ check: z.string().max(80) })) }, answer: z.object({ alternative: z.string() }) }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.check', (me) => resource(me, wanted), wanted)
    return context.json({ alternative: await takeAlternative(house, actor.org, wanted, actor.id, context.req.valid('json').check) }, 200)
  })
  const items = exitItems.map(({ id: item }) => item) as [ExitItem, ...ExitItem[]]
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/exit-items', summary: 'Note what is in hand before access is cut', action: 'case.comment', status: 204, request: { params: id, ...body(z.object({ item: z.enum(items), state: z.enum(exitStates), note: text.optional() })) } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.comment', (me) => resource(me, wanted), wanted)
    const { item, state, note } = context.req.valid('json')
    await noteExitItem(house, actor.org, wanted, actor.id, item, state, note ?? null)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/contest-answer', summary: 'Answer a contest: reopen, or let the decision stand', action: 'case.contest', status: 204, request: { params: id, ...body(z.object({ answer: z.enum(['reopen', 'stands']), reason: text })) } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.contest', async (me) => ({ ...(await resource(me, wanted)), madeBy: (await findCase(house, me.actor.org, wanted)).decision?.by ?? 'nobody' }), wanted)
    const { answer, reason } = context.req.valid('json')
    await answerContest(house, actor.org, wanted, actor.id, answer, reason)
    return context.body(null, 204)
  })
  return app
}

function paperRoutes({ house, desk, name, url }: Keeper, packs: Packs, key: KeyObject): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const resource = (caller: { actor: { org: string; id: string } }, wanted: string) => desk.caseResource(caller.actor.org, wanted, caller.actor.id)
  const wish = z.object({ kind: z.enum(letterKinds), jurisdiction: z.string().max(8), values: z.record(z.string().max(40), z.string().max(4_000)).default({}) })

  app.openapi(guarded({ method: 'get', path: '/api/letters', summary: 'Letter packs, and what each letter asks for', action: 'playbook.read', answer: z.any() }), async (context) => {
    await enter(context, desk, 'playbook.read', theHouse)
    return context.json(packs.map((pack) => ({ jurisdiction: pack.jurisdiction, title: pack.title, asOf: pack.as_of, letters: letterKinds.map((kind) => ({ kind, title: pack.letters[kind].title, sources: pack.letters[kind].sources, asks: askedFor(pack, kind) })) })), 200)
  })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/letters', summary: 'Write a letter; the explanation of a decision gives notice and makes the link to contest', action: 'case.letter', request: { params: id, ...body(wish) }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.letter', (me) => resource(me, wanted), wanted)
    return context.json(await writeLetter(house, actor.org, wanted, actor.id, context.req.valid('json'), packs, { company: name, url }), 200)
  })
  const at = z.object({ asOf: z.coerce.number().int().positive().optional() })
  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/pack', summary: 'The signed evidence pack', action: 'evidence.download', request: { params: id, query: at }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'evidence.download', (me) => resource(me, wanted), wanted)
    const pack = sealPack(await buildPack(house, actor.org, wanted, name, context.req.valid('query').asOf ?? null), key)
    return context.json(pack, 200, { 'content-disposition': `attachment; filename="pack-${wanted}.json"` })
  })
  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/pack.pdf', summary: 'The evidence pack as a PDF; the signature is in the JSON', action: 'evidence.download', mediaType: 'application/pdf', request: { params: id, query: at } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'evidence.download', (me) => resource(me, wanted), wanted)
    const { body: content, integrity } = sealPack(await buildPack(house, actor.org, wanted, name, context.req.valid('query').asOf ?? null), key)
    return context.body(packPdf(content, integrity.sha256) as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="pack-${wanted}.pdf"` })
  })
  app.openapi(guarded({ method: 'get', path: '/api/pack-key', summary: 'The public key that evidence packs are signed with', action: 'playbook.read', answer: z.object({ key: z.string() }) }), async (context) => {
    await enter(context, desk, 'playbook.read', theHouse)
    return context.json({ key: spki(createPublicKey(key)) }, 200)
  })
  return app
}

function settingsRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/case-settings', summary: 'Mode, letter packs, times', action: 'settings.read', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.read', theHouse)
    return context.json(await caseSettingsOf(rows(house), actor.org), 200)
  })
  app.openapi(guarded({ method: 'put', path: '/api/case-settings', summary: 'Set mode, letter packs, times', action: 'settings.write', status: 204, request: body(caseSettings) }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.write', theHouse)
    await rows(house).settings.set(actor.org, 'cases', context.req.valid('json'), actor.id)
    return context.body(null, 204)
  })
  return app
}
