import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import {
  auditQuery,
  caseQuery,
  healthQuery,
  playbookQuery,
  queries,
  type QueueFilter,
  type RuleFilter,
} from './api/queries.ts'
import { may, root, shell, text } from './roots.tsx'
import { routes as checkin } from './screens/checkin/routes.tsx'
import { routes as messages } from './screens/messages/routes.tsx'
import { routes as circle } from './screens/circle/routes.tsx'
import { NotFound } from './screens/stop/NotFound.tsx'
import { Stumble } from './screens/stop/Stumble.tsx'
import { routes as apply } from './screens/apply/routes.tsx'
import { Home } from './screens/Home.tsx'
import { routes as learning } from './screens/learning/routes.tsx'
import { routes as links } from './screens/links/routes.tsx'
import { routes as people } from './screens/people/routes.tsx'
import { routes as retention } from './screens/retention/routes.tsx'
import { routes as work } from './screens/work/routes.tsx'
import { routes as interview } from './screens/interview/routes.tsx'

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

// Each door's screens are in its own folder: one line a door.
const doors = [
  ...apply,
  ...checkin,
  ...circle,
  ...interview,
  ...learning,
  ...links,
  ...messages,
  ...people,
  ...retention,
  ...work,
] as const

const tree = root.addChildren([signIn, welcome, shell.addChildren([home, caseFile, playbook, audit, health, ...doors])])

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

/** A path of this console, so that a crafted link cannot send somebody elsewhere after signing in. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}
