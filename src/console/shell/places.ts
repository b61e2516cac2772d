import type { Me } from '../../http/contract.ts'
import { allowed } from '../session/abilities.ts'

export interface Place {
  /** A path of the router. Adding a room adds its path here and a line below. */
  readonly to:
    | '/'
    | '/about-you'
    | '/audit'
    | '/calibration'
    | '/check-in'
    | '/circle'
    | '/health'
    | '/interview'
    | '/layouts'
    | '/links'
    | '/messages'
    | '/packages'
    | '/people'
    | '/playbook'
    | '/report'
    | '/retention'
    | '/suspicious-call'
    | '/work'
    | '/work-sources'
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
    (allowed(me, 'recordCheck') || allowed(me, 'changeSettings')) && { to: '/check-in', name: 'Check-in', about: 'Ask somebody new to check in; how it is set up' },
    allowed(me, 'runCall')
      ? { to: '/interview', name: 'Interview', about: 'Run a call from one page' }
      : allowed(me, 'changeSettings') && { to: '/interview', name: 'Interview', about: 'What may be asked', house: true },
    allowed(me, 'seeWork') && { to: '/work', name: 'Work', about: 'Employee accounts, under pseudonyms' },
    allowed(me, 'seePackages') && { to: '/packages', name: 'Packages', about: 'Releases that were judged, and who holds them' },
    allowed(me, 'seeCounts') && { to: '/messages', name: 'Messages', about: 'Who writes to us, how often, and what to do about it' },
    allowed(me, 'seeLinks') && { to: '/links', name: 'Links', about: 'Who belongs together, and why' },
    allowed(me, 'seePeers') && { to: '/circle', name: 'Circle', about: 'What peers send, what we tell them, and who they are' },
    // What an employee needs most is what an analyst needs least.
    allowed(me, 'handIn') && { to: '/report', name: 'Ask about a message', about: 'Paste a message that reached you; the answer takes a minute', ...seldom(me) },
    allowed(me, 'handIn') && { to: '/suspicious-call', name: 'A call feels wrong', about: 'What to do now, and the report', ...seldom(me) },
    allowed(me, 'seeLinks') && { to: '/layouts', name: 'Layouts', about: 'Résumé layouts that several applicants use', house: true },
    allowed(me, 'seePlaybook') && { to: '/playbook', name: 'Playbook', about: 'The rules and what they weigh', house: true },
    allowed(me, 'seeLearning') && { to: '/calibration', name: 'Calibration', about: 'What the rules claimed, and what came of it', house: true },
    allowed(me, 'seeSources') && { to: '/work-sources', name: 'Work sources', about: 'Where work logs come from, and what colleagues were told', house: true },
    allowed(me, 'seeAudit') && { to: '/audit', name: 'Audit', about: 'Who did what, and whether the log is whole', house: true },
    allowed(me, 'seeSettings') && { to: '/retention', name: 'Retention', about: 'What is kept, how long, and holds', house: true },
    allowed(me, 'managePeople') && { to: '/people', name: 'People', about: 'Accounts, roles and API tokens', house: true },
    allowed(me, 'seeHealth') && { to: '/health', name: 'Health', about: 'Whether the house is in order', house: true },
    { to: '/about-you', name: 'About you', about: 'Everything held about your own account', house: true },
  ]
  return places.filter((place) => place !== false)
}

function seldom(me: Me): { readonly house?: true } {
  return allowed(me, 'seeQueue') ? { house: true } : {}
}

function first(me: Me): Pick<Place, 'name' | 'about'> {
  if (allowed(me, 'seeQueue')) return { name: 'Queue', about: 'All cases of all doors' }
  if (allowed(me, 'seeHealth')) return { name: 'House', about: 'What you keep' }
  return { name: 'Report', about: 'Hand something in' }
}
