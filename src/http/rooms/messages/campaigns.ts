import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import type { Id } from '../../../core/ids.ts'
import { blockable, blockFormats, blockList } from '../../../doors/messages/blocklist.ts'
import { advisoryDraft, takedownText, type Told } from '../../../doors/messages/takedown.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { attemptsOf, campaignsOf, wordSpace, type CampaignOf } from '../../../jobs/messages/attempts.ts'
import { countsOf } from '../../../jobs/messages/counts.ts'
import { defang } from '../../../measure/message/address.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { CampaignPage, CampaignRow } from './contract.ts'
import { campaignPage, campaignsPage, countsPage, draftPage } from './schemas.ts'

const DAY = 86_400_000
/** Campaigns are shown as far back as their keys tie anything. */
const shownDays = 180

/** Campaigns, their answers (block lists, drafts, take-downs), and the counts. */
export function campaignRoutes({ house, desk, name }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const here = (me: { actor: { org: string } }) => ({ org: me.actor.org, place: 'messages' as const, compartment: null })
  const found = async (org: Id): Promise<{ groups: CampaignOf[]; open: number }> => {
    const attempts = await attemptsOf(house, org, house.clock.now() - shownDays * DAY, house.clock.now() + 1)
    return { groups: campaignsOf(attempts), open: attempts.filter(({ standing }) => standing === 'open').length }
  }
  const one = async (org: Id, id: string): Promise<CampaignOf> => {
    const group = (await found(org)).groups.find((candidate) => candidate.id === id)
    if (group === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such campaign.')
    return group
  }
  const byId = { params: z.object({ id: z.uuid() }) }

  app.openapi(guarded({ method: 'get', path: '/api/messages/campaigns', summary: 'Attempts joined to campaigns', action: 'statistics.read', answer: campaignsPage }), async (context) => {
    const caller = await enter(context, desk, 'statistics.read', here)
    const { groups, open } = await found(caller.actor.org)
    return context.json({ campaigns: groups.map(rowOf), open }, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/messages/campaigns/{id}', summary: 'One campaign', action: 'case.read', request: byId, answer: campaignPage }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.read', here, id)
    return context.json(await pageOf(house, caller.actor.org, await one(caller.actor.org, id)), 200)
  })

  app.openapi(guarded({ method: 'post', path: '/api/messages/campaigns/{id}/word', summary: 'Say whether these are attempts', action: 'case.decide', status: 204, request: { ...byId, body: { required: true, content: { 'application/json': { schema: z.object({ attempt: z.boolean().nullable(), only: z.uuid().optional() }) } } } } }), async (context) => {
    const { id } = context.req.valid('param')
    const { attempt, only } = context.req.valid('json')
    const caller = await enter(context, desk, 'case.decide', here, id)
    const group = await one(caller.actor.org, id)
    for (const { subject } of group.attempts) {
      if (only !== undefined && only !== subject) continue
      if (attempt === null) await rows(house).doorRows.remove(caller.actor.org, 'messages', wordSpace, subject)
      else await rows(house).doorRows.put(caller.actor.org, 'messages', wordSpace, subject, { attempt, by: caller.actor.id })
    }
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'get', path: '/api/messages/campaigns/{id}/answer', summary: 'Draft for peers and text for a take-down, defanged', action: 'case.read', request: byId, answer: draftPage }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'case.read', here, id)
    const group = await one(caller.actor.org, id)
    const told = await toldOf(house, caller.actor.org, group)
    const { domains } = blockable(group.attempts.flatMap(({ artefacts }) => artefacts))
    return context.json({ advisory: advisoryDraft(told), takedowns: domains.slice(0, 20).map((domain) => ({ domain: defang(domain), text: takedownText(domain, told, name) })) }, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/messages/blocklist', summary: 'Hosts of held and confirmed attempts, for a resolver or firewall', action: 'verdict.read', request: { query: z.object({ format: z.enum(blockFormats).default('hosts'), campaign: z.uuid().optional() }) }, mediaType: 'text/plain' }), async (context) => {
    const { format, campaign } = context.req.valid('query')
    const caller = await enter(context, desk, 'verdict.read', here)
    const groups = campaign === undefined ? (await found(caller.actor.org)).groups : [await one(caller.actor.org, campaign)]
    const blocked = blockable(groups.flatMap(({ attempts }) => attempts.flatMap(({ artefacts }) => artefacts.filter(({ from }) => from !== 'message.sender'))))
    return context.text(blockList(blocked, format, house.clock.now()), 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/messages/counts', summary: 'How often we are written to, with intervals', action: 'statistics.read', request: { query: z.object({ days: z.coerce.number().int().min(7).max(365).default(60) }) }, answer: countsPage }), async (context) => {
    const { days } = context.req.valid('query')
    const caller = await enter(context, desk, 'statistics.read', here)
    const from = (Math.floor(house.clock.now() / DAY) - days + 1) * DAY
    const attempts = await attemptsOf(house, caller.actor.org, from, from + days * DAY)
    return context.json(await countsOf(house, caller.actor.org, attempts, campaignsOf(attempts), from, days) as never, 200)
  })
  return app
}

function rowOf(group: CampaignOf): CampaignRow {
  const { attempts } = group
  const names = (of: (attempt: (typeof attempts)[number]) => readonly string[]): string[] => [...new Set(attempts.flatMap(of))].sort()
  return {
    id: group.id,
    title: titleOf(group),
    first: group.first,
    last: group.last,
    attempts: attempts.length,
    confirmed: attempts.filter(({ standing }) => standing === 'confirmed').length,
    reports: attempts.reduce((sum, { reports }) => sum + reports.length, 0),
    teams: names(({ reports }) => reports.flatMap(({ team }) => (team === null ? [] : [team]))),
    platforms: names(({ platform }) => [platform]),
    personas: names(({ persona }) => [persona]),
  }
}

/** What ties it, else what its first message is called. */
function titleOf({ ties, attempts }: CampaignOf): string {
  const tie = ties[0]?.key.replace(/^\S+ /, '')
  return tie === undefined ? (attempts[0]?.label ?? 'Message') : defang(tie)
}

async function pageOf(house: House, org: Id, group: CampaignOf): Promise<CampaignPage> {
  const held = new Map<string, { type: string; shown: string; members: Set<string> }>()
  for (const { subject, artefacts } of group.attempts)
    for (const { type, value } of artefacts) {
      if (type === 'message-text') continue
      const shown = type === 'domain' || type === 'url' || type === 'ip' ? defang(value) : value
      const entry = held.get(`${type} ${value}`) ?? { type, shown, members: new Set() }
      entry.members.add(subject)
      held.set(`${type} ${value}`, entry)
    }
  const teams = Map.groupBy(group.attempts.flatMap(({ reports }) => reports), ({ team }) => team ?? 'no team')
  return {
    ...rowOf(group),
    members: group.attempts.map((one) => ({ subject: one.subject, case: one.case, label: one.label, at: one.first, platform: one.platform, persona: one.persona, standing: one.standing, reports: one.reports.length })),
    artefacts: [...held.values()].map(({ members, ...one }) => ({ ...one, members: members.size })).sort((a, b) => b.members - a.members || a.type.localeCompare(b.type)).slice(0, 200),
    byTeam: [...teams].map(([team, reports]) => ({ name: team, count: reports.length })).sort((a, b) => b.count - a.count),
    nearText: group.nearText,
    reasons: (await toldOf(house, org, group)).reasons as string[],
    domains: blockable(group.attempts.flatMap(({ artefacts }) => artefacts)).domains as string[],
  }
}

async function toldOf(house: House, org: Id, group: CampaignOf): Promise<Told> {
  const counts = new Map<string, number>()
  for (const { subject } of group.attempts.slice(0, 50))
    for (const { finding } of await rows(house).findings.ofSubject(org, subject))
      // What a sealed rule said stays inside.
      if (finding.outcome === 'present' && finding.verdict !== null && !finding.sealed) counts.set(finding.title, (counts.get(finding.title) ?? 0) + 1)
  return {
    first: group.first,
    last: group.last,
    attempts: group.attempts.length,
    artefacts: group.attempts.flatMap(({ artefacts }) => artefacts),
    reasons: [...counts].sort(([, a], [, b]) => b - a).slice(0, 8).map(([title]) => title),
  }
}
