import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shell } from '../../roots.tsx'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/work',
  component: lazyRouteComponent(() => import('./WorkScreen.tsx'), 'WorkScreen'),
})

const record = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$id',
  component: lazyRouteComponent(() => import('./RecordScreen.tsx'), 'RecordScreen'),
})

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/work-sources',
  component: lazyRouteComponent(() => import('./SourcesScreen.tsx'), 'SourcesScreen'),
})

const own = createRoute({
  getParentRoute: () => shell,
  path: '/about-you',
  component: lazyRouteComponent(() => import('./OwnScreen.tsx'), 'OwnScreen'),
})

/** Employee accounts: who asks for a person, one record, where the logs come from, and each colleague's own view. */
export const routes = [list, record, sources, own] as const
