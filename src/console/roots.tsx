import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { ProblemError } from './api/problem.ts'
import { meQuery, queries } from './api/queries.ts'
import { Waiting } from './parts/Waiting.tsx'
import { NotFound } from './screens/stop/NotFound.tsx'
import { Stumble } from './screens/stop/Stumble.tsx'
import { allowed, type Ability } from './session/abilities.ts'
import { Shell } from './shell/Shell.tsx'

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Stumble })

/** Around every screen of a person who is signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  pendingComponent: () => <Waiting what="your desk" />,
  loader: async ({ location }) => {
    try {
      return await queries.ensureQueryData(meQuery)
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.problem.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href } })
      }
      throw thrown
    }
  },
})

/** Whether it is known that this person may: what would be refused is not asked for ahead of time. */
export function may(ability: Ability): boolean {
  const me = queries.getQueryData(meQuery.queryKey)
  return me !== undefined && allowed(me, ability)
}

/** A search parameter as the text it is, or nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}
