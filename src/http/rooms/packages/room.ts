import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { readLockfile } from '../../../doors/packages/lockfile.ts'
import { rows } from '../../../jobs/house.ts'
import { followSettings, judgeArchives } from '../../../jobs/packages/follow.ts'
import { packageName } from '../../../jobs/packages/registry.ts'
import { PackageShelf } from '../../../jobs/packages/shelf.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { OpenRoom } from '../room.ts'
import { overviewOf, releaseFile } from './views.ts'

const named = z.object({ name: z.string().max(214).regex(packageName), version: z.string().min(1).max(100) })
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)
/** The largest archives npm has are 200 MB; a person hands in a suspect, not those. */
const mostArchive = 40_000_000
const json = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const followEvery = 60_000

/** The packages door beyond the common queue: judged releases, what people decided, our projects, following a registry. */
export const packages: OpenRoom = async ({ house, desk, org, environment, report }) => {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const settings = followSettings(environment)
  const shelfOf = (caller: Caller): PackageShelf => new PackageShelf(rows(house), caller.actor.org)
  const here = (caller: Caller) => ({ org: caller.actor.org, place: 'packages' as const, compartment: null })

  app.openapi(
    guarded({
      method: 'get',
      path: '/api/packages',
      summary: 'Releases that were judged, and the projects that hold them',
      action: 'verdict.read',
      answer: z.any(),
    }),
    async (context) => {
      const caller = await enter(context, desk, 'verdict.read', here)
      return context.json(await overviewOf(shelfOf(caller), settings !== null), 200)
    },
  )
  app.openapi(
    guarded({
      method: 'get',
      path: '/api/packages/release',
      summary: 'One release: what was inserted, where it leads, who holds it',
      action: 'verdict.read',
      request: { query: named },
      answer: z.any(),
    }),
    async (context) => {
      const { name, version } = context.req.valid('query')
      const shelf = shelfOf(await enter(context, desk, 'verdict.read', here))
      const release = await shelf.release(name, version)
      if (release === null) throw new SallyportError('SP_NOT_FOUND', `${name}@${version} was not judged here.`)
      return context.json(await releaseFile(shelf, release), 200)
    },
  )
  const handedIn = z.object({
    archive: base64.max(mostArchive),
    before: base64.max(mostArchive).nullable().default(null),
  })
  app.openapi(
    guarded({
      method: 'post',
      path: '/api/packages/releases',
      summary: 'Hand in an archive, and the version before it',
      action: 'evidence.submit',
      status: 201,
      request: json(handedIn),
      answer: z.any(),
    }),
    async (context) => {
      const { archive, before } = context.req.valid('json')
      const caller = await enter(context, desk, 'evidence.submit', here)
      const judged = await judgeArchives(
        house,
        Buffer.from(archive, 'base64'),
        before === null ? null : Buffer.from(before, 'base64'),
      )
      const { name, version } = judged.facts ?? { name: '', version: '' }
      if (!packageName.test(name) || version === '')
        throw new SallyportError('SP_PACKAGE_UNREADABLE', 'The archive has no package.json with a name and a version.')
      await shelfOf(caller).putRelease({ name, version, judgedAt: house.clock.now(), from: 'handed-in', ...judged })
      return context.json({ name, version, verdict: judged.verdict?.verdict ?? null }, 201)
    },
  )
  const decided = named.extend({
    decision: z.enum(['hold', 'allow']),
    reason: z.string().trim().min(12, 'say why, in a sentence').max(2_000),
  })
  app.openapi(
    guarded({
      method: 'post',
      path: '/api/packages/decisions',
      summary: 'Hold or allow a release, with a reason',
      action: 'case.decide',
      status: 204,
      request: json(decided),
    }),
    async (context) => {
      const { name, version, decision, reason } = context.req.valid('json')
      const caller = await enter(context, desk, 'case.decide', here, `${name}@${version}`)
      const shelf = shelfOf(caller)
      if ((await shelf.release(name, version)) === null)
        throw new SallyportError('SP_NOT_FOUND', `${name}@${version} was not judged here.`)
      await shelf.decide(name, version, {
        decision,
        reason,
        by: caller.actor.id,
        byName: caller.name,
        at: house.clock.now(),
      })
      return context.body(null, 204)
    },
  )
  app.openapi(
    guarded({
      method: 'delete',
      path: '/api/packages/decisions',
      summary: 'Take a decision about a release back',
      action: 'case.decide',
      status: 204,
      request: { query: named },
    }),
    async (context) => {
      const { name, version } = context.req.valid('query')
      const caller = await enter(context, desk, 'case.decide', here, `${name}@${version}`)
      await shelfOf(caller).decide(name, version, null)
      return context.body(null, 204)
    },
  )
  const project = z.object({ name: z.string().trim().min(1).max(100), lockfile: z.string().max(30_000_000) })
  app.openapi(
    guarded({
      method: 'post',
      path: '/api/packages/projects',
      summary: 'Take over the lockfile of a project',
      action: 'evidence.submit',
      status: 204,
      request: json(project),
    }),
    async (context) => {
      const { name, lockfile } = context.req.valid('json')
      const caller = await enter(context, desk, 'evidence.submit', here)
      readLockfile(lockfile)
      await shelfOf(caller).putProject({ name, lockfile, at: house.clock.now() })
      return context.body(null, 204)
    },
  )

  // One process wakes the queue; which worker reads the feed is the queue's business.
  const waking =
    settings === null
      ? null
      : setInterval(() => void house.queue.add(null, 'follow', { org }, org).catch(report), followEvery)
  waking?.unref()
  return { routes: [app], stop: () => (waking === null ? undefined : clearInterval(waking)) }
}
