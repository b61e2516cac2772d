import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'
import { campaignsQuery, countsQuery } from './queries.ts'

const report = createRoute({
  getParentRoute: () => shell,
  path: '/report',
  component: lazyRouteComponent(() => import('./ReportScreen.tsx'), 'ReportScreen'),
})

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/messages',
  loader: () => void (may('seeCounts') && queries.prefetchQuery(campaignsQuery)),
  component: lazyRouteComponent(() => import('./CampaignsScreen.tsx'), 'CampaignsScreen'),
})

const campaign = createRoute({
  getParentRoute: () => shell,
  path: '/messages/campaigns/$id',
  component: lazyRouteComponent(() => import('./CampaignScreen.tsx'), 'CampaignScreen'),
})

const counts = createRoute({
  getParentRoute: () => shell,
  path: '/messages/counts',
  validateSearch: (search: Record<string, unknown>): { days?: number | undefined } => ({
    days: [30, 60, 180].find((days) => days === Number(search['days'])),
  }),
  loader: () => void (may('seeCounts') && queries.prefetchQuery(countsQuery(60))),
  component: lazyRouteComponent(() => import('./CountsScreen.tsx'), 'CountsScreen'),
})

/** Messages: the report of an employee, the campaigns, and the counts. */
export const routes = [report, campaigns, campaign, counts] as const
