import type { Context, MiddlewareHandler } from 'hono'
import { SallyportError } from '../core/errors.ts'
import type { Actor } from '../guard/policy/policy.ts'

/** Who a request comes from. */
export interface Caller {
  readonly actor: Actor
  readonly name: string
  /** Cookies are sent by a browser unasked, so a mutation needs this token too; null for an API token. */
  readonly csrf: string | null
}

export interface Environment {
  Variables: { caller: Caller | null }
}

export type Identify = (context: Context) => Promise<Caller | null>

export function identified(identify: Identify): MiddlewareHandler<Environment> {
  return async (context, next) => {
    context.set('caller', await identify(context))
    await next()
  }
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The caller of this request, signed in and really the one who sent it.
 *
 * @throws SP_SIGN_IN without a session; SP_FORBIDDEN when the cross-site token is missing or another site sent it
 */
export function callerOf(context: Context<Environment>): Caller {
  const caller = context.get('caller')
  if (caller === null || caller === undefined) throw new SallyportError('SP_SIGN_IN', 'You are not signed in.')
  if (caller.csrf !== null && !harmless.has(context.req.method)) {
    const site = context.req.header('sec-fetch-site')
    if ((site !== undefined && site !== 'same-origin' && site !== 'none') || context.req.header('x-csrf-token') !== caller.csrf) {
      throw new SallyportError('SP_FORBIDDEN', 'This request did not come from the console.')
    }
  }
  return caller
}
