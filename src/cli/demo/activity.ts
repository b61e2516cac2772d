import { normal, type Random } from '../../core/random.ts'
import { between, day, daysBefore, hour, minute } from './calendar.ts'

/** One pair of hands at an account: when it works, on the clock of its own place. */
export interface Hands {
  /** Minutes from UTC, where the hands are. */
  readonly offset: number
  /** What the machine's clock is set to; a laptop in somebody's cupboard keeps the time of the cupboard. */
  readonly clock?: number
  /** Hours of the day, local. */
  readonly begin: number
  readonly length: number
  /** Share of days with an evening session, and of weekend days worked. */
  readonly evening: number
  readonly weekend: number
  readonly device: string
  readonly network: string
  readonly client: string
}

/** An employee as the logs know one: an account, what it told the company, and the hands that really work it. */
export interface Account {
  readonly account: string
  /** IANA zone the person told the company. */
  readonly zone: string
  readonly hands: readonly Hands[]
  readonly explainers?: readonly Record<string, unknown>[]
  /** Offset by which everything moves while a journey lasts: `[from day, to day, minutes]`, days before now. */
  readonly journey?: readonly [from: number, to: number, offset: number]
  /** Nights of this share of days hold a short session: a new parent, somebody on call. */
  readonly nights?: number
}

/** So many days of history an account has. */
const history = 170

/**
 * The account's presence as JSON lines: sign-ins and commits with their times, nothing of what was done.
 *
 * @param now milliseconds since 1970
 */
export function writeActivity(account: Account, now: number, random: Random): Uint8Array {
  const lines: Record<string, unknown>[] = [{ claim: { zone: account.zone, account: account.account } }, ...(account.explainers ?? [])]
  for (let ago = history; ago >= 1; ago--) {
    for (const hands of account.hands) {
      for (const at of momentsOf(hands, account, ago, now, random)) lines.push(eventOf(account, hands, at, lines.length))
    }
  }
  const [claim, ...rest] = lines
  const ordered = rest.toSorted((a, b) => Number(a['at'] ?? 0) - Number(b['at'] ?? 0))
  return new TextEncoder().encode([claim, ...ordered].map((line) => JSON.stringify(line)).join('\n') + '\n')
}

function momentsOf(hands: Hands, { journey, nights = 0 }: Account, ago: number, now: number, random: Random): number[] {
  const away = journey !== undefined && ago <= journey[0] && ago >= journey[1] ? journey[2] : 0
  const midnight = daysBefore(now, ago, 0) - (hands.offset + away) * minute
  const isWeekend = [0, 6].includes(new Date(daysBefore(now, ago, 12)).getUTCDay())
  if (random.next() > (isWeekend ? hands.weekend : 0.92)) return []
  const begin = hands.begin + 0.5 * normal(random)
  const moments: number[] = []
  for (let n = 6 + Math.floor(between(random, 0, 7)); n > 0; n--) moments.push(begin + hands.length * random.next())
  if (random.next() < hands.evening) moments.push(begin + hands.length + between(random, 1.5, 3))
  if (random.next() < nights) moments.push(between(random, 2, 4.5))
  return moments.map((hours) => Math.round(midnight + hours * hour))
}

function eventOf({ account }: Account, hands: Hands, at: number, index: number): Record<string, unknown> {
  const commits = index % 3 !== 0
  return {
    source: commits ? 'git' : 'okta',
    id: `${account}-${index}`,
    account,
    at,
    received: at + (commits ? 8 * minute : 0),
    class: 'interactive',
    session: `${account}-${Math.floor(at / day)}-${hands.device}`,
    device: hands.device,
    network: hands.network,
    asn: null,
    country: null,
    offset: commits ? (hands.clock ?? hands.offset) : null,
    client: hands.client,
    author: null,
    factor: null,
  }
}
