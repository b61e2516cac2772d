import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { retentionQuery } from '../../api/story.ts'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'

const retention = createRoute({
  getParentRoute: () => shell,
  path: '/retention',
  loader: () => void (may('seeSettings') && queries.prefetchQuery(retentionQuery)),
  component: lazyRouteComponent(() => import('./RetentionScreen.tsx'), 'RetentionScreen'),
})

export const routes = [retention] as const
