import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ProblemError } from './api/problem.ts'
import {
  auditQuery,
  caseQuery,
  healthQuery,
  meQuery,
  playbookQuery,
  queries,
  type QueueFilter,
  type RuleFilter,
} from './api/queries.ts'
import { allowed, type Ability } from './session/abilities.ts'
import { Waiting } from './parts/Waiting.tsx'
import { NotFound } from './screens/stop/NotFound.tsx'
import { Stumble } from './screens/stop/Stumble.tsx'
import { Home } from './screens/Home.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Stumble })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string | undefined } => ({ to: ownPath(search['to']) }),
  component: lazyRouteComponent(() => import('./screens/sign-in/SignIn.tsx'), 'SignIn'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./screens/sign-in/Welcome.tsx'), 'Welcome'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  pendingComponent: () => <Waiting what="your desk" />,
  loader: async ({ location }) => {
    try {
      return await queries.ensureQueryData(meQuery)
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.problem.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href } })
      }
      throw thrown
    }
  },
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: (search: Record<string, unknown>): QueueFilter => ({
    door: text(search['door']),
    posture: text(search['posture']),
    state: text(search['state']),
    q: text(search['q']),
  }),
  component: Home,
})

const caseFile = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$id',
  validateSearch: (search: Record<string, unknown>): { place?: string | undefined } => ({
    place: text(search['place']),
  }),
  loader: ({ params }) => void queries.prefetchQuery(caseQuery(params.id)),
  component: lazyRouteComponent(() => import('./screens/case/CaseScreen.tsx'), 'CaseScreen'),
})

const playbook = createRoute({
  getParentRoute: () => shell,
  path: '/playbook',
  validateSearch: (search: Record<string, unknown>): RuleFilter => ({
    door: text(search['door']),
    q: text(search['q']),
    rule: text(search['rule']),
  }),
  loader: () => void (may('seePlaybook') && queries.prefetchQuery(playbookQuery)),
  component: lazyRouteComponent(() => import('./screens/playbook/PlaybookScreen.tsx'), 'PlaybookScreen'),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  loader: () => void (may('seeAudit') && queries.prefetchInfiniteQuery(auditQuery)),
  component: lazyRouteComponent(() => import('./screens/audit/AuditScreen.tsx'), 'AuditScreen'),
})

const health = createRoute({
  getParentRoute: () => shell,
  path: '/health',
  loader: () => void (may('seeHealth') && queries.prefetchQuery(healthQuery)),
  component: lazyRouteComponent(() => import('./screens/health/HealthScreen.tsx'), 'HealthScreen'),
})

const tree = root.addChildren([signIn, welcome, shell.addChildren([home, caseFile, playbook, audit, health])])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: Stumble,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Whether it is known that this person may: what would be refused is not asked for ahead of time. */
function may(ability: Ability): boolean {
  const me = queries.getQueryData(meQuery.queryKey)
  return me !== undefined && allowed(me, ability)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

/** A path of this console, so that a crafted link cannot send somebody elsewhere after signing in. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}
