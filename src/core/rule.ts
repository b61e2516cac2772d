import type { DoorId } from './evidence.ts'
import type { Facts } from './facts.ts'

export const ruleStatuses = ['trial', 'steady', 'retired'] as const
export type RuleStatus = (typeof ruleStatuses)[number]

/** Findings of one cause share a group, and are not counted twice (research: correlation groups). */
export const groups = [
  'document',
  'contact',
  'online',
  'network',
  'session',
  'typing',
  'interview',
  'identity',
  'shipping',
  'payment',
  'endpoint',
  'work',
  'link',
  'package-metadata',
  'package-diff',
  'package-behaviour',
  'message-claim',
  'message-wording',
  'message-lure',
  'message-command',
  'message-sender',
  'attachment',
  'intel',
] as const
export type Group = (typeof groups)[number]

/** How far apart a rule's facts must be kept from people: what a viewer needs to be allowed to see. */
export const privacyClasses = ['none', 'personal', 'link', 'biometric', 'work'] as const
export type PrivacyClass = (typeof privacyClasses)[number]

/** Decibans: 10·log10 of the likelihood ratio. */
export interface Weight {
  readonly present: number
  readonly absent: number
}

/** One YAML file of the playbook, after it was read and checked. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly door: DoorId
  readonly group: Group
  readonly status: RuleStatus
  /** Fact paths without which the rule is not assessed. */
  readonly needs: readonly string[]
  /** A CEL expression over the facts; true means the rule speaks. */
  readonly when: string
  readonly weight: Weight
  /** Fact paths whose places the finding points at. */
  readonly points: readonly string[]
  readonly innocent: readonly string[]
  /** Step-ups that would clear it; ids of `playbook/challenges`. */
  readonly clears: readonly string[]
  readonly sources: readonly string[]
  readonly privacy: PrivacyClass
  /** Jurisdictions in which the rule may not be used: `US-IL`, `EU`, … */
  readonly excludedIn: readonly string[]
  /** What the rule means for its object, where an object (not a person) is judged: packages and messages. */
  readonly verdict: Verdict | null
  /** ATT&CK technique ids, where there is one. */
  readonly techniques: readonly string[]
  readonly samples: { readonly match: readonly Facts[]; readonly benign: readonly Facts[] }
  /** Pack it came from, and the digest of its text: `rule@version`. */
  readonly pack: string
  readonly version: string
  readonly sealed: boolean
}

/** Verdicts on things: a package or a message can be held without judging anybody. */
export const verdicts = ['allow', 'review', 'hold', 'block'] as const
export type Verdict = (typeof verdicts)[number]
