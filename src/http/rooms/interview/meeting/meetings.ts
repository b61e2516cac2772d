import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { SallyportError } from '../../../../core/errors.ts'
import type { Id } from '../../../../core/ids.ts'
import { callTurn, networkSample } from '../../../../doors/interview/record.ts'
import { newToken, looksLikeToken, tokenHash } from '../../../../guard/sign-in/token.ts'
import { rows, transact, type House } from '../../../../jobs/house.ts'

const DOOR = 'interview'
const PURPOSE = 'meeting'
/** A link is good for a day, a meeting for four hours from its first guest. */
const LINK_MS = 86_400_000
const MEETING_MS = 4 * 3_600_000
/** A buffer holds sound back this long at most on a usable line; more is not believed: it would be taken off a delay. */
const MOST_PLAYOUT_MS = 250
/** What one meeting may pile up. */
const MOST = { turns: 20_000, network: 20_000 } as const

export const seats = ['interviewer', 'candidate'] as const
export type Seat = (typeof seats)[number]

const meeting = z.object({
  /** The call on the interviewer's page this meeting belongs to, and when that began. */
  call: z.string(),
  callBegunAt: z.number(),
  expiresAt: z.number(),
  /** SHA-256 of the seat's token, base64url; null until somebody sat down. */
  seats: z.object({ interviewer: z.string().nullable(), candidate: z.string().nullable() }),
  turns: z.array(callTurn),
  network: z.array(networkSample),
  /** What the candidate's end says its buffer holds; its own word, bounded. */
  remotePlayoutMs: z.number().nullable(),
})
export type Meeting = z.infer<typeof meeting>

export interface Seated {
  readonly org: Id
  readonly id: string
  readonly seat: Seat
  readonly meeting: Meeting
}

/** Meetings of two people. Times are on the call's clock. Nothing that was said or seen comes here. */
export function meetings(house: House, org: Id) {
  const find = async (tables: ReturnType<typeof rows>, id: string): Promise<{ subject: Id; meeting: Meeting } | null> => {
    const row = await tables.doorRows.get(org, DOOR, 'meeting', id)
    const read = meeting.safeParse(row?.value)
    return row === null || row.subject === null || !read.success ? null : { subject: row.subject, meeting: read.data }
  }
  const put = (tables: ReturnType<typeof rows>, id: string, subject: Id, value: Meeting): Promise<void> => tables.doorRows.put(org, DOOR, 'meeting', id, value, { subject, ref: value.call })

  return {
    async ofCall(call: string): Promise<Meeting | null> {
      const [row] = await rows(house).doorRows.list(org, DOOR, 'meeting', { ref: call, newestFirst: true, limit: 1 })
      const read = meeting.safeParse(row?.value)
      return read.success ? read.data : null
    },

    /**
     * Makes a link for a seat of the call's meeting, and the meeting if there is none. A new link empties the seat: who sat
     * there before has to leave.
     */
    invite: (id: string, call: { id: string; begunAt: number; subject: Id }, seat: Seat): Promise<string> =>
      transact(house, async (tables) => {
        const now = house.clock.now()
        const kept = (await find(tables, id))?.meeting ?? { call: call.id, callBegunAt: call.begunAt, expiresAt: now + LINK_MS, seats: { interviewer: null, candidate: null }, turns: [], network: [], remotePlayoutMs: null }
        await put(tables, id, call.subject, { ...kept, expiresAt: Math.max(kept.expiresAt, now + LINK_MS), seats: { ...kept.seats, [seat]: null } })
        const token = newToken()
        await tables.oneTimeLinks.insert(org, tokenHash(token), { purpose: PURPOSE, expiresAt: now + LINK_MS, subject: call.subject, data: { meeting: id, seat } })
        return token
      }),

    /** Uses up a link and gives the seat's own token, which a reload keeps. @throws SP_SIGN_IN */
    async enter(token: string): Promise<{ readonly id: string; readonly seat: Seat; readonly token: string; readonly now: number }> {
      if (!looksLikeToken(token)) throw new SallyportError('SP_SIGN_IN', 'This link is not whole.')
      return transact(house, async (tables) => {
        const link = await tables.oneTimeLinks.use(tokenHash(token), PURPOSE)
        const data = link?.data as { meeting?: unknown; seat?: unknown } | undefined
        const id = typeof data?.meeting === 'string' ? data.meeting : null
        const seat = seats.find((one) => one === data?.seat)
        const found = id === null ? null : await find(tables, id)
        if (link === null || link.org !== org || id === null || seat === undefined || found === null)
          throw new SallyportError('SP_SIGN_IN', 'This link was used already, or it is too old. Ask for a new one.')
        const own = newToken()
        const now = house.clock.now()
        await put(tables, id, found.subject, { ...found.meeting, expiresAt: now + MEETING_MS, seats: { ...found.meeting.seats, [seat]: hashed(own) } })
        return { id, seat, token: `${id}.${own}`, now: now - found.meeting.callBegunAt }
      })
    },

    /** Who sits where, by the token of the seat. @throws SP_SIGN_IN */
    async seated(header: string | undefined): Promise<Seated> {
      const [id = '', token = ''] = (header ?? '').replace(/^Bearer /, '').split('.')
      const found = /^[\w-]{36}$/.test(id) && looksLikeToken(token) ? await find(rows(house), id) : null
      const seat = found === null ? undefined : seats.find((one) => same(found.meeting.seats[one], hashed(token)))
      if (found === null || seat === undefined || found.meeting.expiresAt < house.clock.now()) throw new SallyportError('SP_SIGN_IN', 'You have no seat in this meeting any more. Ask for a new link.')
      return { org, id, seat, meeting: found.meeting }
    },

    /** Adds what an end measured. Only the interviewer's end times turns: the other's word on itself proves nothing. */
    report: (at: Seated, told: { turns: Meeting['turns']; network: Meeting['network']; playoutMs: number | null }): Promise<void> =>
      transact(house, async (tables) => {
        const found = await find(tables, at.id)
        if (found === null) return
        const { meeting: kept } = found
        const next =
          at.seat === 'candidate'
            ? { ...kept, remotePlayoutMs: told.playoutMs === null ? null : Math.min(MOST_PLAYOUT_MS, told.playoutMs) }
            : {
                ...kept,
                turns: [...kept.turns, ...told.turns].slice(0, MOST.turns),
                network: [...kept.network, ...told.network.map((sample) => ({ ...sample, remotePlayoutMs: kept.remotePlayoutMs }))].slice(0, MOST.network),
              }
        await put(tables, at.id, found.subject, next)
      }),
  }
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url')

function same(a: string | null, b: string): boolean {
  return a !== null && a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
