import type { Me } from '../../http/contract.ts'
import { allowed } from '../session/abilities.ts'

export interface Place {
  /** A path of the router. Adding a room adds its path here and a line below. */
  readonly to: '/' | '/playbook' | '/audit' | '/health'
  readonly name: string
  /** For the command palette. */
  readonly about: string
  /** Looked at now and then: stands under "House" in the header, so that the day's rooms stay few. */
  readonly house?: true
}

/** The rooms this person's role opens, in the order of the day's work. */
export function placesFor(me: Me): readonly Place[] {
  const places: (Place | false)[] = [
    { to: '/', ...first(me) },
    allowed(me, 'seePlaybook') && { to: '/playbook', name: 'Playbook', about: 'The rules and what they weigh', house: true },
    allowed(me, 'seeAudit') && { to: '/audit', name: 'Audit', about: 'Who did what, and whether the log is whole', house: true },
    allowed(me, 'seeHealth') && { to: '/health', name: 'Health', about: 'Whether the house is in order', house: true },
  ]
  return places.filter((place) => place !== false)
}

function first(me: Me): Pick<Place, 'name' | 'about'> {
  if (allowed(me, 'seeQueue')) return { name: 'Queue', about: 'All cases of all doors' }
  if (allowed(me, 'seeHealth')) return { name: 'House', about: 'What you keep' }
  return { name: 'Report', about: 'Hand something in' }
}
