import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'
import { comparisonQuery, layoutQuery, layoutsQuery } from './queries.ts'

const compare = createRoute({
  getParentRoute: () => shell,
  path: '/compare/$a/$b',
  loader: ({ params }) => void (may('seeLinks') && queries.prefetchQuery(comparisonQuery(params.a, params.b))),
  component: lazyRouteComponent(() => import('./CompareScreen.tsx'), 'CompareScreen'),
})

const layouts = createRoute({
  getParentRoute: () => shell,
  path: '/layouts',
  loader: () => void (may('seeLinks') && queries.prefetchQuery(layoutsQuery)),
  component: lazyRouteComponent(() => import('./LayoutsScreen.tsx'), 'LayoutsScreen'),
})

const layout = createRoute({
  getParentRoute: () => shell,
  path: '/layouts/$id',
  loader: ({ params }) => void (may('seeLinks') && queries.prefetchQuery(layoutQuery(params.id))),
  component: lazyRouteComponent(() => import('./LayoutScreen.tsx'), 'LayoutScreen'),
})

export const routes = [compare, layouts, layout] as const
