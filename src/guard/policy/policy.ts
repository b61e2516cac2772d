import { SallyportError } from '../../core/errors.ts'
import { actions, isAction, type Action } from './actions.ts'
import { conditions, type Actor, type Condition, type Resource } from './conditions.ts'
import { policy, type Line } from './table.ts'

export {
  actions,
  isAction,
  isRole,
  places,
  principals,
  roles,
  type Action,
  type Place,
  type Principal,
  type Role,
} from './actions.ts'
export type { Actor, Resource } from './conditions.ts'

/** What an actor may not do about themselves: everything but hand something in. Not even a lead reads their own case. */
const aboutSelf: ReadonlySet<Action> = new Set(['evidence.submit', 'check.answer', 'self.read', 'self.write'])

/** Why something is not allowed. `hidden`: say that there is nothing, not that it is forbidden. */
export type Refusal =
  | { readonly why: 'organisation' | 'unknown-action' | 'about-self' | 'scope' | 'confined' | 'role' }
  | { readonly why: 'condition'; readonly missing: Condition }

/** null when it is allowed, else why not. What no line of the table allows is refused. */
export function refusalOf(actor: Actor, action: Action, resource: Resource): Refusal | null {
  if (actor.org !== resource.org) return { why: 'organisation' }
  if (!isAction(action)) return { why: 'unknown-action' }
  if (resource.about === actor.id && !aboutSelf.has(action)) return { why: 'about-self' }
  if (actor.scopes !== null && !actor.scopes.includes(action)) return { why: 'scope' }
  if (actor.doors !== null && resource.place !== 'house' && !actor.doors.includes(resource.place))
    return { why: 'confined' }
  let nearest: Condition | null = null
  for (const line of policy) {
    if (!speaksOf(line, actor, action) || !line.at.includes(resource.place)) continue
    const missing = line.when.find((name) => !conditions[name](actor, resource))
    if (missing === undefined) return null
    nearest ??= missing
  }
  return nearest === null ? { why: 'role' } : { why: 'condition', missing: nearest }
}

/** The whole of authorisation: may this actor do this to this resource? */
export function allowed(actor: Actor, action: Action, resource: Resource): boolean {
  return refusalOf(actor, action, resource) === null
}

/**
 * Passes or throws.
 *
 * @throws SP_NOT_FOUND where even its existence is none of the actor's business, else SP_FORBIDDEN
 */
export function mustBeAllowed(actor: Actor, action: Action, resource: Resource): void {
  const refusal = refusalOf(actor, action, resource)
  if (refusal === null) return
  const hidden = refusal.why === 'organisation' || (refusal.why === 'condition' && hiding.has(refusal.missing))
  if (hidden) throw new SallyportError('SP_NOT_FOUND', 'There is nothing here.', { action })
  const sentence =
    refusal.why === 'condition'
      ? sentences[refusal.missing]
      : `${actions[action] ?? action} Your role does not allow it.`
  throw new SallyportError('SP_FORBIDDEN', sentence, {
    action,
    why: refusal.why === 'condition' ? refusal.missing : refusal.why,
  })
}

const hiding: ReadonlySet<Condition> = new Set(['own', 'assigned', 'compartment'])
const sentences: Readonly<Record<Condition, string>> = {
  own: 'Only whoever handed it in may do this.',
  assigned: 'Only whoever works on it may do this.',
  compartment: 'Only a named few may see it.',
  anotherPerson: 'This needs another person than the one who made it.',
  twoPeople: 'This opens only with two people and a reason.',
}

/** Actions the actor may do somewhere, if the conditions are met: what a console needs to show. */
export function actionsOf(actor: Actor): Action[] {
  const within = (line: Line): boolean =>
    actor.doors === null || line.at.some((at) => at === 'house' || actor.doors?.includes(at) === true)
  return (Object.keys(actions) as Action[]).filter(
    (action) =>
      (actor.scopes?.includes(action) ?? true) && policy.some((line) => speaksOf(line, actor, action) && within(line)),
  )
}

function speaksOf(line: Line, actor: Actor, action: Action): boolean {
  return line.may.includes(action) && line.who.some((who) => actor.roles.includes(who))
}
