import type { Circle } from '../../../circle/open.ts'
import type { House } from '../../../jobs/house.ts'
import { rows } from '../../../jobs/house.ts'
import type { Desk } from '../../desk.ts'
import type { Caller } from '../../session.ts'
import type { Resource } from '../../../guard/policy/policy.ts'

/** What the circle's routes work over. */
export interface Counter {
  readonly house: House
  readonly desk: Desk
  readonly circle: Circle
  readonly org: string
  readonly newId: () => string
  /** Puts all errands into the queue now. */
  readonly round: (org: string) => Promise<void>
  /** Looks at the groups anew after an exit was added or removed. */
  readonly groupsChanged: () => Promise<void>
}

/** The circle's door as a resource. */
export function circleDoor(caller: Caller): Resource {
  return { org: caller.actor.org, place: 'circle' }
}

/** Names of the house's people, for ids. */
export async function namesOf({ house, org }: Counter): Promise<(id: string) => string> {
  const names = new Map((await rows(house).users.list(org)).map((user) => [user.id, user.name]))
  return (id) => names.get(id) ?? (id === 'rules' ? 'the rules' : 'somebody who left')
}
