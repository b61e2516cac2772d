import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { callRecord, type CallRecord } from '../../../doors/interview/record.ts'
import { measureCall, turnsOf } from '../../../doors/interview/measure.ts'
import { exchangeOf } from '../../../measure/turns/answers.ts'
import { cleanCall } from '../../../measure/turns/call.ts'
import { lineDelay } from '../../../measure/turns/network.ts'
import { populationGaps } from '../../../measure/turns/population.ts'
import { rows } from '../../../jobs/house.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { Analysis } from './contract.ts'

const id = z.object({ id: z.uuid() })
/** Points of the line's curve; a longer call is thinned. */
const POINTS = 600

/** `/api/interview/evidence/{id}`: who spoke when, and what the gaps are set against. Read from the evidence each time. */
export function analysisRoutes(keeper: Keeper): OpenAPIHono<Environment> {
  const { desk, house } = keeper
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  const read = async (org: string, evidence: string): Promise<{ name: string; record: CallRecord }> => {
    const kept = (await rows(house).evidence.find(org, [evidence])).get(evidence)
    const kind = house.doors.find((door) => door.id === 'interview')?.kinds['call']
    if (kept === undefined || kept.kind !== 'call' || kind === undefined) throw new SallyportError('SP_NOT_FOUND', 'This evidence is no call.')
    const bytes = await house.vault.get(org, kept.digest)
    return { name: kept.name, record: callRecord.parse(await house.sandbox(kind.parser, bytes, kept.name)) }
  }

  app.openapi(guarded({ method: 'get', path: '/api/interview/evidence/{id}', summary: 'A call as it is read: turns, gaps, line, marks', action: 'evidence.read', request: { params: id } }), async (context) => {
    const { id: evidence } = context.req.valid('param')
    const caller = await enter(context, desk, 'evidence.read', (me) => desk.evidenceResource(me.actor.org, evidence, me.actor.id), evidence)
    const { name, record } = await read(caller.actor.org, evidence)
    return context.json(analysisOf(evidence, name, record) as never, 200)
  })

  app.openapi(guarded({ method: 'get', path: '/api/interview/evidence/{id}/gaps.csv', summary: 'The gaps of a call as a table', action: 'evidence.read', mediaType: 'text/csv', request: { params: id } }), async (context) => {
    const { id: evidence } = context.req.valid('param')
    const caller = await enter(context, desk, 'evidence.read', (me) => desk.evidenceResource(me.actor.org, evidence, me.actor.id), evidence)
    const { name, record } = await read(caller.actor.org, evidence)
    const { answers } = analysisOf(evidence, name, record)
    const lines = answers.map(({ turn, atMs, question, gapMs, lineMs, uncertaintyMs }) => [turn, Math.round(atMs), question, Math.round(gapMs), Math.round(lineMs), Math.round(uncertaintyMs)].join(','))
    return context.body(['turn,at_ms,question,gap_net_of_line_ms,line_ms,uncertainty_ms', ...lines, ''].join('\r\n'), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="gaps-${evidence}.csv"`,
    })
  })
  return app
}

function analysisOf(evidence: string, name: string, record: CallRecord): Analysis {
  const { facts, unavailable } = measureCall(record)
  const { turns, network } = turnsOf(record)
  const exchange = exchangeOf(cleanCall(turns).turns, network)
  const step = Math.max(1, Math.ceil(network.length / POINTS))
  return {
    evidence,
    name,
    source: record.source,
    candidate: record.candidate,
    durationMs: facts.basis.durationMs,
    turns: record.turns.map(({ speaker, startMs, endMs, kind }) => ({ speaker, startMs, endMs, question: kind })),
    answers: exchange.answers.map(({ turn, atMs, question, gapMs, uncertaintyMs }) => ({ turn, atMs, question, gapMs, uncertaintyMs, lineMs: lineDelay(network, atMs).ms })),
    network: network.filter((_, k) => k % step === 0).map(({ atMs }) => ({ atMs, ms: lineDelay(network, atMs).ms })),
    lineMeasured: exchange.measuredLine,
    challenges: (record.challenges ?? []).map(({ card, channel, atMs, mark, second }) => ({ card, channel, atMs, mark, second })),
    observed: (record.observed ?? []).map(({ what, atMs, by }) => ({ what, atMs, by })),
    delay: facts.turns?.delay ?? null,
    zeroThink: facts.turns?.zeroThink ?? null,
    whyNot: unavailable,
    population: populationGaps,
    notes: record.notes,
  }
}
