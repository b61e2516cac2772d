import type { Context } from 'hono'
import type { Clock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import type { SessionDocument, Stage } from '../measure/device/session-document.ts'
import type { IpAnswer } from '../measure/network/ip-table.ts'
import type { EdgeListener } from './edge/listener.ts'

/** Whom a one-time link is for, and at which stage. */
export interface CheckinLink {
  readonly org: Id
  readonly subject: Id
  readonly stage: Stage
}

/** What the check-in pages need of the house. */
export interface CheckinHouse {
  readonly clock: Clock
  /** Named in the notice: who asks. */
  readonly organisation: string
  /** Whether the company compares hands, for those who agree to it as well. */
  readonly comparesHands: () => Promise<boolean>
  /** Whether the person's own address may be asked for an answer, as the notice then says. */
  readonly asksExit: boolean
  /** Reads a link without using it up; null when it was used, expired or never made. */
  readonly peekLink: (token: string) => Promise<CheckinLink | null>
  /** Uses up a one-time link. @throws SP_LINK when it was used, expired or never made */
  readonly takeLink: (token: string, how: 'used' | 'call') => Promise<CheckinLink>
  /** One address, one bucket. @throws SP_RATE_LIMITED */
  readonly limit: (key: string) => Promise<void>
  /** Keeps a visit; adds what is known of the person's earlier ones. */
  readonly accept: (link: CheckinLink, visit: SessionDocument) => Promise<void>
  /** Told when a person prefers the call; kept as a wish for another way, never as a finding. */
  readonly declined: (link: CheckinLink) => Promise<void>
  /** The other end's address, as trusted proxies report it. */
  readonly addressOf: (context: Context) => string | null
  readonly lookUp: (address: string) => IpAnswer | null
  /** Keyed hash of an address, so that the address itself need not be kept. */
  readonly egressOf: (link: CheckinLink, address: string) => Promise<string>
  /** Our own listener; null behind a proxy that ends connections. */
  readonly edge: Pick<EdgeListener, 'connectionOf'> | null
  readonly stunPort: number | null
}
