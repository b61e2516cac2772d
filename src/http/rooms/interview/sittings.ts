import { SallyportError } from '../../../core/errors.ts'
import type { Id } from '../../../core/ids.ts'
import type { Random } from '../../../core/random.ts'
import { drawCards, type Burns } from '../../../doors/interview/draw.ts'
import { knowledgeQuestions } from '../../../doors/interview/knowledge.ts'
import { scriptOf, type ScriptRole } from '../../../doors/interview/script.ts'
import { sitting, type Sitting } from '../../../doors/interview/sitting.ts'
import { rows, transact, type House } from '../../../jobs/house.ts'
import type { Repositories } from '../../../store/repositories/repositories.ts'

const DOOR = 'interview'
const REGIME = 'interview.regimeQuestion'
/** How many calls the list shows. */
const LISTED = 200

export interface Kept {
  readonly id: string
  readonly subject: Id
  readonly sitting: Sitting
}

export interface Beginning {
  readonly label: string
  readonly role: ScriptRole
  readonly stage: string
  readonly accommodated: boolean
  readonly place: string | null
  readonly case: { readonly id: Id; readonly subject: Id } | null
}

/** Calls that are being run, and the counters of how often each card was used. Sealed under the candidate's key. */
export function sittings(house: House, newId: () => Id, random: Random) {
  const read = async (tables: Repositories, org: Id, id: string): Promise<Kept> => {
    const row = await tables.doorRows.get(org, DOOR, 'sitting', id)
    if (row === null || row.value === undefined || row.subject === null)
      throw new SallyportError('SP_NOT_FOUND', 'There is no such call, or its notes were erased.')
    return { id, subject: row.subject, sitting: sitting.parse(row.value) }
  }
  const burns = async (tables: Repositories, org: Id): Promise<Burns> =>
    (((await tables.doorRows.get(org, DOOR, 'kit', 'burns'))?.value as Burns | undefined) ?? {})

  return {
    find: (org: Id, id: string): Promise<Kept> => read(rows(house), org, id),
    burns: (org: Id): Promise<Burns> => burns(rows(house), org),

    async list(org: Id, subject?: Id): Promise<readonly Kept[]> {
      const found = await rows(house).doorRows.list(org, DOOR, 'sitting', { newestFirst: true, limit: LISTED, ...(subject === undefined ? {} : { subject }) })
      return found.flatMap((row) => {
        const known = sitting.safeParse(row.value)
        return known.success && row.subject !== null ? [{ id: row.id, subject: row.subject, sitting: known.data }] : []
      })
    },

    /** Draws script and cards and opens the call. The draw and its counters are written in one transaction. */
    begin: (org: Id, who: Id, plan: Beginning): Promise<Kept> =>
      transact(house, async (tables) => {
        const subject = plan.case?.subject ?? newId()
        if (plan.case === null) await tables.subjects.insert(org, { id: subject, kind: 'person', name: plan.label })
        const { drawn, burns: counted } = drawCards(plan.stage, await burns(tables, org), random)
        const now = house.clock.now()
        const opened: Sitting = {
          case: plan.case?.id ?? null,
          label: plan.label,
          role: plan.role,
          stage: plan.stage,
          accommodated: plan.accommodated,
          begunAt: now,
          people: [who],
          key: Buffer.from(random.bytes(16)).toString('base64url'),
          script: [...scriptOf(plan.role, random)],
          cards: drawn.map((card) => ({ ...card, shownAt: null, mark: null, second: null })),
          knowledge: [...knowledgeQuestions({ employers: await employersOf(tables, org, subject), place: plan.place }, random)],
          observations: [],
          taps: [],
          steps: [],
          meeting: null,
          regime: null,
          evidence: null,
        }
        const id = newId()
        await tables.doorRows.put(org, DOOR, 'kit', 'burns', counted)
        await tables.doorRows.put(org, DOOR, 'sitting', id, opened, { subject, sortAt: now })
        return { id, subject, sitting: opened }
      }),

    /** Changes a call that still runs. @throws SP_CONFLICT once it was handed in */
    change: (org: Id, id: string, how: (call: Sitting, now: number) => Sitting): Promise<Kept> =>
      transact(house, async (tables) => {
        const kept = await read(tables, org, id)
        if (kept.sitting.evidence !== null) throw new SallyportError('SP_CONFLICT', 'This call was handed in; nothing of it changes any more.')
        const changed = how(kept.sitting, Math.max(0, house.clock.now() - kept.sitting.begunAt))
        await tables.doorRows.put(org, DOOR, 'sitting', id, changed, { subject: kept.subject, sortAt: changed.begunAt })
        return { ...kept, sitting: changed }
      }),

    /** Whether the operator turned the question about a head of state on. */
    async regime(org: Id): Promise<boolean> {
      return (await rows(house).settings.get(org, REGIME)) === true
    },
    setRegime: (org: Id, on: boolean, who: string): Promise<void> => rows(house).settings.set(org, REGIME, on, who),
  }
}

/** Employers that the person's résumé names: one of them carries the planted detail. */
async function employersOf(tables: Repositories, org: Id, subject: Id): Promise<string[]> {
  const stored = await tables.facts.ofSubject(org, subject)
  return stored.flatMap(({ root, facts }) => {
    const positions = root === 'resume' ? (facts as { positions?: unknown }).positions : null
    return Array.isArray(positions) ? positions.flatMap((one: { employer?: unknown }) => (typeof one.employer === 'string' ? [one.employer] : [])) : []
  })
}
