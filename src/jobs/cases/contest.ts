import { moveCase } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { looksLikeToken, tokenHash } from '../../guard/sign-in/token.ts'
import { rows, transact, type House } from '../house.ts'
import { actOn } from './events.ts'

/** What the person's own page says. */
export interface ContestPage {
  readonly until: number
  /** When their answer arrived; null: it has not yet. */
  readonly answeredAt: number | null
}

/** @throws SP_SIGN_IN, the same sentence for a wrong, an old and a made-up link */
export async function contestPage(house: House, token: string): Promise<ContestPage> {
  const link = looksLikeToken(token) ? await rows(house).oneTimeLinks.find(tokenHash(token)) : null
  if (link === null || link.purpose !== 'contest') throw new SallyportError('SP_SIGN_IN', 'This link is too old, or is not whole.')
  return { until: link.expiresAt, answeredAt: link.usedAt }
}

/**
 * Takes the person's answer, once: it stands on the case, sealed with their own key, and the case moves to `contest`.
 * Nothing about the case is told to whoever holds the link.
 *
 * @throws SP_SIGN_IN, SP_INPUT
 */
export async function takeContest(house: House, token: string, text: string): Promise<void> {
  const words = text.trim()
  if (words === '' || words.length > 8_000) throw new SallyportError('SP_INPUT', 'Write between 1 and 8,000 characters.', { field: 'text' })
  await contestPage(house, token)
  await transact(house, async (tables) => {
    const link = await tables.oneTimeLinks.use(tokenHash(token), 'contest')
    const id = (link?.data as { case?: Id } | undefined)?.case
    const item = link === null || id === undefined ? null : await tables.cases.find(link.org, id)
    if (link === null || item === null) throw new SallyportError('SP_SIGN_IN', 'This link was used before, or is too old.')
    // Closed early by mistake, or reopened for another reason: the answer is kept all the same.
    if (item.state === 'notice') await tables.cases.write(link.org, item, moveCase(item, 'contest', house.clock.now()))
    await tables.caseEvents.add(link.org, { case: item.id, subject: item.subject }, { actor: 'person', type: 'contest', data: { from: item.state }, text: words })
  })
}

/**
 * Somebody who did not decide answers a contest: the decision is reopened, or it stands.
 *
 * @throws SP_CASE_MOVE when nothing is contested
 */
export async function answerContest(house: House, org: Id, id: Id, actor: Id, answer: 'reopen' | 'stands', reason: string): Promise<void> {
  await actOn(house, org, id, actor, async (tables, item) => {
    if (item.state !== 'contest') throw new SallyportError('SP_CASE_MOVE', 'Nobody contests this case.', { from: item.state })
    if (item.decision?.by === actor) throw new SallyportError('SP_FORBIDDEN', 'Whoever decided does not judge the contest.')
    if (answer === 'reopen') await tables.cases.write(org, item, moveCase(item, 'evidence', house.clock.now()))
    return { event: { type: 'contest-answer', data: { answer }, text: reason }, result: undefined }
  })
}
