import { existsSync } from 'node:fs'
import { SallyportError } from '../../../core/errors.ts'
import { rows } from '../../../jobs/house.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import { atsHooks, systems } from './ats/hooks.ts'
import { fetchWaiting } from './ats/inbox.ts'
import { tellDecisions } from './ats/outbound.ts'
import { addressTable } from './ats/visits.ts'
import { takeFolder } from './folder.ts'
import { takeMailbox } from './mailbox.ts'
import { applyRoutes } from './routes.ts'
import { applySettings, type ApplySettings } from './settings.ts'
import { regroupLayouts } from './regroup.ts'

const everySeconds = { waiting: 60, folder: 5, regroup: 6 * 3_600 }

/** The apply door's room: résumés side by side, layouts over time, and the ways by which applications arrive. */
export const apply: OpenRoom = async (keeper) => {
  const settings = applySettings(keeper.environment)
  if (settings.folder !== null && !existsSync(settings.folder)) {
    throw new SallyportError('SP_CONFIG', 'SALLYPORT_RESUME_FOLDER: there is no such folder.', { variable: 'SALLYPORT_RESUME_FOLDER' })
  }
  const rounds = intakeRounds(keeper, settings)
  return {
    routes: [applyRoutes(keeper)],
    pages: [atsHooks(keeper, settings.systems, rounds.now)],
    stop: rounds.stop,
  }
}

/** What is done again and again; one round of a kind at a time, and what fails is tried in the next. */
function intakeRounds({ house, org, folder, report }: Keeper, settings: ApplySettings): { now: () => void; stop: () => Promise<void> } {
  const set = settings.systems.map((own) => ({ ats: systems[own.id], settings: own }))
  const table = set.length === 0 ? null : addressTable(folder)
  const stops: (() => Promise<void>)[] = []
  const every = (seconds: number, work: () => Promise<unknown>): (() => void) => {
    let running: Promise<unknown> | null = null
    const round = (): void => {
      running ??= work()
        .catch((error: Error) => report(error))
        .finally(() => (running = null))
    }
    const timer = setInterval(round, seconds * 1_000)
    timer.unref()
    stops.push(async () => {
      clearInterval(timer)
      await running
    })
    return round
  }
  const now = every(everySeconds.waiting, async () => {
    if (set.length === 0) return
    await fetchWaiting(house, org, set, table, report)
    await tellDecisions(house, org, set, report)
  })
  const { folder: watched, mailbox } = settings
  if (watched !== null) every(everySeconds.folder, () => takeFolder(house, org, watched))
  if (mailbox !== null) every(mailbox.everySeconds, () => takeMailbox(house, org, mailbox))
  every(everySeconds.regroup, () => regroupLayouts(rows(house), org))
  if (set.length > 0) now()
  return { now, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) }
}
