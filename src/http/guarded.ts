import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { SallyportError } from '../core/errors.ts'
import { mustBeAllowed, type Action, type Resource } from '../guard/policy/policy.ts'
import type { Desk } from './desk.ts'
import { problemSchema } from './problem.ts'
import { callerOf, type Caller, type Environment } from './session.ts'

const problem = { content: { 'application/problem+json': { schema: problemSchema } } }

interface Guarded extends Omit<RouteConfig, 'responses' | 'security'> {
  /** The action of the policy table this route performs; null: open to everybody. */
  readonly action: Action | null
  readonly summary: string
  readonly answer?: z.ZodType
  readonly status?: 200 | 201 | 202 | 204
  /** What the answer is when it is no JSON. */
  readonly mediaType?: string
}

/** A route that says in the OpenAPI document which action it is: the authorisation test walks the document. */
export function guarded<const R extends Guarded>(route: R) {
  const { action, answer, status = 200, mediaType, ...rest } = route
  const success = answer === undefined ? { description: 'Done', ...(mediaType === undefined ? {} : { content: { [mediaType]: { schema: z.string() } } }) } : { description: 'The answer', content: { 'application/json': { schema: answer } } }
  return createRoute({
    ...rest,
    ...(action === null ? {} : { security: [{ session: [] }, { token: [] }], 'x-sallyport-action': action }),
    responses: {
      [status]: success,
      400: { description: 'The request has the wrong form', ...problem },
      ...(action === null ? {} : { 401: { description: 'Not signed in', ...problem }, 403: { description: 'Not allowed', ...problem } }),
      ...(route.path.includes('{') ? { 404: { description: 'Nothing here', ...problem } } : {}),
    },
  } as unknown as R & { responses: Record<number, { description: string }> })
}

/**
 * Lets the caller pass, or refuses and writes it down. Every refusal is in the audit log; so is every passing that
 * changes something.
 *
 * @throws SP_SIGN_IN, SP_FORBIDDEN, SP_NOT_FOUND
 */
export async function enter(context: Context<Environment>, desk: Desk, action: Action, resource: (caller: Caller) => Resource | Promise<Resource>, target: string | null = null): Promise<Caller> {
  const caller = callerOf(context)
  try {
    mustBeAllowed(caller.actor, action, await resource(caller))
  } catch (error) {
    if (error instanceof SallyportError && (error.code === 'SP_FORBIDDEN' || error.code === 'SP_NOT_FOUND')) await desk.record(caller.actor, action, target, 'refused')
    throw error
  }
  if (context.req.method !== 'GET' || noted.has(action)) await desk.record(caller.actor, action, target, 'allowed')
  return caller
}

/** Reading that is itself worth a line: somebody's file, somebody's case. */
const noted: ReadonlySet<Action> = new Set(['case.read', 'evidence.download', 'audit.export', 'retention.export', 'work.unmask', 'playbook.read-sealed'])

/** The house itself as a resource. */
export function house(caller: Caller): Resource {
  return { org: caller.actor.org, place: 'house' }
}
