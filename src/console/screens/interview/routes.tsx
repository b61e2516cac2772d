import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shell, text } from '../../roots.tsx'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/interview',
  validateSearch: (search: Record<string, unknown>): { case?: string | undefined } => ({ case: text(search['case']) }),
  component: lazyRouteComponent(() => import('./InterviewScreen.tsx'), 'InterviewScreen'),
})

const call = createRoute({
  getParentRoute: () => shell,
  path: '/interview/$id',
  // The step is in the address, so that a reload in the middle of a call loses nothing.
  validateSearch: (search: Record<string, unknown>): { step?: string | undefined; key?: string | undefined; as?: string | undefined } => ({
    step: text(search['step']),
    key: text(search['key']),
    as: text(search['as']),
  }),
  component: lazyRouteComponent(() => import('./CallScreen.tsx'), 'CallScreen'),
})

const read = createRoute({
  getParentRoute: () => shell,
  path: '/interview/read/$evidence',
  component: lazyRouteComponent(() => import('./AnalysisScreen.tsx'), 'AnalysisScreen'),
})

const suspicious = createRoute({
  getParentRoute: () => shell,
  path: '/suspicious-call',
  component: lazyRouteComponent(() => import('./SuspiciousCall.tsx'), 'SuspiciousCall'),
})

/** The interviewer's page, the analyst's page of a call, and the guide for whoever is on a call that feels wrong. */
export const routes = [list, call, read, suspicious] as const
