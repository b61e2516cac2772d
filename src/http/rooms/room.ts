import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { Id } from '../../core/ids.ts'
import type { Rate } from '../../guard/rate-limit.ts'
import type { House } from '../../jobs/house.ts'
import type { Desk } from '../desk.ts'
import type { EventHub } from '../event-hub.ts'
import type { Environment } from '../session.ts'

/** What a room is given when it opens. */
export interface Keeper {
  readonly house: House
  readonly desk: Desk
  readonly hub: EventHub
  readonly org: Id
  /** What the organisation is called, also among its peers. */
  readonly name: string
  /** Where people reach the console: `https://sallyport.example.com`, no slash at the end. */
  readonly url: string
  /** Folder of the installation: keys and what must outlive a restart. */
  readonly folder: string
  /** The operator's settings as they were written; a room reads its own with `readSettings`. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly newId: () => Id
  /** One bucket a key. @throws SP_RATE_LIMITED */
  readonly limit: (key: string, rate: Rate) => Promise<void>
  readonly report: (error: Error) => void
}

/** What a door has beyond the common intake, queue and case file. */
export interface Room {
  /** For people and programs with a session or a token: each route names its action of the policy. */
  readonly routes: readonly OpenAPIHono<Environment>[]
  /** For candidates, reporters and peers, who have neither: these guard themselves. */
  readonly pages?: readonly Hono[]
  /** Ends listeners, pollers and mailboxes. */
  readonly stop?: () => Promise<void> | void
}

export type OpenRoom = (keeper: Keeper) => Promise<Room>
