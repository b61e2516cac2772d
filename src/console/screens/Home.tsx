import { useCan } from '../session/session.tsx'
import { HandIn } from './HandIn.tsx'
import { QueueScreen } from './queue/QueueScreen.tsx'

/** The first screen: the queue for those who work on it, the letter slot for everybody else. */
export function Home() {
  return useCan('seeQueue') ? <QueueScreen /> : <HandIn />
}
