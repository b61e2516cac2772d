import { OpenAPIHono, z } from '@hono/zod-openapi'
import { reliabilityOf, rulesOf } from '../../../cases/learning/calibration.ts'
import { ablationsOf, impactOf, smallest } from '../../../cases/learning/impact.ts'
import { proposeWeights, type Proposal } from '../../../cases/learning/propose.ts'
import { SallyportError } from '../../../core/errors.ts'
import { judge } from '../../../core/posture.ts'
import { weigh, type Ledger } from '../../../core/weigh.ts'
import { rows } from '../../../jobs/house.ts'
import { categories, groupedCases, settledCases, stepsUp } from '../../../jobs/learning/settled.ts'
import { packFiles, publicPackFolder } from '../../../store/packs.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import type { Impact, Learning, StoredProposal } from './contract.ts'
import { selfIdentificationPages, selfIdentificationRoutes } from './self-identification.ts'

interface Kept extends Proposal {
  readonly by: string
  readonly signedBy: string | null
  readonly signedAt: number | null
}

const space = 'weight-proposal'

/** What settled cases teach: calibration, proposals that two people sign, adverse impact. */
export const learning: OpenRoom = async (keeper) => ({ routes: [learningRoutes(keeper), impactRoutes(keeper), selfIdentificationRoutes(keeper)], pages: [selfIdentificationPages(keeper)] })

function learningRoutes({ house, desk, newId }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const proposals = async (org: string): Promise<StoredProposal[]> => {
    const [kept, people] = await Promise.all([rows(house).doorRows.list<Kept>(org, 'cases', space, { newestFirst: true, limit: 50 }), rows(house).users.list(org)])
    const nameOf = (wanted: string): string => people.find(({ id }) => id === wanted)?.name ?? wanted
    return kept.flatMap(({ id, sortAt, value }) =>
      value === undefined ? [] : [{ id, at: sortAt, changes: value.changes, diff: value.diff, madeBy: { id: value.by, name: nameOf(value.by) }, signedBy: value.signedBy === null || value.signedAt === null ? null : { name: nameOf(value.signedBy), at: value.signedAt } }],
    )
  }

  app.openapi(guarded({ method: 'get', path: '/api/learning', summary: 'How postures and rules did', action: 'calibration.read', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'calibration.read', theHouse)
    const settled = await settledCases(house, actor.org)
    const answer: Learning = { reliability: reliabilityOf(settled), rules: rulesOf(settled, house.clock.now()), proposals: await proposals(actor.org) }
    return context.json(answer, 200)
  })
  app.openapi(guarded({ method: 'post', path: '/api/learning/proposals', summary: 'Propose weights from settled cases, for another person to sign', action: 'playbook.write', status: 201, answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'playbook.write', theHouse)
    const files = packFiles(publicPackFolder)
    const fileOf = (rule: string) => files.find(({ path }) => path.endsWith(`/${rule}.yaml`)) ?? null
    const proposal = proposeWeights(rulesOf(await settledCases(house, actor.org), house.clock.now()), fileOf)
    if (proposal.changes.length === 0) throw new SallyportError('SP_CONFLICT', 'The settled cases contradict no weight: there is nothing to propose.')
    const id = newId()
    await rows(house).doorRows.put(actor.org, 'cases', space, id, { ...proposal, by: actor.id, signedBy: null, signedAt: null } satisfies Kept)
    return context.json((await proposals(actor.org)).find((one) => one.id === id), 201)
  })
  app.openapi(guarded({ method: 'post', path: '/api/learning/proposals/{id}/signature', summary: 'Sign a proposal, as the second person', action: 'calibration.sign-off', status: 204, request: { params: z.object({ id: z.uuid() }) } }), async (context) => {
    const { id } = context.req.valid('param')
    let found: Kept | undefined
    const { actor } = await enter(context, desk, 'calibration.sign-off', async (me) => {
      found = (await rows(house).doorRows.get<Kept>(me.actor.org, 'cases', space, id))?.value
      return { ...theHouse(me), madeBy: found?.by ?? 'nobody' }
    }, id)
    if (found === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such proposal.')
    if (found.signedBy !== null) throw new SallyportError('SP_CONFLICT', 'It was signed before.')
    await rows(house).doorRows.put(actor.org, 'cases', space, id, { ...found, signedBy: actor.id, signedAt: house.clock.now() } satisfies Kept)
    return context.body(null, 204)
  })
  return app
}

function impactRoutes({ house, desk }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/impact', summary: 'Adverse impact by voluntary self-identification, in groups of thirty and more', action: 'calibration.read', request: { query: z.object({ category: z.enum(categories).default('gender') }) }, answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'calibration.read', theHouse)
    const { category } = context.req.valid('query')
    const people = await groupedCases(house, actor.org, category)
    const { total } = await rows(house).cases.queue(actor.org, { doors: ['apply'], limit: 1 })
    const answer: Impact = { category, groups: impactOf(people), ablations: ablationsOf(people, wouldStepUp), cases: total, answered: people.length < smallest ? null : people.length, smallest }
    return context.json(answer, 200)
  })
  return app
}

/** The posture anew, without one group of findings. */
function wouldStepUp(ledger: Ledger, without: string | null): boolean {
  const groups = ledger.groups.filter(({ group }) => group !== without)
  const held = groups.some(({ group, heldBack }) => group === 'link' && heldBack !== null)
  const support = held ? { artefacts: 0, rarestBits: 0 } : { artefacts: groups.some(({ group }) => group === 'link') ? 2 : 0, rarestBits: 0 }
  const again = weigh(groups.flatMap(({ findings }) => findings), support, ledger.prior)
  return stepsUp(judge(again, support).posture)
}
