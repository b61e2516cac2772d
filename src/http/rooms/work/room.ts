import { z } from 'zod'
import { SallyportError } from '../../../core/errors.ts'
import { keepWork } from '../../../jobs/work/keep.ts'
import { measureStale } from '../../../jobs/work/measure.ts'
import { pollDue } from '../../../jobs/work/poll.ts'
import type { OpenRoom } from '../room.ts'
import { readSettings } from '../settings.ts'
import { activityRoutes } from './activity.ts'
import { takeFolder } from './folder.ts'
import { hookPages } from './hooks.ts'
import { ownRoutes } from './own.ts'
import { peopleRoutes } from './people.ts'
import { sourceRoutes } from './sources.ts'
import { listenSyslog, type SyslogSettings } from './syslog.ts'

const settings = z.object({
  SALLYPORT_WORK_FOLDER: z.string().optional(),
  SALLYPORT_SYSLOG_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  SALLYPORT_SYSLOG_HOST: z.string().default('0.0.0.0'),
  SALLYPORT_SYSLOG_CERT: z.string().optional(),
  SALLYPORT_SYSLOG_KEY: z.string().optional(),
  SALLYPORT_SYSLOG_SENDERS: z.string().optional(),
  /** Minutes between two looks at what came in. */
  SALLYPORT_WORK_MINUTES: z.coerce.number().int().min(1).max(1_440).default(60),
})

const MINUTE = 60_000

/** Employee accounts: sources, records under pseudonyms, and each colleague's own view. */
export const work: OpenRoom = async (keeper) => {
  const { house, org, report } = keeper
  const own = readSettings(settings, keeper.environment)
  const folder = own.SALLYPORT_WORK_FOLDER
  const syslog = own.SALLYPORT_SYSLOG_PORT === undefined ? null : await listenSyslog(keeper, syslogOf(own.SALLYPORT_SYSLOG_PORT, own))

  const timers = [
    every(MINUTE, () => pollDue(house, org)),
    every(own.SALLYPORT_WORK_MINUTES * MINUTE, () => measureStale(house, org)),
    every(24 * 60 * MINUTE, () => keepWork(house, org)),
    ...(folder === undefined ? [] : [every(MINUTE / 2, () => takeFolder(keeper, folder))]),
  ]
  function every(ms: number, work: () => Promise<unknown>): () => void {
    let busy = false
    const timer = setInterval(() => {
      if (busy) return
      busy = true
      void work().catch(report).finally(() => (busy = false))
    }, ms)
    timer.unref()
    return () => clearInterval(timer)
  }

  return {
    routes: [peopleRoutes(keeper), sourceRoutes(keeper), activityRoutes(keeper), ownRoutes(keeper)],
    pages: [hookPages(keeper)],
    async stop() {
      for (const stop of timers) stop()
      await syslog?.stop()
    },
  }
}

/** @throws SP_CONFIG without a certificate: there is no syslog in the clear */
function syslogOf(port: number, own: z.output<typeof settings>): SyslogSettings {
  const { SALLYPORT_SYSLOG_HOST: host, SALLYPORT_SYSLOG_CERT: certificate, SALLYPORT_SYSLOG_KEY: key, SALLYPORT_SYSLOG_SENDERS: senders } = own
  if (certificate === undefined || key === undefined) throw new SallyportError('SP_CONFIG', 'SALLYPORT_SYSLOG_PORT is set, but SALLYPORT_SYSLOG_CERT and SALLYPORT_SYSLOG_KEY name no certificate.', { variable: 'SALLYPORT_SYSLOG_CERT' })
  return { port, host, certificate, key, senders: senders ?? null }
}
