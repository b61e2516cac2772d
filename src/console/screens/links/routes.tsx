import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { clustersQuery, graphQuery } from '../../api/story.ts'
import { queries } from '../../api/queries.ts'
import { may, shell, text } from '../../roots.tsx'

const links = createRoute({
  getParentRoute: () => shell,
  path: '/links',
  validateSearch: (search: Record<string, unknown>): { case?: string | undefined } => ({ case: text(search['case']) }),
  loaderDeps: ({ search }) => ({ focus: search.case }),
  loader: ({ deps: { focus } }) => void (may('seeLinks') && (focus === undefined ? queries.prefetchQuery(clustersQuery) : queries.prefetchQuery(graphQuery(focus)))),
  component: lazyRouteComponent(() => import('./LinksScreen.tsx'), 'LinksScreen'),
})

export const routes = [links] as const
