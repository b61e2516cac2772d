import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shell, text } from '../../roots.tsx'

const screen = { getParentRoute: () => shell } as const

/** The circle's screens. */
export const routes = [
  createRoute({ ...screen, path: '/circle', component: lazyRouteComponent(() => import('./InboxScreen.tsx'), 'InboxScreen') }),
  createRoute({ ...screen, path: '/circle/received/$id', component: lazyRouteComponent(() => import('./ReceivedScreen.tsx'), 'ReceivedScreen') }),
  createRoute({ ...screen, path: '/circle/groups', component: lazyRouteComponent(() => import('./GroupsScreen.tsx'), 'GroupsScreen') }),
  createRoute({ ...screen, path: '/circle/advisories', component: lazyRouteComponent(() => import('./AdvisoriesScreen.tsx'), 'AdvisoriesScreen') }),
  createRoute({ ...screen, path: '/circle/advisories/$id', component: lazyRouteComponent(() => import('./AdvisoryScreen.tsx'), 'AdvisoryScreen') }),
  createRoute({ ...screen, path: '/circle/peers', component: lazyRouteComponent(() => import('./PeersScreen.tsx'), 'PeersScreen') }),
  createRoute({ ...screen, path: '/circle/questions', component: lazyRouteComponent(() => import('./QuestionsScreen.tsx'), 'QuestionsScreen') }),
  createRoute({
    ...screen,
    path: '/circle/coverage',
    validateSearch: (search: Record<string, unknown>): { group?: string | undefined } => ({ group: text(search['group']) }),
    component: lazyRouteComponent(() => import('./CoverageScreen.tsx'), 'CoverageScreen'),
  }),
] as const
