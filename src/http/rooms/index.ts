import { apply } from './apply/room.ts'
import { checkin } from './checkin/room.ts'
import { cases } from './cases/room.ts'
import { circle } from './circle/room.ts'
import { learning } from './learning/room.ts'
import { links } from './links/room.ts'
import { packages } from './packages/room.ts'
import { people } from './people/room.ts'
import { rights } from './rights/room.ts'
import { interview } from './interview/room.ts'
import { messages } from './messages/room.ts'
import type { Keeper, OpenRoom, Room } from './room.ts'
import { work } from './work/room.ts'

/** Every room of the house. Adding one adds a folder and a line here. */
const rooms: readonly OpenRoom[] = [
  apply,
  circle,
  checkin,
  work,
  cases,
  links,
  learning,
  rights,
  packages,
  people,
  interview,
  messages,
]

/** Opens all rooms. When one does not open, those that did are shut again. */
export async function openRooms(keeper: Keeper): Promise<Required<Room>> {
  const opened: Room[] = []
  const stop = async (): Promise<void> => {
    for (const room of opened.toReversed()) await room.stop?.()
  }
  try {
    for (const open of rooms) opened.push(await open(keeper))
  } catch (error) {
    await stop()
    throw error
  }
  return { routes: opened.flatMap(({ routes }) => routes), pages: opened.flatMap(({ pages = [] }) => pages), stop }
}
