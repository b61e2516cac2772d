import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shell, text } from '../../roots.tsx'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/packages',
  component: lazyRouteComponent(() => import('./PackagesScreen.tsx'), 'PackagesScreen'),
})

const release = createRoute({
  getParentRoute: () => shell,
  path: '/packages/release',
  validateSearch: (search: Record<string, unknown>): { name: string; version: string } => ({
    name: text(search['name']) ?? '',
    version: text(search['version']) ?? '',
  }),
  component: lazyRouteComponent(() => import('./ReleaseScreen.tsx'), 'ReleaseScreen'),
})

/** Packages: releases that were judged, and one of them with what it brought and who holds it. */
export const routes = [list, release] as const
