import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { usersQuery } from '../../api/story.ts'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  loader: () => void (may('managePeople') && queries.prefetchQuery(usersQuery)),
  component: lazyRouteComponent(() => import('./PeopleScreen.tsx'), 'PeopleScreen'),
})

export const routes = [people] as const
