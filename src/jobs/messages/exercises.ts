import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { drawExercise } from '../../doors/messages/exercises.ts'
import { newId } from '../../store/new-id.ts'
import { rows, type House } from '../house.ts'

/**
 * Exercises plant messages of which it is known that they came: what share of them is reported tells how many real ones
 * are not. What one person did is kept nowhere: only that a copy was opened, and that it was reported.
 */
const space = 'exercise-copies'
const rounds = 'exercises'

const copy = z.object({ round: z.string(), at: z.number(), clicked: z.number().nullable(), reported: z.number().nullable() })
type Copy = z.infer<typeof copy>

export interface Round {
  readonly id: string
  readonly template: string
  readonly at: number
  readonly copies: number
  readonly clicked: number
  readonly reported: number
  /** Opened and not reported. */
  readonly clickedOnly: number
  /** Milliseconds from sending to the first report; null: none yet. */
  readonly firstReport: number | null
}

/** Makes the copies of a round; whoever sends them takes the texts. */
export async function makeRound(house: House, org: Id, template: string, count: number, url: string): Promise<{ id: string; mails: { subject: string; text: string }[] }> {
  const id = newId()
  const at = house.clock.now()
  const tables = rows(house)
  const mails: { subject: string; text: string }[] = []
  for (let made = 0; made < count; made++) {
    const token = randomBytes(9).toString('base64url').toLowerCase().replace(/[^a-z0-9]/g, 'x')
    const drawn = drawExercise(template, made + 1, `${url}/exercise/${token}`)
    if (drawn === null) throw new SallyportError('SP_INPUT', 'There is no such template.', { field: 'template' })
    mails.push({ subject: drawn.subject, text: drawn.text })
    await tables.doorRows.put(org, 'messages', space, token, { round: id, at, clicked: null, reported: null } satisfies Copy, { ref: id, sortAt: at })
  }
  await tables.doorRows.put(org, 'messages', rounds, id, { template, copies: count }, { sortAt: at })
  return { id, mails }
}

/** The copy was opened. Nobody is named. */
export async function clicked(house: House, org: Id, token: string): Promise<boolean> {
  return await mark(house, org, token, 'clicked')
}

/** Whether a reported text is an exercise; then it counts as reported. */
export async function reportedExercise(house: House, org: Id, text: string): Promise<boolean> {
  const token = /\/exercise\/([a-z0-9]{8,20})\b/.exec(text)?.[1]
  return token !== undefined && (await mark(house, org, token, 'reported'))
}

async function mark(house: House, org: Id, token: string, what: 'clicked' | 'reported'): Promise<boolean> {
  const row = await rows(house).doorRows.get(org, 'messages', space, token)
  const read = copy.safeParse(row?.value)
  if (row === null || !read.success) return false
  if (read.data[what] === null)
    await rows(house).doorRows.put(org, 'messages', space, token, { ...read.data, [what]: house.clock.now() }, { ref: read.data.round, sortAt: read.data.at })
  return true
}

/** Every round with what came of it, newest first. */
export async function roundsOf(house: House, org: Id): Promise<Round[]> {
  const tables = rows(house)
  const made = await tables.doorRows.list<{ template: string; copies: number }>(org, 'messages', rounds, { newestFirst: true, limit: 200 })
  return await Promise.all(
    made.map(async ({ id, sortAt, value }) => {
      const copies = (await tables.doorRows.list(org, 'messages', space, { ref: id, limit: 20_000 })).flatMap((row) => copy.safeParse(row.value).data ?? [])
      const times = copies.flatMap(({ reported }) => (reported === null ? [] : [reported - sortAt]))
      return {
        id,
        template: value?.template ?? '',
        at: sortAt,
        copies: copies.length,
        clicked: copies.filter((one) => one.clicked !== null).length,
        reported: times.length,
        clickedOnly: copies.filter((one) => one.clicked !== null && one.reported === null).length,
        firstReport: times.length === 0 ? null : Math.min(...times),
      }
    }),
  )
}

/** Planted messages of a span of time, and how many of them were reported. */
export async function exerciseOutcomes(house: House, org: Id, from: number, to: number): Promise<{ planted: number; reported: number }> {
  const copies = (await rows(house).doorRows.list(org, 'messages', space, { from, to, limit: 50_000 })).flatMap((row) => copy.safeParse(row.value).data ?? [])
  return { planted: copies.length, reported: copies.filter(({ reported }) => reported !== null).length }
}
