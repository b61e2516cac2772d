import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'
import { checkinSettingsQuery } from './queries.ts'

export const routes = [
  createRoute({
    getParentRoute: () => shell,
    path: '/check-in',
    loader: () => void (may('seeHealth') && queries.prefetchQuery(checkinSettingsQuery)),
    component: lazyRouteComponent(() => import('./CheckinScreen.tsx'), 'CheckinScreen'),
  }),
] as const
