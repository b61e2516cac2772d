import type { Id } from '../../core/ids.ts'
import type { Action, Place, Principal } from './actions.ts'

/** Who wants to do something. */
export interface Actor {
  readonly id: Id
  readonly org: Id
  readonly roles: readonly Principal[]
  /** Doors this person is confined to; null: those of the roles. */
  readonly doors: readonly Place[] | null
  /** What the API token was made for; null: a session, everything the roles allow. */
  readonly scopes: readonly Action[] | null
}

/** What it is done to. A route fills in what it knows; what is missing satisfies no condition. */
export interface Resource {
  readonly org: Id
  readonly place: Place
  /** Who handed it in, or was asked to answer it. */
  readonly owner?: Id | null
  /** The colleague it is about. */
  readonly about?: Id | null
  /** Who works on it. */
  readonly assigned?: readonly Id[]
  /** Who may see it; null: everybody whose role allows it. */
  readonly compartment?: readonly Id[] | null
  /** Who made the thing that now needs another person: the draft, the request, the decision. */
  readonly madeBy?: Id | null
  /** Who agreed, and why it was asked for. */
  readonly approval?: { readonly by: Id; readonly reason: string } | null
}

/** Conditions of the policy table. Each has a name, so that a refusal can say which one was not met. */
export const conditions = {
  /** One's own report or check-in. */
  own: (actor, resource) => resource.owner === actor.id,
  /** Somebody gave it to this person. */
  assigned: (actor, resource) => resource.assigned?.includes(actor.id) === true,
  /** Not shut away, or this person is inside. A route that does not say whether it is shut away gets no access. */
  compartment: (actor, resource) => resource.compartment === null || resource.compartment?.includes(actor.id) === true,
  /** Another person made it: nobody approves what is their own. */
  anotherPerson: (actor, resource) => typeof resource.madeBy === 'string' && resource.madeBy !== actor.id,
  /** Two people and a reason: another person has agreed to this. */
  twoPeople: (actor, resource) =>
    typeof resource.approval?.by === 'string' &&
    resource.approval.by !== actor.id &&
    resource.approval.reason.trim() !== '',
} as const satisfies Record<string, (actor: Actor, resource: Resource) => boolean>
export type Condition = keyof typeof conditions
