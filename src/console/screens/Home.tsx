import { useCan } from '../session/session.tsx'
import { HandIn } from './HandIn.tsx'
import { Keeper } from './Keeper.tsx'
import { QueueScreen } from './queue/QueueScreen.tsx'

/** The first screen: the queue for those who work on it, the machine for its keeper, the letter slot for the others. */
export function Home() {
  const queue = useCan('seeQueue')
  const keeper = useCan('seeHealth')
  if (queue) return <QueueScreen />
  return keeper ? <Keeper /> : <HandIn />
}
